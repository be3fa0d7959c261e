import { Command, InvalidArgumentError } from 'commander';
import { stringify } from 'yaml';
import { slackManifest } from '../channels/slack/manifest.js';

/** `https://host` or `https://host/slack/events` → the address that Slack sends to. */
function requestUrl(given: string): string {
  let url: URL;
  try {
    url = new URL(given);
  } catch {
    throw new InvalidArgumentError('Give a full address, for example https://support.example.com');
  }
  if (url.protocol !== 'https:') throw new InvalidArgumentError('Slack sends to https addresses only.');
  return new URL('/slack/events', url).href;
}

/** `firstline slack-manifest`: prints the manifest to make the Slack app from. */
export function slackManifestCommand(): Command {
  return new Command('slack-manifest')
    .description('print the manifest to create the Slack app from')
    .option('--url <https-url>', 'receive events over HTTP at this host (default: Socket Mode)', requestUrl)
    .option('--yaml', 'print YAML instead of JSON', false)
    .action((options: { url?: string; yaml: boolean }) => {
      const manifest = slackManifest(options.url ?? null);
      const text = options.yaml ? stringify(manifest) : `${JSON.stringify(manifest, null, 2)}\n`;
      process.stdout.write(text);
    });
}

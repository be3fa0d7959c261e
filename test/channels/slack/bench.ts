import type { ChannelBench, Shown } from '../../contracts/channel.js';
import { buttonsOf } from '../../support/slack/block-kit.js';
import type { StoredMessage } from '../../support/slack/workspace.js';
import { DESK, type Mode, startBareRig } from './rig.js';

const MIME = { photo: 'image/png', voice: 'audio/webm', audio: 'audio/mpeg', video: 'video/mp4' } as const;

function mimeOf(kind: string): string {
  return kind === 'photo' || kind === 'voice' || kind === 'audio' || kind === 'video'
    ? MIME[kind]
    : 'application/octet-stream';
}

/** The Slack channel on the bench of the channel contract. */
export async function slackBench(mode: Mode): Promise<ChannelBench> {
  const { server, channel, at, close } = await startBareRig(mode);
  const anna = server.user('U0ANNA', 'Анна <b>_*[', 'ru-RU');
  const olga = server.user('U0OLGA', 'Ольга', 'ru-RU');
  const shown = (message: StoredMessage): Shown => ({
    text: server.read(message.blocks),
    buttons: buttonsOf(message.blocks).map((button) => button.text.text),
    files: message.files.map((file) => ({ name: file.name, bytes: new Uint8Array(file.bytes ?? []) })),
    marks: message.reactions,
  });
  const FAULTS = {
    'rate-limited': { kind: 'rate-limit', retryAfter: 1 },
    'server-error': { kind: 'status', status: 503 },
    connection: { kind: 'drop' },
  } as const;
  return {
    channel,
    person: {
      id: anna.id,
      name: anna.name,
      address: at(anna.dm),
      writes: (text) => {
        anna.writesDm(text);
      },
      presses: (label) => {
        anna.presses(label, anna.dm);
      },
      sends: ({ kind, name, bytes }) => {
        const subtype = kind === 'voice' ? { subtype: 'slack_audio' } : {};
        anna.uploads({ name, mime: mimeOf(kind), bytes: Buffer.from(bytes), ...subtype });
      },
      shown: () =>
        server
          .channel(anna.dm)
          .messages.filter((message) => message.fromBot)
          .map(shown),
      leaves: () => {
        anna.leaves();
      },
    },
    desk: {
      address: at(DESK),
      agent: { id: olga.id, name: olga.name },
      writes: (thread, text) => olga.replies(DESK, thread.thread, text).ts,
      presses: (_thread, label) => {
        olga.presses(label, DESK);
      },
      shown: ({ thread }) =>
        server
          .channel(DESK)
          .messages.filter((one) => one.fromBot && (one.ts === thread || one.thread === thread))
          .map(shown),
      outside: () =>
        server
          .channel(DESK)
          .messages.filter((one) => one.fromBot && one.thread === null)
          .map(shown),
      marks: (_thread, message) =>
        server.channel(DESK).messages.find((one) => one.ts === message)?.reactions ?? [],
      deletes: ({ thread }) => {
        server.deleteThread(DESK, thread);
      },
    },
    breaks: (how) => {
      server.fault('chat.postMessage', FAULTS[how]);
    },
    unacknowledged: () => server.unacknowledged(),
    settled: () => server.settled(),
    close,
  };
}

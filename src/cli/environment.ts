import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import { readConfig, type Config } from '../config.js';
import { FirstlineError, messageOf } from '../errors.js';
import { PACKAGE_DIR } from './package.js';

/** The configuration from the environment and, where there is one, the `.env` file of this folder. */
export function configFromEnvironment(): Config {
  readEnvFile();
  return readConfig(process.env);
}

/** The folder that `start` reads content from: `CONTENT_DIR`, or the content that comes with Firstline. */
export function contentFolder(): string {
  readEnvFile();
  const given = (process.env.CONTENT_DIR ?? '').trim();
  return given === '' ? PACKAGE_DIR : given;
}

/** Whether a variable is set; an empty one is not. */
export function isSet(name: string): boolean {
  return (process.env[name] ?? '').trim() !== '';
}

function readEnvFile(): void {
  if (!existsSync('.env')) return;
  try {
    loadEnvFile('.env');
  } catch (thrown) {
    throw new FirstlineError(
      'ENV_FILE',
      `The file .env of this folder cannot be read (${messageOf(thrown)}).`,
      'Make it a readable file of lines such as LOG_LEVEL=info, or remove it.',
      thrown,
    );
  }
}

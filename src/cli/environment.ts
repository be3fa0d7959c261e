import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import { readConfig, type Config } from '../config.js';

/** The configuration from the environment and, where there is one, the `.env` file of this folder. */
export function configFromEnvironment(): Config {
  if (existsSync('.env')) loadEnvFile('.env');
  return readConfig(process.env);
}

import { isatty } from 'node:tty';
import { pino, type Logger } from 'pino';

/**
 * The log: JSON lines on standard output for a service, on standard error where output is a conversation. On a
 * terminal it is laid out for people.
 */
export async function createLog(level: string, to: 'stdout' | 'stderr'): Promise<Logger> {
  const fd = to === 'stdout' ? 1 : 2;
  if (!isatty(fd)) return pino({ level }, pino.destination({ fd, sync: true }));
  const { default: pretty } = await import('pino-pretty');
  return pino({ level }, pretty({ destination: fd, sync: true, ignore: 'pid,hostname' }));
}

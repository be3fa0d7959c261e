import { pino, type Logger } from 'pino';

/** The log: JSON lines on standard output for a service, on standard error where output is a conversation. */
export function createLog(level: string, to: 'stdout' | 'stderr'): Logger {
  return pino({ level }, pino.destination({ fd: to === 'stdout' ? 1 : 2, sync: true }));
}

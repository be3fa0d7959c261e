import { z } from 'zod';

const lineSchema = z.looseObject({ level: z.number(), msg: z.string().optional() });

/** One line of the log. */
export type LogLine = z.infer<typeof lineSchema>;

/** What a program logs: kept, and awaited. */
export interface LogLines {
  /** Takes what was written; whole lines or parts of them. */
  write(text: string): void;
  readonly lines: readonly LogLine[];
  /** The first line that fits, logged already or still to come. Rejects after `timeoutMs`. */
  first(fits: (line: LogLine) => boolean, timeoutMs?: number): Promise<LogLine>;
}

export function createLogLines(): LogLines {
  const lines: LogLine[] = [];
  const waiting = new Set<(line: LogLine) => void>();
  let rest = '';

  function add(text: string): void {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      value = { level: 60, msg: text };
    }
    const read = lineSchema.safeParse(value);
    const line = read.success ? read.data : { level: 60, msg: text };
    lines.push(line);
    for (const look of [...waiting]) look(line);
  }

  return {
    lines,
    write(text) {
      const parts = (rest + text).split('\n');
      rest = parts.pop() ?? '';
      for (const part of parts) if (part !== '') add(part);
    },
    first(fits, timeoutMs = 10_000) {
      const there = lines.find(fits);
      if (there !== undefined) return Promise.resolve(there);
      return new Promise((resolve, reject) => {
        const look = (line: LogLine): void => {
          if (!fits(line)) return;
          waiting.delete(look);
          clearTimeout(timer);
          resolve(line);
        };
        const timer = setTimeout(() => {
          waiting.delete(look);
          const last = lines.slice(-20).map((line) => JSON.stringify(line));
          reject(new Error(`no such line of the log within ${timeoutMs} ms; the last:\n${last.join('\n')}`));
        }, timeoutMs);
        waiting.add(look);
      });
    },
  };
}

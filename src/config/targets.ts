import { prioritySchema } from '../model/intent.js';
import { NO_TARGET, type Target } from '../model/service-clock.js';

const UNITS_MS = { m: 60_000, h: 60 * 60_000 } as const;

/**
 * Reads how long something may take by priority: entries such as `urgent 15m`, `high 1h30m` and `normal off`, with
 * commas between; a priority that is not named keeps its value in `usual`. `off`: none has a limit. Null where the text is
 * anything else.
 */
export function readTarget(usual: Target): (text: string) => Target | null {
  return (text) => {
    const written = text.trim().toLowerCase();
    if (written === 'off') return NO_TARGET;
    const target = { ...usual };
    for (const entry of written.split(',')) {
      const [name, value = '', ...more] = entry.trim().split(/\s+/);
      const priority = prioritySchema.safeParse(name).data;
      const ms = value === 'off' ? null : readDuration(value);
      if (priority === undefined || ms === undefined || more.length > 0) return null;
      target[priority] = ms;
    }
    return target;
  };
}

/** A length of working time, ms: `45m`, `4h`, `1h30m`. A day has as many working hours as it has, so there are no days. */
function readDuration(text: string): number | undefined {
  const match = /^(?:(\d{1,4})h)?(?:(\d{1,4})m)?$/.exec(text);
  const [, hours = '0', minutes = '0'] = match ?? [];
  const ms = Number(hours) * UNITS_MS.h + Number(minutes) * UNITS_MS.m;
  return match === null || ms === 0 ? undefined : ms;
}

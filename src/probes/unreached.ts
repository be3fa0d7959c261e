import type { Reached } from './connect.js';

/** What it means for a target that it was not reached; in the verdicts of `http`, `tls` and `port`. */
export function unreached(
  kind: Exclude<Reached['kind'], 'connected'>,
): 'refused' | 'timeout' | 'no-address' | 'unknown' {
  switch (kind) {
    case 'refused':
    case 'timeout':
      return kind;
    case 'no-such-domain':
    case 'no-address':
      return 'no-address';
    case 'no-route':
    case 'forbidden':
    case 'lookup-failed':
      return 'unknown';
  }
}

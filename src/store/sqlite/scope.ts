import type { Scope } from '../store.js';

/** Holds for rows of the accounts in `@scope`. */
export const IN_SCOPE = `(channel, account) IN (SELECT value ->> 0, value ->> 1 FROM json_each(@scope))`;

/** Binds `@scope`. */
export function scopeParameter(scope: Scope): string {
  return JSON.stringify(scope.accounts.map(({ channel, account }) => [channel, account]));
}

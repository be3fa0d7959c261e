import { z } from 'zod';

/**
 * Guards that a `branch` may name: tests of a slot's value that equality cannot say. Pure; one line each says what
 * holds.
 */
const GUARDS = {
  /** A domain below another one, such as shop.example.com; `www.` does not count. */
  subdomain: (value: string) => value.replace(/^www\./, '').split('.').length > 2,
  /** A domain with letters beyond ASCII, as written or as `xn--`. */
  'national-domain': (value: string) => /[^\x00-\x7f]|(^|\.)xn--/u.test(value),
  /** An e-mail address or a domain of a public mail service. */
  'public-mail': (value: string) =>
    /(^|@)(gmail\.com|googlemail\.com|outlook\.com|hotmail\.com|live\.com|yahoo\.com|icloud\.com|proton\.me|mail\.ru|bk\.ru|list\.ru|inbox\.ru|yandex\.(ru|com)|ya\.ru|rambler\.ru)$/iu.test(
      value,
    ),
  /** An address of IP version 6. */
  'ip-v6': (value: string) => value.includes(':'),
} as const satisfies Readonly<Record<string, (value: string) => boolean>>;

export const GUARD_NAMES = ['subdomain', 'national-domain', 'public-mail', 'ip-v6'] as const;
export const guardNameSchema = z.enum(GUARD_NAMES);
export type GuardName = z.infer<typeof guardNameSchema>;

/** Whether a guard holds for a value. */
export function isGuarded(guard: GuardName, value: string): boolean {
  return GUARDS[guard](value);
}

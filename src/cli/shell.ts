/**
 * The language of the shell as a locale such as `ru-RU`, to greet in; null where it does not say. Read from the
 * first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is set, as other programs do.
 */
export function shellLocale(env: Readonly<Record<string, string | undefined>>): string | null {
  const set = [env.LC_ALL, env.LC_MESSAGES, env.LANG].find((value) => value !== undefined && value !== '');
  const locale = set?.split(/[.@]/)[0]?.replaceAll('_', '-') ?? '';
  return locale === '' || locale === 'C' || locale === 'POSIX' ? null : locale;
}

/** What the person at the terminal is called. */
export function shellUser(env: Readonly<Record<string, string | undefined>>): string {
  return [env.USER, env.USERNAME].find((name) => name !== undefined && name !== '') ?? 'you';
}

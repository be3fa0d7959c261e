import { PROBES, type ProbeName, type ProbeResult } from '../model/probe.js';

export type Verdict<Name extends ProbeName> = (typeof PROBES)[Name]['verdicts'][number];
export type Fact<Name extends ProbeName> = (typeof PROBES)[Name]['facts'][number];
/** The values found; what is missing or empty becomes `—`. */
export type Facts<Name extends ProbeName> = Partial<Record<Fact<Name>, string | null>>;

const NONE = '—';
/** Longest value of a fact and of a detail line, UTF-16 units. */
const LONGEST = 300;
/** More details than this help nobody. */
const MOST_DETAILS = 40;

/**
 * A result with every fact of its probe. What servers wrote is cut, and its control characters are escaped: facts are
 * shown to people, details to agents.
 * @param target in a form to show
 */
export function resultOf<Name extends ProbeName>(
  probe: Name,
  target: string,
  verdict: Verdict<Name>,
  facts: Facts<Name> = {},
  details: readonly string[] = [],
): ProbeResult {
  const known = new Map<string, unknown>(Object.entries(facts));
  const names: readonly string[] = PROBES[probe].facts;
  return {
    probe,
    target: plain(target),
    verdict,
    facts: Object.fromEntries(names.map((name) => [name, shown(known.get(name))])),
    details: details.slice(0, MOST_DETAILS).map(plain),
  };
}

/**
 * Text from outside on one line: control and format characters, and those that turn the direction of writing, as
 * `\u0000`; cut to a length.
 */
export function plain(text: string): string {
  const cut = text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
  return cut
    .toWellFormed()
    .replace(
      /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
      (sign) => `\\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
    );
}

function shown(value: unknown): string {
  return typeof value === 'string' && value !== '' ? plain(value) : NONE;
}

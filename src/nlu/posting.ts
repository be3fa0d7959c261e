/**
 * A posting in 32 bits: a document's number (24 bits) and how much a word counts in it (8 bits, on a logarithmic
 * scale: each step is 4 %, from 1/64 to 440).
 */
const LOWEST = 1 / 64;
const STEP = Math.log(1.041);
const CODES = 256;

/** More documents than this do not fit into one index. */
export const MOST_DOCUMENTS = 2 ** 24;

const WEIGHTS = Float64Array.from({ length: CODES }, (_, code) => LOWEST * Math.exp(code * STEP));

export function packPosting(document: number, weight: number): number {
  const code = Math.round(Math.log(weight / LOWEST) / STEP);
  return document * CODES + Math.min(CODES - 1, Math.max(0, code));
}

/** The document of a posting. */
export function documentOfPosting(posting: number): number {
  return posting >>> 8;
}

/** The weight of a posting, within 2 % of what was packed. */
export function weightOfPosting(posting: number): number {
  return WEIGHTS[posting & 0xff] ?? 0;
}

/** The same weight in another document. */
export function movedPosting(posting: number, document: number): number {
  return document * CODES + (posting & 0xff);
}

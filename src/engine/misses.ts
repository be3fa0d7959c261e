import type { Misunderstood } from '../dialogue/misunderstood.js';
import type { Case, HandoverReason } from '../model/case.js';
import type { MissReason, NewMiss } from '../model/miss.js';
import { createVeil } from '../nlu/personal-data.js';
import { isTelling } from '../nlu/telling.js';
import type { TurnDeps } from './deps.js';
import type { Draft } from './draft.js';

/** What of the deployment the teaching list is written with. */
export type MissDeps = Pick<TurnDeps, 'names'>;

/** Far more than any example has. */
const LONGEST = 1_000;
/** Intents kept of what a message was taken for. */
const MOST_CANDIDATES = 5;
/** Why a case comes to people through nothing that was understood. */
const NO_MISS: ReadonlySet<HandoverReason> = new Set(['upgrade', 'error', 'files-only']);

/** Puts on the teaching list what a step of the dialogue shows that the bot did not understand. */
export function noteMisunderstood(draft: Draft, found: Misunderstood, deps: MissDeps): void {
  const { subject } = draft;
  add(draft, found.words, subject, deps, {
    ...{ why: found.why, candidates: found.candidates, meant: null },
    language: subject?.language ?? draft.memory.language,
  });
}

/** Puts on the teaching list what a case began with, because of what people make of it. */
export function noteMissed(draft: Draft, subject: Case, why: MissReason, deps: MissDeps): void {
  const { dossier, language } = subject;
  if (dossier === null || NO_MISS.has(dossier.reason)) return;
  const { understood, problem, meant } = dossier;
  add(draft, problem, subject, deps, {
    ...{ why, language, meant: meant?.intent ?? null },
    candidates: understood === null ? [] : [understood],
  });
}

/** Whether an agent resolved a case as one of another intent than the bot had found. */
export function isOfOtherIntent({ resolution, dossier }: Pick<Case, 'resolution' | 'dossier'>): boolean {
  const meant = dossier?.meant?.intent;
  return resolution === 'by-agent' && meant !== undefined && meant !== dossier?.understood?.intent;
}

/** Of what was written, the first that says something; nothing where nobody said anything. */
function add(
  draft: Draft,
  words: readonly string[],
  subject: Case | null,
  { names }: MissDeps,
  { candidates, ...found }: Pick<NewMiss, 'why' | 'language' | 'meant'> & Pick<Misunderstood, 'candidates'>,
): void {
  const people = [draft.person.name, subject?.person.name, subject?.agent?.name];
  const veil = createVeil({
    names: people.filter((name) => name !== undefined),
    own: [names.site, names.panel, names.status_page],
  });
  const said = words.find(isTelling);
  const text = said === undefined ? '' : veil(said).replace(/\s+/gu, ' ').trim().slice(0, LONGEST);
  if (!/\p{L}{2}/u.test(text)) return;
  draft.misses.push({
    ...{ ...found, text, audience: draft.audience, channel: draft.address.channel, at: draft.at },
    candidates: candidates.slice(0, MOST_CANDIDATES).map(({ intent, p }) => ({ intent, p })),
    caseId: subject?.id ?? null,
  });
}

import type { Act } from '../model/act.js';
import { editDistance } from '../model/spelling.js';
import type { Entity } from '../model/understanding.js';
import { ACT_PATTERNS, COURTESY, DID, REPLY_SETS } from './act-pattern-phrases.js';
import { ACT_PHRASES } from './act-phrases.js';
import { CORRECTION } from './correction-phrases.js';
import { compilePhrases, type Phrases } from './phrase.js';
import { foldText } from './signal.js';

/** A reply of more words says something of its own, whatever it begins with. */
const LONGEST_REPLY = 8;

/** Words that change nothing about what a reply does; left out before phrases are compared. */
const FILLERS = new Set(
  (
    'ну вот так а и же бы ли то уже как то ой ах эх эй слушай слушайте пожалуйста плиз спасибо большое спс огромное ' +
    'конечно честно говоря кажется вроде походу похоже опять все таки просто пока еще блин мне у меня я вообще короче ' +
    'well oh um uh hmm hm so just please pls thanks thank you thx really actually still i think it seems guess ok man sorry again'
  ).split(' '),
);

const BY_PHRASE = new Map<string, Act>();
for (const act of Object.keys(ACT_PHRASES)) {
  if (!isPhraseAct(act)) continue;
  for (const phrase of ACT_PHRASES[act].split('|').map((written) => written.trim()))
    if (!BY_PHRASE.has(phrase)) BY_PHRASE.set(phrase, act);
}
/** What "still nothing" is without its filler; alone it answers what was asked. */
const NO_CORE = 'nothing';
/** The same without fillers, where that is not ambiguous and something is left. */
const BY_CORE = new Map<string, Act | null>();
for (const [phrase, act] of BY_PHRASE) {
  const core = withoutFillers(phrase);
  if (core === '' || core === NO_CORE) continue;
  const other = BY_CORE.get(core);
  BY_CORE.set(core, BY_PHRASE.get(core) ?? (other === undefined || other === act ? act : null));
}
const PATTERNS = Object.entries(ACT_PATTERNS).flatMap(([act, lines]): [Act, Phrases][] =>
  isPhraseAct(act) ? [[act, compilePhrases(lines, REPLY_SETS)]] : [],
);
const POLITE = compilePhrases(COURTESY);
const DONE = compilePhrases(DID.generic, DID.sets);
const REMEDY = compilePhrases(DID.remedy, DID.sets);
const REMEDY_OUTCOME = compilePhrases(DID.outcome, DID.sets);
const LONG_PHRASES = [...BY_PHRASE].filter(([phrase]) => phrase.length >= 5);

function isPhraseAct(name: string): name is keyof typeof ACT_PHRASES {
  return name in ACT_PHRASES;
}

const CORRECTS = compilePhrases(CORRECTION.begins, CORRECTION.sets);
const CONTRASTS = compilePhrases(CORRECTION.contrasts, CORRECTION.sets);
const TAKES_BACK = compilePhrases(CORRECTION.takesBack, CORRECTION.sets);
/** Says how things stand, not what an answer should have been. */
const REPORTS = compilePhrases(CORRECTION.reports, CORRECTION.sets);
/** Words that own up to a slip: enough by themselves. */
const OWNS_UP = compilePhrases(CORRECTION.ownsUp, CORRECTION.sets);

/**
 * What a short reply does in a dialogue, or null for anything that says more. Looks at whole replies, never at
 * single words of a longer message: where a reply has several clauses, each of them must be a reply. A value after "no",
 * or words of correction, make a `correction`.
 */
export function actOf(text: string, entities: readonly Entity[]): Act | null {
  const sign = signOf(text);
  if (sign !== null) return sign;
  if (text.length > 200) return null;
  const folded = foldText(text);
  const words = folded === '' ? 0 : folded.split(' ').length;
  if (words === 0) return null;
  if (corrects(folded, words, entities)) return 'correction';
  if (entities.length > 0) return null;
  const short = POLITE.leftOf(folded);
  if (words > LONGEST_REPLY && short.split(' ').length > LONGEST_REPLY) return null;
  const act = replyOf(folded) ?? ofClauses(text) ?? beginning(folded) ?? afterDoing(folded);
  return act === 'works-now' && isQuestion(text, folded) ? null : act;
}

/** "Заработало?" and «заработало ли» want to know; whoever asks so does not say it. */
function isQuestion(text: string, folded: string): boolean {
  return /\?[\s)]*$/u.test(text) || / ли(?: |$)/u.test(folded);
}

/** What one clause does: by its words, by a pattern, the same without courtesy and fillers, or with a slip. */
function replyOf(folded: string): Act | null {
  const known = BY_PHRASE.get(folded) ?? patterned(folded);
  if (known !== null) return known;
  const plain = POLITE.leftOf(folded);
  if (plain === '') return null;
  const core = withoutFillers(plain);
  return (
    (plain === folded ? null : (BY_PHRASE.get(plain) ?? patterned(plain))) ??
    BY_CORE.get(withoutFillers(folded)) ??
    BY_CORE.get(core) ??
    patterned(core) ??
    misspelled(folded)
  );
}

function patterned(folded: string): Act | null {
  return PATTERNS.find(([, phrases]) => phrases.occursIn(folded))?.[0] ?? null;
}

/** Stands between the clauses of a reply. */
const BETWEEN = /[,.;:!?…()—–\n]+|\s-+\s|\s(?=(?:но|but)\s)/iu;
const JOINS = /^(?:но|but|and|yet|однако|зато|только|only) /u;

/** "Did all that, still not working": each clause is a reply, and together they do one thing. */
function ofClauses(text: string): Act | null {
  const clauses = text
    .split(BETWEEN)
    .map((clause) => foldText(clause).replace(JOINS, ''))
    .filter((clause) => withoutFillers(POLITE.leftOf(clause)) !== '');
  const told = clauses.filter((clause) => DONE.leftOf(clause) !== '' && !REMEDY.occursIn(clause));
  const [first, ...others] = told.map((clause) => replyOf(clause) ?? afterDoing(clause));
  if (first === undefined || first === null) return null;
  const act = others.reduce((before, next) => together(before, next), first);
  if (act === null || told.length === clauses.length) return act;
  const onlyDone = clauses.every((clause) => !REMEDY.occursIn(clause));
  return fitsDoing(act) && (onlyDone || act !== 'still-broken' || told.every(isOutcome)) ? act : null;
}

function isOutcome(clause: string): boolean {
  return REMEDY_OUTCOME.occursIn(clause);
}

/** What two clauses do, one after the other. */
function together(before: Act | null, next: Act | null): Act | null {
  if (before === null || next === null) return null;
  if (before === next) return before;
  const both = (one: Act, other: Act): boolean =>
    (before === one && next === other) || (before === other && next === one);
  if (both('cancel', 'works-now')) return 'works-now';
  if (both('yes', 'no')) return null;
  if (before === 'yes' || before === 'no') return next;
  if (next === 'yes') return before === 'works-now' ? before : null;
  if (next === 'no') return ['still-broken', 'not-that', 'cancel', 'partly'].includes(before) ? before : null;
  if (next === 'cancel' || next === 'back' || next === 'skip') return before === 'works-now' ? null : next;
  if (next === 'repeat') return before === 'unknown' ? next : before === 'still-broken' ? before : null;
  // «Стоп» only calls for attention.
  if (before === 'cancel') return next === 'not-that' ? next : null;
  return before === 'works-now' && next === 'partly' ? next : null;
}

/** "Сделал не помогло": what was done, and how it went, without a mark between. */
function afterDoing(folded: string): Act | null {
  const rest = DONE.leftOf(folded).replace(JOINS, '');
  const act = rest === '' || rest === folded ? null : replyOf(rest);
  return act !== null && fitsDoing(act) ? act : null;
}

/** What can be told of something done. */
function fitsDoing(act: Act): boolean {
  return ['yes', 'no', 'partly', 'works-now', 'still-broken', 'unknown'].includes(act);
}

function signOf(text: string): Act | null {
  const bare = text.trim().replace(/[\uFE0F\u{1F3FB}-\u{1F3FF}]/gu, '');
  if (/^(?:\+|👍|👌|✅|✔|🆗)+$/u.test(bare)) return 'yes';
  if (/^(?:👎|❌|✖|-|–)+$/u.test(bare)) return 'no';
  if (/^🤷(?:\u200D[♂♀])?$/u.test(bare)) return 'unknown';
  return /^\?+$/u.test(bare) ? 'repeat' : null;
}

function corrects(folded: string, words: number, entities: readonly Entity[]): boolean {
  if (words > 2 * LONGEST_REPLY) return false;
  if (CORRECTS.occursIn(folded)) return words > 1 || OWNS_UP.occursIn(folded);
  if (words > LONGEST_REPLY + 4) return false;
  const value = entities.length > 0 && !REPORTS.occursIn(folded);
  return value && (TAKES_BACK.occursIn(folded) || CONTRASTS.occursIn(folded));
}

function withoutFillers(folded: string): string {
  return folded
    .split(' ')
    .filter((word) => !FILLERS.has(word))
    .join(' ');
}

/** One slip in a phrase of five letters and more, two in one of twelve; the first letter is right. */
function misspelled(folded: string): Act | null {
  if (folded.length < 5 || folded.length > 40 || OTHER_TIME.test(folded)) return null;
  let best: Act | null = null;
  let fewest = folded.length >= 12 ? 2 : 1;
  for (const [phrase, act] of LONG_PHRASES) {
    if (Math.abs(phrase.length - folded.length) > fewest || !phrase.startsWith(folded.charAt(0))) continue;
    // A slip never makes or loses a negation.
    if (NEGATION.test(phrase) !== NEGATION.test(folded)) continue;
    const distance = editDistance(phrase, folded);
    if (distance > fewest || (distance === fewest && best !== null)) continue;
    fewest = distance;
    best = act;
  }
  return best;
}

/** Not slips of what is like them: they tell of another time. */
const OTHER_TIME =
  /(?:^| )(?:работал[аио]?|заработа(?:ет|ют)|открыва(?:лся|лась|лось|лись)|откро(?:ет|ют)ся|поможет)(?: |$)/u;

const NEGATION = /(?:^| )(?:не|нет|ни|no|not|nothing|\p{L}+nt)(?: |$)|^не/u;

/** "нет, всё равно не помогло", "да, помогло": the rest says it, if it is a reply of its own. */
function beginning(folded: string): Act | null {
  const match = /^(да|ага|угу|yes|yep|yeah|нет|неа|no|nope) (.+)$/u.exec(folded);
  const rest = match?.[2];
  if (rest === undefined) return null;
  return replyOf(rest);
}

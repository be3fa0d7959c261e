import type { Act } from '../model/act.js';
import { editDistance } from '../model/spelling.js';
import type { Entity } from '../model/understanding.js';
import { ACT_PHRASES } from './act-phrases.js';
import { CORRECTION } from './correction-phrases.js';
import { compilePhrases } from './phrase.js';
import { foldText } from './signal.js';

/** A reply of more words says something of its own, whatever it begins with. */
const LONGEST_REPLY = 8;

/** Words that change nothing about what a reply does; left out before phrases are compared. */
const FILLERS = new Set(
  (
    'ну вот так а и же бы ли то уже как то ой ах эх эй слушай слушайте пожалуйста плиз спасибо большое спс огромное ' +
    'конечно честно говоря кажется вроде походу похоже опять все таки просто пока еще блин мне у меня я ' +
    'well oh um uh hmm hm so just please pls thanks thank you thx really actually still i think it seems guess ok man sorry again'
  ).split(' '),
);

const BY_PHRASE = new Map<string, Act>();
for (const act of Object.keys(ACT_PHRASES)) {
  if (!isPhraseAct(act)) continue;
  for (const phrase of ACT_PHRASES[act].split('|').map((written) => written.trim()))
    if (!BY_PHRASE.has(phrase)) BY_PHRASE.set(phrase, act);
}
/** The same without fillers, where that is not ambiguous and something is left. */
const BY_CORE = new Map<string, Act | null>();
for (const [phrase, act] of BY_PHRASE) {
  const core = withoutFillers(phrase);
  if (core === '') continue;
  const other = BY_CORE.get(core);
  BY_CORE.set(core, BY_PHRASE.get(core) ?? (other === undefined || other === act ? act : null));
}
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
 * single words of a longer message. A value after "no", or words of correction, make a `correction`.
 */
export function actOf(text: string, entities: readonly Entity[]): Act | null {
  const sign = signOf(text);
  if (sign !== null) return sign;
  if (text.length > 200) return null;
  const folded = foldText(text);
  const words = folded === '' ? 0 : folded.split(' ').length;
  if (words === 0) return null;
  if (corrects(folded, words, entities)) return 'correction';
  if (words > LONGEST_REPLY || entities.length > 0) return null;
  return (
    BY_PHRASE.get(folded) ?? BY_CORE.get(withoutFillers(folded)) ?? misspelled(folded) ?? beginning(folded)
  );
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
  if (folded.length < 5 || folded.length > 40) return null;
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

const NEGATION = /(?:^| )(?:не|нет|ни|no|not|nothing|\p{L}+nt)(?: |$)|^не/u;

/** "нет, всё равно не помогло", "да, помогло": the rest says it, if it is a reply of its own. */
function beginning(folded: string): Act | null {
  const match = /^(да|ага|угу|yes|yep|yeah|нет|неа|no|nope) (.+)$/u.exec(folded);
  const rest = match?.[2];
  if (rest === undefined) return null;
  const act = BY_PHRASE.get(rest) ?? BY_CORE.get(withoutFillers(rest)) ?? misspelled(rest);
  return act ?? null;
}

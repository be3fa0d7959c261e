import { isSmallTalk } from '../model/small-talk.js';
import type { Judgement } from './calibrate.js';
import { COMMON_WORDS } from './common-words.js';
import { withoutCourtesy } from './courtesy.js';
import { normalize, type Token } from './normalize.js';

/** One foreign word may be a slip or a way to put it; two are about something else. */
const FOREIGN = 2;
/**
 * How much likelier so many foreign words are in small talk than in what only sounds like it. Measured on examples left
 * out and on messages about other things, both taken for small talk: 9 of 137 against 28 of 49.
 */
const LIKELIHOOD = 0.115;

/**
 * Small talk is made of words that every message has, and so attracts what is about something else ("what kind of
 * … can you …"). But it is never about anything: words that neither the language's commonest are nor in any example of
 * small talk (`texts`) speak against it, by Bayes' rule.
 */
export function createTalkCheck(
  texts: readonly string[],
): (judgement: Judgement, tokens: readonly Token[]) => Judgement {
  const stems = new Set(texts.flatMap((text) => normalize(text).tokens.map(({ stem }) => stem)));
  const isForeign = ({ form, stem }: Token): boolean =>
    !stems.has(stem) && !COMMON_WORDS.ru.has(form) && !COMMON_WORDS.en.has(form);
  return (judgement, tokens) => {
    const [best] = judgement.candidates;
    if (best === undefined || !isSmallTalk(best.intent)) return judgement;
    if (withoutCourtesy(tokens).filter(isForeign).length < FOREIGN) return judgement;
    const left = LIKELIHOOD / (LIKELIHOOD * best.p + 1 - best.p);
    const candidates = judgement.candidates.map(({ intent, p }) => ({
      intent,
      p: isSmallTalk(intent) ? p * left : p,
    }));
    const lost = judgement.candidates.reduce((sum, { p }, at) => sum + p - (candidates[at]?.p ?? 0), 0);
    return {
      candidates: candidates.sort((a, b) => b.p - a.p),
      belongs: Math.max(0, judgement.belongs - lost),
    };
  };
}

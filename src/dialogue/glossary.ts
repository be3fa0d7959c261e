import type { Intent } from '../model/intent.js';
import { LANGUAGES, mayShow } from '../model/language.js';
import type { SolvedIssue } from '../model/issue.js';
import { fold, sameRoot } from './match.js';
import type { Scene } from './scene.js';

/** Words that are no term's, whatever they stand in. */
const NO_TERMS = new Set(
  (
    'а и но или что где как кто чем чего чему это этот эта эти там тут так для на в во с со у о об от до за из к по не ни ' +
    'я мы вы он она они мне меня нас вас мой ваш какой какая какие когда зачем почему сколько знаю понимаю есть ' +
    'a an the is are was be of to in on at by for with from and or but not no what where how who why when which ' +
    'такое такой такая такие значит означает отличается отличие разница между нужен нужна нужно вообще просто простыми ' +
    'словами объясни объясните расскажи расскажите подскажите difference between means meaning explain tell used ' +
    'it its i me my we us you your he she they this that these those do does did can could know mean'
  ).split(' '),
);

/** Of an intent's issues, a word that more than this share of them has tells none of them apart. */
const SHARED = 0.5;

/**
 * The issue of an intent that a question is about: the nearest that has a telling word of it. Null where none has, so
 * that a word nobody has explained is not answered with another one's explanation.
 */
export function explained(
  { content, context, language }: Scene,
  intent: Intent,
  question: string,
  nearest: readonly string[],
): SolvedIssue | null {
  const issues = content.issues.filter(
    (issue) =>
      issue.intent === intent.id &&
      issue[language] !== undefined &&
      mayShow(issue.audience, context.audience),
  );
  const words = new Map(issues.map((issue) => [issue.id, wordsOf(issue)]));
  const has = (id: string, word: string): boolean =>
    words.get(id)?.some((other) => sameRoot(word, other)) ?? false;
  const most = Math.max(1, issues.length * SHARED);
  const telling = fold(question)
    .split(' ')
    .filter((word) => {
      if (NO_TERMS.has(word)) return false;
      const count = issues.filter(({ id }) => has(id, word)).length;
      return count > 0 && count <= most;
    });
  const near = nearest.find((id) => telling.some((word) => has(id, word)));
  return issues.find(({ id }) => id === near) ?? null;
}

function wordsOf(issue: SolvedIssue): string[] {
  const texts = LANGUAGES.flatMap((language) => issue[language] ?? []);
  const told = texts.flatMap(({ problem, symptoms }) => [problem, ...symptoms]);
  return [...new Set(told.flatMap((text) => fold(text).split(' ')))];
}

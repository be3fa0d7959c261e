import type { Intent } from '../model/intent.js';
import type { SolvedIssue } from '../model/issue.js';
import type { Understanding } from '../model/understanding.js';
import { intentFor, issueFor } from './content.js';
import { named, sayPhrase, type Draft } from './draft.js';
import { issueValues } from './frame.js';
import { reply } from './intent.js';
import type { MessageEvent } from './problem.js';
import type { Scene } from './scene.js';
import { sayStatus } from './status.js';

/** Something that is answered in one message, while the open question stays open. */
export interface Aside {
  intent: Intent;
  /** The solved issue that answers it, where the intent has no words of its own. */
  issue: SolvedIssue | null;
}

/**
 * What an intent is answered with in passing: its own words, the state of the case, or, for a question ("and what is
 * MX?"), the solved issue nearest to it. Null where it takes more than one message.
 */
export function asideOf(scene: Scene, intent: Intent, event: MessageEvent): Aside | null {
  if (intent.reply !== undefined || intent.action === 'status') return { intent, issue: null };
  if (intent.flow !== undefined || intent.action !== undefined || intent.dangerous) return null;
  if (!isQuestion(event.text)) return null;
  for (const { issue: id } of event.understanding.issues) {
    const issue = issueFor(scene.content, scene.context.audience, id);
    if (issue?.intent === intent.id) return { intent, issue };
  }
  return null;
}

/**
 * The same for words that are not surely anything: a word or two are never surely that in a flow ("status"), but
 * where they answer nothing, likely is enough.
 */
export function likelyAside(scene: Scene, event: MessageEvent): Aside | null {
  const { intents, thresholds }: Understanding = event.understanding;
  const best = intents[0];
  if (best === undefined || best.p < thresholds.answer) return null;
  const intent = intentFor(scene.content, scene.context.audience, best.intent);
  return intent === null ? null : asideOf(scene, intent, event);
}

/** Answers in passing. */
export function takeAside(draft: Draft, { intent, issue }: Aside): Draft {
  if (issue !== null) {
    const values = issueValues(draft.scene, issue.id);
    return sayPhrase(named(draft, 'aside'), 'issue.aside', values);
  }
  return intent.reply === undefined ? sayStatus(draft) : reply(draft, intent);
}

/** Whether words are put as a question: by their mark, or by the word they begin with. */
function isQuestion(text: string): boolean {
  return (
    text.trimEnd().endsWith('?') ||
    /^\s*(?:(?:а|и|но|and|but|ok|so)[\s,]+)?(?:что|как|где|когда|почему|зачем|какой|какая|какие|какое|кто|чем|сколько|what|how|where|when|why|which|who)(?![\p{L}])/iu.test(
      text,
    )
  );
}

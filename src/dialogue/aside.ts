import type { Intent } from '../model/intent.js';
import { intentFor } from './content.js';
import { named, sayPhrase, type Draft } from './draft.js';
import { issueValues } from './issue-words.js';
import { explained } from './glossary.js';
import { reply } from './reply.js';
import type { MessageEvent } from './event.js';
import type { Scene } from './scene.js';
import { sayStatus } from './status.js';

/** Whether an intent is answered in one message, while the open question stays open. */
export function isAside({ reply: words, action, dangerous }: Intent): boolean {
  return !dangerous && (words !== undefined || action === 'status' || action === 'explain');
}

/**
 * What can be answered in passing though it is not sure: a word or two are never surely that in a flow ("status"),
 * but where they answer nothing, likely is enough.
 */
export function likelyAside(scene: Scene, { understanding }: MessageEvent): Intent | null {
  const { intents, thresholds } = understanding;
  const best = intents[0];
  if (best === undefined || best.p < thresholds.answer) return null;
  const intent = intentFor(scene.content, scene.context.audience, best.intent);
  return intent !== null && isAside(intent) ? intent : null;
}

/** Answers in passing: with the intent's own words, the state of the case, or what explains the question best. */
export function takeAside(draft: Draft, intent: Intent, event: MessageEvent | null): Draft {
  if (intent.action === 'status') return sayStatus(draft);
  return intent.action === 'explain' ? explain(draft, intent, event) : reply(draft, intent);
}

function explain(draft: Draft, intent: Intent, event: MessageEvent | null): Draft {
  const { episode } = draft.state;
  const question = event?.text ?? episode.problem.at(-1) ?? '';
  const nearest = event?.understanding.issues.map(({ issue }) => issue) ?? episode.nearest;
  const issue = explained(draft.scene, intent, question, nearest);
  const aside = named(draft, 'explain');
  return issue === null
    ? sayPhrase(aside, 'issue.unknown-term')
    : sayPhrase(aside, 'issue.aside', issueValues(draft.scene, issue.id));
}

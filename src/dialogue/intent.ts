import type { Intent } from '../model/intent.js';
import { fill } from '../model/text.js';
import { startFlow } from '../flow/run.js';
import { isAside, takeAside } from './aside.js';
import { clarify } from './clarify.js';
import { named, say, sayPhrase, withEffect, withEpisode, type Draft } from './draft.js';
import { handOver } from './handover.js';
import { nextIssue } from './issue.js';
import { without } from './later.js';
import { withOutcome } from './outcome.js';
import { namesOf } from './phrases.js';
import { enterFlow, enterIssue } from './running.js';

/**
 * Does what an intent calls for: its flow, its reply, what the bot does itself, or solved issues. A dangerous one
 * gets first aid and a person at once. `announce`: tell what was understood, so that it can be rejected.
 */
export function actOn(before: Draft, intent: Intent, announce: boolean): Draft {
  // What is begun waits no longer.
  const draft = withEpisode(before, { later: without(before.state.episode.later, [intent.id]) });
  if (intent.dangerous) return firstAid(draft, intent);
  if (intent.action === 'human') return handOver(draft, 'asked-for-person');
  if (isAside(intent)) return takeAside(draft, intent, null);
  // The case is about what it began with, not about what came up on the way.
  const begun = withOutcome(draft, { kind: 'intent', intent: intent.id });
  const about = draft.state.episode.stack.length > 0 ? begun : aboutThis(begun, intent);
  const told = announce
    ? sayPhrase(about, 'greet.topic', { title: intent.title[draft.scene.language] })
    : about;
  const flow = intent.flow === undefined ? undefined : draft.scene.content.flows.get(intent.flow);
  return flow === undefined ? suggest(told, draft, intent) : enterFlow(told, intent.id, flow);
}

/** The case is about this. */
function aboutThis(draft: Draft, intent: Intent): Draft {
  const { id, department, priority } = intent;
  const { candidates, understood } = draft.state.episode;
  const p = candidates.find((candidate) => candidate.intent === id)?.p ?? 1;
  const known = understood?.intent === id ? understood : { intent: id, p, decision: 'choose' };
  return withEffect(withEpisode(draft, { understood: known }), {
    kind: 'intent',
    intent: id,
    department,
    priority,
  });
}

/** What to do until the person comes, from the reply or from what the flow says before its first question. */
function firstAid(draft: Draft, intent: Intent): Draft {
  const { language, content } = draft.scene;
  // Even in the middle of something else, the danger is what the case is about from now on.
  const begun = withOutcome(named(draft, 'handover'), { kind: 'intent', intent: intent.id });
  const about = aboutThis(begun, intent);
  const { department, priority } = intent;
  const flow = intent.flow === undefined ? undefined : content.flows.get(intent.flow);
  const words =
    intent.reply === undefined
      ? flow === undefined
        ? []
        : startFlow(flow, {}).said.map(({ text }) => text)
      : [intent.reply];
  const aided = words.reduce((said, text) => say(said, fill(text[language], namesOf(said.scene))), about);
  return handOver(aided, 'dangerous', { department, priority });
}

/** Suggests the nearest solved issue; asks for details first where nothing near is known. */
function suggest(told: Draft, before: Draft, intent: Intent): Draft {
  const issue = nextIssue(told.scene, told.state.episode, intent.id, null);
  if (issue !== null) return enterIssue(told, intent.id, issue);
  if (told.state.episode.stack.length > 0) return handOver(before, 'out-of-scope');
  return told.state.episode.clarifications === 0 && told.state.episode.suggested.length === 0
    ? clarify(told, [], intent.id)
    : handOver(told, 'out-of-scope');
}

import { plain, type RichText } from '../model/text.js';
import type { Decision } from '../replay/decision.js';
import type { Change, Replay } from '../replay/replay.js';
import { cut, oneLine } from './cut.js';
import type { Say } from './section.js';

/** So many changes are told. */
const SHOWN = 5;
const TEXT_LENGTH = 100;

/** What a draft changes of decisions about the last messages: the counts, then the first of the list. */
export function replayLines(replay: Replay, say: Say): RichText[] {
  const { messages, changes, better, worse, open } = replay;
  if (changes.length === 0) return [say('replay.same', { messages: String(messages) })];
  const counts = { messages, changed: changes.length, better, worse, open };
  const rest = changes.length - SHOWN;
  return [
    say('replay.counts', inWords(counts)),
    ...changes.slice(0, SHOWN).flatMap((change) => changeLines(change, say)),
    ...(rest > 0 ? [say('replay.more', inWords({ count: rest }))] : []),
  ];
}

function inWords(counts: Readonly<Record<string, number>>): Record<string, string> {
  return Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, String(count)]));
}

function changeLines({ message, before, after, verdict }: Change, say: Say): RichText[] {
  const text = cut(oneLine(message.text), TEXT_LENGTH);
  const change = say('replay.change', { before: decisionIn(before, say), after: decisionIn(after, say) });
  return [
    say(`replay.${verdict}`, { case: String(message.from?.case ?? '—'), text }),
    plain(`    ${change.text}`),
  ];
}

function decisionIn(decision: Decision, say: Say): string {
  switch (decision.kind) {
    case 'act': {
      const { intent, issues, suggests } = decision;
      if (issues.length === 0) return say('replay.acts', { intent }).text;
      return say(suggests ? 'replay.suggests' : 'replay.shows', { intent, issues: issues.join(', ') }).text;
    }
    case 'offer':
      return say('replay.offer', { intents: decision.intents.map(({ intent }) => intent).join(', ') }).text;
    case 'clarify':
    case 'out-of-scope':
    case 'person':
    case 'reply':
    case 'answer':
      return say(`replay.${decision.kind}`).text;
  }
}

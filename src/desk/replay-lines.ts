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
    say('replay.counts', asTexts(counts)),
    ...changes.slice(0, SHOWN).flatMap((change) => changeLines(change, say)),
    ...(rest > 0 ? [say('replay.more', { count: String(rest) })] : []),
  ];
}

function asTexts(counts: Readonly<Record<string, number>>): Record<string, string> {
  return Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, String(count)]));
}

function changeLines({ message, before, after, verdict }: Change, say: Say): RichText[] {
  const text = cut(oneLine(message.text), TEXT_LENGTH);
  const sameIntent = before.kind === 'act' && after.kind === 'act' && before.intent === after.intent;
  const inWords = (decision: Decision): string => decisionIn(decision, !sameIntent, say);
  const change = say('replay.change', { before: inWords(before), after: inWords(after) });
  return [
    say(`replay.${verdict}`, { case: String(message.from?.case ?? '—'), text }),
    plain(`    ${change.text}`),
  ];
}

function decisionIn(decision: Decision, withIntent: boolean, say: Say): string {
  switch (decision.kind) {
    case 'act': {
      const { intent, issues: ids, suggests } = decision;
      const issues = ids.length === 0 ? say('replay.no-issue').text : ids.join(', ');
      const told = say(suggests ? 'replay.suggests' : 'replay.shows', { issues }).text;
      return withIntent ? say('replay.acts', { intent, told }).text : told;
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

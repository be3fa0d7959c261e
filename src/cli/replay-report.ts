import { count } from '../eval/note.js';
import { oneLine, percent } from '../eval/table.js';
import type { IntentCandidate } from '../model/understanding.js';
import type { Decision } from '../replay/decision.js';
import type { Change, Replay } from '../replay/replay.js';

/** Of a longer message the beginning is shown. */
const LONGEST_QUOTE = 100;
const INDENT = '        ';

/** What a replay comes to, on a terminal: the counts, then the list. `most`: no more of it than this. */
export function replayLines(replay: Replay, most = Infinity): string[] {
  const { messages, same, better, worse, open, changes } = replay;
  const rest = changes.length - most;
  return [
    `${count(same, 'decision')} of ${messages.toLocaleString('en-GB')} as before, ${changes.length} otherwise: ${better} better, ${worse} worse, ${open} open`,
    ...changes.slice(0, most).flatMap((change) => ['', ...changeLines(change)]),
    ...(rest > 0 ? ['', `… and ${rest} more`] : []),
  ];
}

/** What a replay comes to, for other programs. */
export function replayObject(replay: Replay): object {
  return { ...replay, changes: replay.changes.map(changeRow) };
}

function changeRow({ message, before, after, verdict }: Change): object {
  const { text, audience, language, place, meant, from } = message;
  return {
    ...{ verdict, from: from === null ? 'held-out' : 'history', case: from?.case ?? null },
    ...{ at: from === null ? null : new Date(from.at).toISOString(), audience, language },
    ...{ place: place.kind, meant, text, before, after },
  };
}

function changeLines({ message, before, after, verdict }: Change): string[] {
  const { text, meant, from, place } = message;
  const where = from === null ? 'held out' : `case ${from.case}`;
  const inFlow = place.kind === 'in-flow' ? ', in a flow' : '';
  const known = meant === null ? '' : `, meant ${meant.intent ?? 'nothing that is known'}`;
  const helped = meant?.issue == null ? '' : `, ${meant.issue} helped`;
  const issuesDiffer = issuesOf(before).join() !== issuesOf(after).join();
  return [
    `${verdict.padEnd(INDENT.length)}${where}${inFlow}${known}${helped}`,
    `${INDENT}“${oneLine(text, LONGEST_QUOTE)}”`,
    `${INDENT}${inWords(before, issuesDiffer)} → ${inWords(after, issuesDiffer)}`,
  ];
}

function issuesOf(decision: Decision): readonly string[] {
  return decision.kind === 'act' ? decision.issues : [];
}

function inWords(decision: Decision, withIssues: boolean): string {
  const { guess } = decision;
  switch (decision.kind) {
    case 'act': {
      const { intent, also, issues, suggests } = decision;
      const surely = guess?.intent === intent ? ` (${percent(guess.p, 0)})` : '';
      return [
        `acts on ${intent}${surely}`,
        ...(also.length > 0 ? [`keeps ${also.join(', ')}`] : []),
        ...(withIssues ? [issuesInWords(issues, suggests)] : []),
      ].join(', ');
    }
    case 'offer':
      return `offers ${decision.intents.map(named).join(', ')}`;
    case 'clarify':
      return `asks what is meant${nearest(guess)}`;
    case 'out-of-scope':
      return `knows nothing like it${nearest(guess)}`;
    case 'person':
      return 'gives it to a person';
    case 'reply':
      return 'takes it for a short reply';
    case 'answer':
      return `takes it for an answer${nearest(guess)}`;
  }
}

function issuesInWords(issues: readonly string[], suggests: boolean): string {
  const names = issues.length === 0 ? 'no solved issue' : issues.join(', ');
  return suggests ? `suggests ${names}` : `shows agents ${names}`;
}

function named({ intent, p }: IntentCandidate): string {
  return `${intent} (${percent(p, 0)})`;
}

function nearest(guess: IntentCandidate | null): string {
  return guess === null ? '' : `, nearest ${named(guess)}`;
}

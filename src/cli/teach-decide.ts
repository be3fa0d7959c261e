import type { Config } from '../config.js';
import { FirstlineError } from '../errors.js';
import { oneLine } from '../eval/table.js';
import type { Intent } from '../model/intent.js';
import type { TaughtExample } from '../model/taught-example.js';
import type { MissDecision, Store } from '../store/store.js';
import { fitTexts, verdictOf, type Fit, type Verdict } from '../teaching/fit.js';
import type { MissGroup } from '../teaching/group.js';
import { json } from './eval-files.js';
import { replayLines, replayObject } from './replay-report.js';
import { MOST_LISTED, replayTeaching } from './replay-review.js';
import { assignedIntent, proposedIntent } from './teach-intent.js';
import { noSuchGroup, type Teaching } from './teaching-list.js';

/** What is to become of a group. */
export type GroupDecision = { kind: 'intent' | 'new-intent'; id: string } | { kind: 'drop' };

interface Text {
  number: number;
  text: string;
  misses: readonly number[];
}

/** A text with what becomes of it, and why. */
type Judged = Text & { fit: Fit; verdict: Verdict };

const LONGEST_WORDS = 60;

/** Decides about a group that waits, and tells what came of each of its texts. Throws where nothing can be decided. */
export async function decideGroup(
  number: number,
  decision: GroupDecision,
  given: { only?: readonly number[]; by: string; json: boolean; allowWorse?: number | true },
  teaching: Teaching,
  { store, config }: { store: Store; config: Config },
): Promise<void> {
  const { only, by, json: asJson, allowWorse: allowed } = given;
  const group = teaching.groups.find((one) => one.number === number);
  if (group === undefined) throw notWaiting(number, teaching);
  const texts = chosenTexts(group, only);
  if (decision.kind === 'drop') {
    const numbers = texts.flatMap(({ misses }) => misses);
    const kept = await decide({ numbers, by, intent: null }, store);
    tell(
      { group: kept, dropped: numbers.length, by },
      [`dropped by ${by}: ${messages(numbers.length)}`],
      asJson,
    );
    return;
  }
  const intent =
    decision.kind === 'intent'
      ? assignedIntent(decision.id, group, teaching)
      : proposedIntent(decision.id, group, teaching);
  const judged = judge(texts, intent, group, teaching, only !== undefined);
  const taken = judged.filter(({ verdict }) => verdict !== 'left');
  if (taken.length === 0) throw nothingToTeach(judged, intent);
  const examples = taken
    .filter(({ verdict }) => verdict === 'taught')
    .map(({ text }): TaughtExample => ({ intent: intent.id, language: group.language, text }));
  const numbers = taken.flatMap(({ misses }) => misses);
  // What is for an intent to be written is in force nowhere yet.
  const replayed =
    decision.kind === 'intent' && examples.length > 0
      ? await replayTeaching(examples, { store, config, allowed })
      : null;
  const kept = await decide({ numbers, by, intent: intent.id, examples }, store);
  const lines = [
    `taught as ${intent.id} by ${by}: ${examples.length} ${examples.length === 1 ? 'example' : 'examples'} from ${messages(numbers.length)}`,
    ...judged.filter(({ fit }) => fit.kind !== 'new').map(remark),
    ...(decision.kind === 'new-intent'
      ? [`\`firstline intents export\` begins intents/${intent.id}.yml with them`]
      : examples.length > 0
        ? ['a bot that runs takes them in within some seconds']
        : []),
    ...(replayed === null ? [] : replayLines(replayed, MOST_LISTED)),
    `to undo it: firstline teach ${kept} --take-back`,
  ];
  const told = judged.map(({ number: text, verdict, fit }) => ({ text, verdict, why: fit.kind }));
  const replay = replayed === null ? {} : { replay: replayObject(replayed) };
  tell({ group: kept, intent: intent.id, examples, texts: told, by, ...replay }, lines, asJson);
}

/** Lets wait again what was decided about together with this message. */
export async function takeBackGroup(
  number: number,
  by: string,
  { json: asJson }: { json: boolean },
  store: Store,
): Promise<void> {
  const outcome = await store.takeBackMisses(number, by, Date.now());
  if (outcome.kind === 'no-such-miss') throw noSuchGroup(number);
  if (outcome.kind === 'waits-already') {
    throw new FirstlineError('TEACH_WAITS', `Group ${number} waits still.`, 'There is nothing to take back.');
  }
  const { removed, exported } = outcome;
  tell(
    {
      group: number,
      removed: removed.map((one) => one.number),
      exported: exported.map((one) => one.number),
      by,
    },
    [
      `group ${number} waits again, by ${by}; ${removed.length} of its examples ${removed.length === 1 ? 'is' : 'are'} removed`,
      ...(removed.length > 0 ? ['a bot that runs forgets them within some seconds'] : []),
      ...exported.map(
        ({ intent, text }) =>
          `intents/${intent}.yml has this one, take it out there: ${oneLine(text, LONGEST_WORDS)}`,
      ),
    ],
    asJson,
  );
}

async function decide(decision: MissDecision, store: Store): Promise<number> {
  const outcome = await store.decideMisses(decision, Date.now());
  if (outcome.kind === 'done') return outcome.group;
  throw new FirstlineError(
    'TEACH_CHANGED',
    'Somebody else has decided about some of these messages meanwhile; nothing was changed.',
    'Look at the group once more, and give the command again.',
  );
}

function chosenTexts(group: MissGroup, only: readonly number[] | undefined): Text[] {
  const texts = group.texts.map(({ text, misses }, index) => ({
    ...{ number: index + 1, text },
    misses: misses.map((miss) => miss.number),
  }));
  const none = only?.find((number) => number > texts.length);
  if (none !== undefined) {
    throw new FirstlineError(
      'TEACH_OPTION',
      `Group ${group.number} has no text ${none}.`,
      `It has ${texts.length}: see them with \`firstline teach ${group.number}\`.`,
    );
  }
  return texts.filter(({ number }) => only?.includes(number) ?? true);
}

function judge(
  texts: readonly Text[],
  intent: Intent,
  { language }: MissGroup,
  { intents }: Teaching,
  chosen: boolean,
): Judged[] {
  const fits = fitTexts(
    texts.map(({ text }) => text),
    intent,
    language,
    intents,
  );
  return texts.flatMap((text, index) => {
    const fit = fits[index];
    return fit === undefined ? [] : [{ ...text, fit, verdict: verdictOf(fit, chosen) }];
  });
}

function remark({ number, text, fit, verdict }: Judged): string {
  const done = { taught: 'taught all the same', known: 'no example', left: 'waits on' }[verdict];
  return `${done}, ${whyOf(fit)}: ${number} ${oneLine(text, LONGEST_WORDS)}`;
}

function whyOf(fit: Fit): string {
  switch (fit.kind) {
    case 'new':
      return 'new';
    case 'stands':
      return 'it stands there';
    case 'near':
      return `nearly «${oneLine(fit.other.text, LONGEST_WORDS)}»`;
    case 'stands-elsewhere':
      return `it stands under ${fit.other.intent.id}`;
    case 'near-elsewhere':
      return `nearly «${oneLine(fit.other.text, LONGEST_WORDS)}» under ${fit.other.intent.id}`;
    case 'short':
      return 'too short to tell it by';
    case 'long':
      return 'long for an example';
  }
}

function nothingToTeach(judged: readonly Judged[], intent: Intent): FirstlineError {
  const fixed = judged.every(({ fit }) => fit.kind === 'stands-elsewhere');
  return new FirstlineError(
    'TEACH_NOTHING',
    [`No text of these would teach ${intent.id}; nothing was changed.`, ...judged.map(remark)].join('\n'),
    fixed
      ? 'Take the examples out of the files where they stand, or assign the group to the intent that has them.'
      : 'Choose texts with --only to teach them all the same, or --drop the group.',
  );
}

function notWaiting(number: number, { decided, misses }: Teaching): FirstlineError {
  const miss = misses.find((one) => one.number === number);
  if (miss === undefined) return noSuchGroup(number);
  const group = decided.find((one) => one.number === miss.group);
  if (group === undefined) {
    return new FirstlineError(
      'TEACH_NONE',
      `Message ${number} is in a group, but the group is called by another number.`,
      'See the groups with `firstline teach`.',
    );
  }
  return new FirstlineError(
    'TEACH_DECIDED',
    `Group ${number} is ${miss.status}${miss.intent === null ? '' : ` as ${miss.intent}`} already, by ${miss.decidedBy ?? ''}.`,
    `Take that back first, with \`firstline teach ${group.number} --take-back\`.`,
  );
}

function messages(count: number): string {
  return `${count} ${count === 1 ? 'message' : 'messages'}`;
}

function tell(result: object, lines: readonly string[], asJson: boolean): void {
  process.stdout.write(asJson ? json(result) : `${lines.join('\n')}\n`);
}

import type { Dossier } from '../model/case.js';
import { join, plain, type RichText } from '../model/text.js';
import { cut, oneLine } from './cut.js';
import type { DeskPhrase } from './phrases.js';

const ITEM_LENGTH = 300;
/** More of a section than this never fits. */
const MOST_ITEMS = 200;
/** A question is there to tell answers apart, not to be put again. */
const QUESTION_LENGTH = 80;
/** What a check printed is there to be looked at, not to be read through. */
const DETAIL_LENGTH = 120;
const MOST_DETAILS = 5;

const RESULTS = {
  helped: 'card.result-helped',
  partly: 'card.result-partly',
  'did-not-help': 'card.result-did-not-help',
} as const satisfies Record<string, DeskPhrase>;

/** Says a text of the desk in the language that agents read. */
export type Say = (key: DeskPhrase, values?: Record<string, string>) => RichText;

/** A part of the card: what it is about, and its items; of an item, the first line is what it says. */
export interface Section {
  title: RichText;
  items: string[][];
}

/** What was found, in the order in which an agent asks for it; sections without anything are left out. */
export function sectionsOf(dossier: Dossier, say: Say): Section[] {
  const all = [
    { title: say('card.problem'), items: dossier.problem.map(single) },
    {
      title: say('card.answers'),
      items: dossier.answers.map(({ slot, question, value }) =>
        single(pair(shortQuestion(question) ?? slot, value)),
      ),
    },
    {
      title: say('card.tried'),
      items: dossier.tried.map(({ text, result }) => single(pair(text, say(resultPhrase(result)).text))),
    },
    { title: say('card.probes'), items: dossier.probes.map(checkItem) },
    {
      title: say('card.nearest'),
      items: dossier.nearest.map(({ issue, title }, index) => [
        `${index + 1}. ${cut(oneLine(`${title} (${issue})`), ITEM_LENGTH)}`,
      ]),
    },
  ];
  return all.filter(({ items }) => items.length > 0);
}

function single(text: string): string[] {
  return [`• ${cut(oneLine(text), ITEM_LENGTH)}`];
}

/** What a check came to as it is said to people; below, what it printed. */
function checkItem({ probe, target, verdict, says, details }: Dossier['probes'][number]): string[] {
  const name = `${probe} ${oneLine(target)}: ${verdict}`;
  const lines = says === '' ? details : [name, ...details];
  const shown = lines.slice(0, MOST_DETAILS).map((line) => `    ${cut(oneLine(line), DETAIL_LENGTH)}`);
  return [...single(says === '' ? name : says), ...shown, ...(lines.length > MOST_DETAILS ? ['    …'] : [])];
}

/**
 * The sections as lines that fit into `room` characters: the longest section loses what stands below its items, then
 * whole items from its end, which are counted, until everything fits.
 */
export function fit(sections: readonly Section[], room: number, say: Say): RichText[] {
  const kept = sections.map(({ items }) => items.slice(0, MOST_ITEMS).map((item) => [...item]));
  const lines = (): RichText[] =>
    sections.flatMap(({ title, items }, index) => {
      const shown = kept[index] ?? [];
      const left = items.length - shown.length;
      const more = left === 0 ? [] : [say('card.more', { count: String(left) })];
      return [plain(''), bold(title), ...shown.flat().map(plain), ...more];
    });
  const size = (items: readonly string[][]): number =>
    items.flat().reduce((sum, line) => sum + line.length + 1, 0);
  for (;;) {
    const shown = lines();
    const [longest] = kept.toSorted((a, b) => size(b) - size(a));
    if (join(shown, '\n').text.length < room || longest === undefined || longest.length === 0) return shown;
    const detailed = longest.findLast((item) => item.length > 1);
    if (detailed === undefined) longest.pop();
    else detailed.pop();
  }
}

/** A question's first sentence, cut to a few words. */
function shortQuestion(question: string | null): string | null {
  if (question === null) return null;
  const line = oneLine(question);
  return cut(/^.+?[?.!](?=\s|$)/u.exec(line)?.[0] ?? line, QUESTION_LENGTH);
}

/** What was asked or tried, and what came of it: the second is never cut off for the sake of the first. */
function pair(asked: string, outcome: string): string {
  const end = ` — ${oneLine(outcome)}`;
  return `${cut(oneLine(asked), Math.max(ITEM_LENGTH - end.length, ITEM_LENGTH / 2))}${end}`;
}

function resultPhrase(result: string | null): DeskPhrase {
  const known = Object.entries(RESULTS).find(([name]) => name === result);
  return known?.[1] ?? 'card.result-unknown';
}

/** A text in bold. */
export function bold(text: RichText): RichText {
  if (text.text === '') return text;
  return { text: text.text, spans: [{ kind: 'bold', offset: 0, length: text.text.length }] };
}

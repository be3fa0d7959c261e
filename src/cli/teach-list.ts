import { oneLine, percent, table } from '../eval/table.js';
import type { Language } from '../model/language.js';
import type { MissReason } from '../model/miss.js';
import type { MissGroup } from '../teaching/group.js';
import { meantByCase, suggestIntents, type Suggestion } from '../teaching/suggestion.js';
import { json } from './eval-files.js';
import { noSuchGroup, type Teaching } from './teaching-list.js';

const LONGEST_WORDS = 60;
/** More at once nobody reads. */
const MOST_LISTED = 50;

/** Prints the groups that wait, the most frequent first; with `all`, those that were decided about below them. */
export function listGroups(
  teaching: Teaching,
  options: { language?: Language; why?: MissReason; all: boolean; json: boolean },
): void {
  const { language, why, all } = options;
  const isAsked = (group: MissGroup): boolean =>
    (language === undefined || group.language === language) &&
    (why === undefined || group.whys.some((one) => one.why === why));
  const waiting = teaching.groups.filter(isAsked);
  const decided = all ? teaching.decided.filter(isAsked) : [];
  const shown = [...waiting.slice(0, options.json ? waiting.length : MOST_LISTED), ...decided];
  const meant = meantByCase(teaching.misses);
  const listed = shown.map((group) => ({
    group,
    suggestions: isWaiting(group) ? suggestIntents(group, teaching.intents, meant) : [],
  }));
  if (options.json) {
    print(json({ groups: listed.map(({ group, suggestions }) => asJson(group, suggestions)) }));
    return;
  }
  const more = waiting.length - MOST_LISTED;
  const lines = [
    ...(shown.length === 0 ? ['nothing waits to be taught'] : []),
    ...table(
      listed.map(({ group, suggestions }) => [
        ...[String(group.number), casesOf(group), group.language, whysOf(group)],
        isWaiting(group) ? suggestions.map(({ intent }) => intent).join(', ') || '—' : outcomeOf(group),
        oneLine(group.texts[0]?.text ?? '', LONGEST_WORDS),
      ]),
      'left',
    ),
    ...(more > 0 ? [`… and ${more} more groups: --json has all of them`] : []),
  ];
  print(`${lines.join('\n')}\n`);
}

/** Prints a group with its texts; throws `TEACH_NONE` where there is none of this number. */
export function showGroup(number: number, teaching: Teaching, options: { json: boolean }): void {
  const group = [...teaching.groups, ...teaching.decided].find((one) => one.number === number);
  if (group === undefined) throw noSuchGroup(number);
  const suggestions = suggestIntents(group, teaching.intents, meantByCase(teaching.misses));
  if (options.json) {
    print(json(asJson(group, suggestions)));
    return;
  }
  const next = `firstline teach ${number}`;
  const lines = [
    `group ${number}: ${count(group.misses.length, 'message')} of ${casesOf(group)}, ${group.language}, ${group.audience}`,
    whysOf(group),
    ...takenFor(group),
    '',
    ...table(
      group.texts.map(({ text, misses }, index) => [...[String(index + 1), `${misses.length}×`, text]]),
      'left',
    ),
    '',
    ...(isWaiting(group)
      ? [
          ...suggestions.map(({ intent, from }) => `perhaps ${intent}: ${FROM[from]}`),
          `${next} --intent ID [--only 1,2] | --new-intent ID | --drop`,
        ]
      : [outcomeOf(group), `${next} --take-back`]),
  ];
  print(`${lines.join('\n')}\n`);
}

const FROM: Readonly<Record<Suggestion['from'], string>> = {
  agent: 'an agent said so',
  understood: 'it was near',
  example: 'an example is like them',
};

function isWaiting({ misses: [first] }: MissGroup): boolean {
  return first?.status === 'waiting';
}

/** `taught as ID by anna on 2026-01-31`. */
function outcomeOf({ misses: [first] }: MissGroup): string {
  if (first === undefined) return '';
  const { status, intent, decidedBy, decidedAt } = first;
  const day = decidedAt === null ? '' : new Date(decidedAt).toISOString().slice(0, 10);
  return `${status}${intent === null ? '' : ` as ${intent}`} by ${decidedBy ?? ''} on ${day}`;
}

function casesOf({ cases }: MissGroup): string {
  return count(cases, 'case');
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function whysOf({ whys }: MissGroup): string {
  return whys.map((one) => `${one.why} ${one.count}`).join(', ');
}

/** What its messages were taken for, on the whole. */
function takenFor({ misses }: MissGroup): string[] {
  const sums = new Map<string, { p: number; count: number }>();
  for (const {
    candidates: [first],
  } of misses) {
    if (first === undefined) continue;
    const before = sums.get(first.intent) ?? { p: 0, count: 0 };
    sums.set(first.intent, { p: before.p + first.p, count: before.count + 1 });
  }
  const taken = [...sums].sort(([, a], [, b]) => b.count - a.count);
  if (taken.length === 0) return [];
  const named = taken.map(([intent, sum]) => `${intent} (${percent(sum.p / sum.count, 0)}, ${sum.count}×)`);
  return [`taken for ${named.join(', ')}`];
}

function asJson(group: MissGroup, suggestions: readonly Suggestion[]): object {
  const { number, language, audience, cases, whys, texts, misses } = group;
  const [first] = misses;
  return {
    ...{ number, language, audience, cases, messages: misses.length, whys, suggestions },
    ...{ status: first?.status, intent: first?.intent, by: first?.decidedBy, decidedAt: first?.decidedAt },
    texts: texts.map((one, index) => ({
      ...{ number: index + 1, text: one.text },
      messages: one.misses.map(({ number: miss, caseNumber, channel, candidates, why, meant, at }) => ({
        ...{ number: miss, case: caseNumber, channel, candidates, why, meant, at },
      })),
    })),
  };
}

function print(text: string): void {
  process.stdout.write(text);
}

import type { HandoverReason } from '../model/case.js';
import type { Language } from '../model/language.js';
import { join, plain, type RichText } from '../model/text.js';
import { phrase, type DeskPhrase, type Phrases } from './phrases.js';

/** What a desk is told of a week. */
export interface Digest {
  /** Its first and its last day, as `2026-03-02`. */
  week: { since: string; until: string };
  opened: number;
  /** What the bot ended alone. */
  solved: { confirmed: number; answered: number; assumed: number };
  abandoned: number;
  handedOver: number;
  /** Why, the most frequent first. */
  reasons: readonly { reason: HandoverReason; cases: number }[];
  /** Medians in words; null: there was none. */
  firstAnswer: string | null;
  end: string | null;
  reopened: { cases: number; ended: number };
  /** What misleads, the worst first. */
  intents: readonly Misleading[];
  issues: readonly Misleading[];
  /** What waits for a reviewer; null: that is not counted here. */
  drafts: number;
  messages: number;
}

/** Something that was wrong `part` of `all` times. */
export interface Misleading {
  name: string;
  part: number;
  all: number;
}

const LOCALES = { ru: 'ru-RU', en: 'en-GB' } as const satisfies Record<Language, string>;

/** The digest as it is read: a title and short lines, without those that have nothing to tell. */
export function renderDigest(
  digest: Digest,
  { phrases, language }: { phrases: Phrases; language: Language },
): RichText {
  const say = (key: DeskPhrase, values: Record<string, string | number> = {}): RichText =>
    phrase(
      phrases,
      key,
      language,
      Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)])),
    );
  const when = (tells: boolean, line: () => RichText): RichText[] => (tells ? [line()] : []);
  const { opened, solved, abandoned, handedOver, reasons, firstAnswer, end, reopened } = digest;
  const listed = (list: readonly Misleading[]): string =>
    list.map(({ name, part, all }) => say('digest.misses', { name, part, all }).text).join(', ');
  const because = reasons.map(({ reason, cases }) => `${say(`card.reason-${reason}`).text} (${cases})`);
  const percent = Math.round((100 * handedOver) / Math.max(opened, 1));
  return join(
    [
      bold(say('digest.title', { week: weekInWords(digest.week, language) })),
      say('digest.opened', { count: opened }),
      ...when(opened > 0, () => say('digest.solved', solved)),
      ...when(abandoned > 0, () => say('digest.abandoned', { count: abandoned })),
      ...when(opened > 0, () => say('digest.handed-over', { count: handedOver, percent })),
      ...when(because.length > 0, () => say('digest.reasons', { reasons: because.join(', ') })),
      ...when(firstAnswer !== null, () => say('digest.first-answer', { time: firstAnswer ?? '' })),
      ...when(end !== null, () => say('digest.end', { time: end ?? '' })),
      ...when(reopened.ended > 0, () =>
        say('digest.reopened', { count: reopened.cases, ended: reopened.ended }),
      ),
      ...when(digest.intents.length > 0, () => say('digest.intents', { list: listed(digest.intents) })),
      ...when(digest.issues.length > 0, () => say('digest.issues', { list: listed(digest.issues) })),
      ...when(digest.drafts > 0, () => say('digest.drafts', { count: digest.drafts })),
      ...when(digest.messages > 0, () => say('digest.messages', { count: digest.messages })),
    ],
    '\n',
  );
}

function weekInWords({ since, until }: Digest['week'], language: Language): string {
  const format = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: 'UTC' });
  return format.formatRange(Date.parse(`${since}T00:00Z`), Date.parse(`${until}T00:00Z`));
}

function bold({ text }: RichText): RichText {
  return { ...plain(text), spans: [{ kind: 'bold', offset: 0, length: text.length }] };
}

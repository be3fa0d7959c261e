import type { Address } from '../model/address.js';
import type { Case } from '../model/case.js';
import type { DeskHome, HomeLine, HomeSection } from '../model/desk-home.js';
import type { QueuedCase } from '../model/queue.js';
import { join, type RichText } from '../model/text.js';
import { nextDeadline, type ServicePromise } from './clock.js';
import { labelOf, type MenuContext } from './menu.js';
import { momentInWords } from './moment.js';
import { phrase, type DeskPhrase } from './phrases.js';
import { inOrder } from './queue.js';
import { isUnclaimed, queueLine, titleInLine } from './queue-list.js';
import { bold } from './section.js';

/** Of each list no more is shown; what is left out is counted. */
const MOST_LINES = 20;

const PLATFORMS = { telegram: 'Telegram', slack: 'Slack', terminal: 'CLI' } as const;

/** What it is made of. */
export interface HomeMaterial {
  /** The cases that the agent has. */
  mine: readonly Case[];
  /** Every case that people have, in no order. */
  queue: readonly QueuedCase[];
  today: Today;
}

/** What has happened since midnight to cases that were opened since. */
export interface Today {
  opened: number;
  /** By the bot alone: the person said so, was answered, or fell silent after a solution. */
  solved: number;
  handedOver: number;
  /** Median in words; null: nobody has been answered. */
  firstAnswer: string | null;
}

export interface HomeContext extends MenuContext {
  promise: ServicePromise;
  /** Ms since the epoch. */
  now: number;
  /** The desks where the agent is a member, without threads. */
  desks: readonly Address[];
}

/** What an agent sees at a glance: the cases they have, what waits in the order in which it is to be taken, and today. */
export function renderHome({ mine, queue, today }: HomeMaterial, context: HomeContext): DeskHome {
  const say = sayIn(context);
  const waiting = inOrder(queue.filter(isUnclaimed));
  return {
    language: context.deskLanguage,
    sections: [
      section(
        say('desk-home.mine', { count: String(mine.length) }),
        mine.map((subject) => ({ text: ownLine(subject, context), case: placed(subject, [], context) })),
        say('desk-home.none-mine'),
        say,
      ),
      section(
        say('desk-home.queue', { count: String(waiting.length) }),
        waiting.map((one) => queued(one, context)),
        say('desk-home.none-waiting'),
        say,
      ),
      {
        title: bold(say('desk-home.today')),
        lines: [{ text: figures(today, waiting.length, say), case: null }],
      },
    ],
  };
}

/** The same as a text, for a thread: without buttons. */
export function homeInWords({ sections }: DeskHome): RichText {
  const parts = sections.map(({ title, lines }) => join([title, ...lines.map(({ text }) => text)], '\n'));
  return join(parts, '\n\n');
}

type Say = (key: DeskPhrase, values?: Record<string, string>) => RichText;

function sayIn({ phrases, deskLanguage }: HomeContext): Say {
  return (key, values = {}) => phrase(phrases, key, deskLanguage, values);
}

function section(title: RichText, lines: readonly HomeLine[], none: RichText, say: Say): HomeSection {
  const left = lines.length - MOST_LINES;
  const shown = lines.slice(0, MOST_LINES);
  const below = lines.length === 0 ? none : left > 0 ? say('card.more', { count: String(left) }) : null;
  return { title: bold(title), lines: below === null ? shown : [...shown, { text: below, case: null }] };
}

/** Number, priority, what it is about; then since when, what is promised next, and whether it is put aside. */
function ownLine(subject: Case, context: HomeContext): RichText {
  const { deskLanguage, promise, now } = context;
  const say = sayIn(context);
  const moment = (at: number): string => momentInWords(at, deskLanguage, promise.hours.timeZone);
  const { dossier, snoozedUntil, serviceClock } = subject;
  const title = dossier?.understood?.title ?? dossier?.problem[0] ?? subject.person.name;
  const deadline = nextDeadline(subject, promise);
  const parts = [
    say('desk-home.case', {
      number: String(subject.number),
      priority: say(`card.priority-${subject.priority}`).text,
      title: titleInLine(title),
    }),
    say('desk-home.since', { time: moment(serviceClock?.startedAt ?? subject.openedAt) }),
  ];
  if (deadline !== null) {
    const due = say(`desk-home.${deadline.of}-by`, { time: moment(deadline.at) });
    parts.push(deadline.at < now ? bold(due) : due);
  }
  if (snoozedUntil !== null) parts.push(say('card.snoozed-until', { time: moment(snoozedUntil) }));
  return join(parts, ' · ');
}

/** Only members of its desk may claim a case; of others, where it is to be found is told. */
function queued(one: QueuedCase, context: HomeContext): HomeLine {
  const claim = { action: 'claim' as const, label: labelOf('claim', context) };
  const place = placed(one, [claim], context);
  const { desk } = one;
  const text = queueLine(one, { ...context, timeZone: context.promise.hours.timeZone });
  if (place !== null || desk === null) return { text, case: place };
  const elsewhere = sayIn(context)('desk-home.elsewhere', { platform: PLATFORMS[desk.channel] });
  return { text: join([text, elsewhere], ' · '), case: null };
}

function placed(
  { id, desk }: Pick<Case, 'id' | 'desk'>,
  actions: NonNullable<HomeLine['case']>['actions'],
  { desks }: HomeContext,
): HomeLine['case'] {
  if (desk === null) return null;
  const here = desks.some(
    ({ channel, account, chat }) =>
      channel === desk.channel && account === desk.account && chat === desk.chat,
  );
  return here ? { id, thread: desk, actions } : null;
}

function figures({ opened, solved, handedOver, firstAnswer }: Today, waiting: number, say: Say): RichText {
  return join(
    [
      say('desk-home.figures', {
        opened: String(opened),
        solved: String(solved),
        handed_over: String(handedOver),
        waiting: String(waiting),
      }),
      ...(firstAnswer === null ? [] : [say('digest.first-answer', { time: firstAnswer })]),
    ],
    '\n',
  );
}

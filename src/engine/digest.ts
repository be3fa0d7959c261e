import { renderDigest, type Digest, type Misleading } from '../desk/digest.js';
import { generalDesks } from '../desk/place.js';
import { isOpen } from '../desk/working-time.js';
import { durationInWords } from '../dialogue/duration.js';
import { conversationKey, type Address } from '../model/address.js';
import { handoverReasonSchema } from '../model/case.js';
import type { WorkingHours } from '../model/hours.js';
import type { Language } from '../model/language.js';
import { around, dayIn } from '../stats/period.js';
import { createStatistics, type Stats } from '../stats/stats.js';
import { mondayOf, weeksBefore } from '../stats/week.js';
import type { NewDelivery } from '../store/store.js';
import type { EngineDeps } from './deps.js';

const MINUTE = 60_000;
/** How far ahead the beginning of work is looked for; then again. */
const LOOK_AHEAD_MINUTES = 60;
/** A week has too few cases of one intent or issue to tell what misleads. */
const WEEKS_OF_MISLEADING = 4;
/** How many reasons, intents and issues are named. */
const NAMED = 3;
/** When a desk that is open round the clock is told. */
const DAYTIME = [{ from: 9 * 60, to: 18 * 60 }];
const EVERY_DAY: WorkingHours['days'] = {
  ...{ mon: DAYTIME, tue: DAYTIME, wed: DAYTIME, thu: DAYTIME, fri: DAYTIME },
  ...{ sat: DAYTIME, sun: DAYTIME },
};

/**
 * Tells each desk of this process, once in a week, what became of the cases of the week before: as soon as agents are at
 * work in the new week, by the clock of the deployment's time zone. Also after a restart, and on the first working day
 * where nobody works on Monday. Nothing is told of a week in which there was nothing.
 * @returns when to look again, ms since the epoch
 */
export async function sendDigest(deps: EngineDeps): Promise<number> {
  const { clock, hours, log } = deps;
  const now = clock.now();
  if (deps.digest === 'weekly' && isWorkTime(hours, now)) {
    try {
      await tellDesks(now, deps);
    } catch (error) {
      // Nobody is to wait for an answer because of it.
      log.error({ err: error }, 'the weekly digest could not be made; trying again in an hour');
    }
  }
  return nextLook(hours, now);
}

async function tellDesks(now: number, deps: EngineDeps): Promise<void> {
  const { store, hours } = deps;
  const desks = desksHere(deps);
  const monday = mondayOf(dayIn(hours.timeZone)(now));
  const name = `digest:${monday}`;
  if (desks.length === 0 || (await store.wasEnqueued(name))) return;
  const digest = await digestBefore(monday, now, deps);
  const deliveries = digest === null ? [] : await Promise.all(desks.map(toDesk(digest, now, deps)));
  await store.enqueueOnce(name, deliveries, now);
}

/** The next minute at which work begins; at the latest in an hour. */
function nextLook(hours: WorkingHours, now: number): number {
  const first = now - (now % MINUTE) + MINUTE;
  const last = first + LOOK_AHEAD_MINUTES * MINUTE;
  if (isWorkTime(hours, now)) return last;
  for (let at = first; at < last; at += MINUTE) if (isWorkTime(hours, at)) return at;
  return last;
}

function isWorkTime(hours: WorkingHours, at: number): boolean {
  return isOpen(hours.always ? { ...hours, always: false, days: EVERY_DAY } : hours, at);
}

function desksHere({ desks, scope }: EngineDeps): Address[] {
  return generalDesks(desks).filter(({ channel, account }) =>
    scope.accounts.some((each) => each.channel === channel && each.account === account),
  );
}

async function digestBefore(monday: string, at: number, deps: EngineDeps): Promise<Digest | null> {
  const { store, hours, deskLanguage } = deps;
  const week = weeksBefore(monday, 1);
  const weeks = weeksBefore(monday, WEEKS_OF_MISLEADING);
  const { timeZone } = hours;
  const lately = createStatistics({ period: week, timeZone, by: null, at });
  const longer = createStatistics({ period: weeks, timeZone, by: null, at });
  const { from, to } = around(weeks);
  for (const row of await store.caseRows({ from: from ?? 0, to: to ?? at })) {
    lately.add(row);
    longer.add(row);
  }
  const { drafts } = await store.drafts();
  const waiting = drafts.filter(({ status }) => status === 'waiting').length;
  const { misses } = await store.misses();
  const messages = misses.filter(({ status }) => status === 'waiting').length;
  const { all } = lately.stats();
  if (all.cases === 0 && waiting === 0 && messages === 0) return null;
  return {
    ...digestOf(all, deskLanguage),
    ...misleading(longer.stats()),
    week,
    drafts: waiting,
    messages,
  };
}

function digestOf(
  { cases, alone, handedOver, firstAnswer, end, reopened }: Stats['all'],
  language: Language,
): Omit<Digest, 'week' | 'drafts' | 'messages' | 'intents' | 'issues'> {
  const words = (ms: number | null): string | null => (ms === null ? null : durationInWords(ms, language));
  return {
    opened: cases,
    solved: { confirmed: alone.confirmed, answered: alone.answered, assumed: alone.assumed },
    abandoned: alone.abandoned,
    handedOver: handedOver.cases,
    reasons: handoverReasonSchema.options
      .map((reason) => ({ reason, cases: handedOver.reasons[reason] }))
      .filter((reason) => reason.cases > 0)
      .sort((one, other) => other.cases - one.cases)
      .slice(0, NAMED),
    firstAnswer: words(firstAnswer.medianMs),
    end: words(end.medianMs),
    reopened: { cases: reopened.reopened, ended: reopened.ended },
  };
}

/** The worst first: those of which most is wrong. */
function misleading({ intents, issues }: Stats): Pick<Digest, 'intents' | 'issues'> {
  const worst = (found: (Misleading & { misleads: boolean })[]): Misleading[] =>
    found
      .filter(({ misleads }) => misleads)
      .sort((one, other) => other.part / other.all - one.part / one.all || other.all - one.all)
      .slice(0, NAMED)
      .map(({ name, part, all }) => ({ name, part, all }));
  return {
    intents: worst(
      intents.map(({ intent, wrong: { of, share }, misleads }) => {
        return { name: intent, part: Math.round((share ?? 0) * of), all: of, misleads };
      }),
    ),
    issues: worst(
      issues.map(({ issue, results, helped: { of }, misleads }) => {
        return { name: issue, part: results['did-not-help'], all: of, misleads };
      }),
    ),
  };
}

/** One lane a desk, its chat's: it moves along where the group gets another id. */
function toDesk(digest: Digest, at: number, deps: EngineDeps) {
  return async (place: Address): Promise<NewDelivery> => {
    const { channel, account } = place;
    const desk = { ...place, chat: await deps.store.currentChat(channel, account, place.chat) };
    const text = renderDigest(digest, { phrases: deps.brain().phrases, language: deps.deskLanguage });
    return {
      id: deps.ids.next(),
      delivery: { kind: 'notice', desk, text },
      channel,
      account,
      lane: conversationKey(desk),
      caseId: null,
      onlyWhile: null,
      notBefore: at,
      receipt: null,
    };
  };
}

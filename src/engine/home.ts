import { renderHome, type Today } from '../desk/home.js';
import { durationInWords } from '../dialogue/duration.js';
import type { Address, Person } from '../model/address.js';
import type { DeskHome } from '../model/desk-home.js';
import { around, dayIn } from '../stats/period.js';
import { createStatistics } from '../stats/stats.js';
import type { TurnDeps } from './deps.js';

export type HomeDeps = Pick<TurnDeps, 'store' | 'clock' | 'brain' | 'deskLanguage' | 'hours' | 'targets'>;

/** What an agent sees at a glance who is a member of these desks. */
export async function homeOf(agent: Person, desks: readonly Address[], deps: HomeDeps): Promise<DeskHome> {
  const { store, clock, brain, deskLanguage, hours, targets } = deps;
  const now = clock.now();
  const had = await Promise.all(desks.map((desk) => store.casesOfAgent(agent.id, desk)));
  const material = {
    mine: had.flat().sort((one, other) => one.number - other.number),
    queue: await store.queue(),
    today: await today(now, deps),
  };
  const { phrases } = brain();
  return renderHome(material, { phrases, deskLanguage, promise: { targets, hours }, now, desks });
}

async function today(now: number, { store, hours, deskLanguage }: HomeDeps): Promise<Today> {
  const { timeZone } = hours;
  const day = dayIn(timeZone)(now);
  const period = { since: day, until: day };
  const { from, to } = around(period);
  const statistics = createStatistics({ period, timeZone, by: null, at: now });
  for (const row of await store.caseRows({ from: from ?? now, to: to ?? now })) statistics.add(row);
  const { cases, alone, handedOver, firstAnswer } = statistics.stats().all;
  return {
    opened: cases,
    solved: alone.confirmed + alone.answered + alone.assumed,
    handedOver: handedOver.cases,
    firstAnswer: firstAnswer.medianMs === null ? null : durationInWords(firstAnswer.medianMs, deskLanguage),
  };
}

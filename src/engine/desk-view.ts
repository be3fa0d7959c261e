import type { Sink } from '../channels/channel.js';
import { formFor } from '../desk/form.js';
import { renderHome, type Today } from '../desk/home.js';
import { durationInWords } from '../dialogue/duration.js';
import { around, dayIn } from '../stats/period.js';
import { createStatistics } from '../stats/stats.js';
import type { TurnDeps } from './deps.js';
import type { Handled } from './handled.js';

type ViewDeps = Pick<TurnDeps, 'store' | 'clock' | 'brain' | 'deskLanguage' | 'hours' | 'targets'>;

/** What channels show agents besides what is sent to them: nothing is changed by it. */
export function createDeskView(deps: ViewDeps, handled: Pick<Handled, 'wait'>): Pick<Sink, 'home' | 'form'> {
  const { store, clock, brain, deskLanguage, hours, targets } = deps;

  async function today(now: number): Promise<Today> {
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

  return {
    async home({ agent, desks, after }) {
      if (after !== null) await handled.wait(after);
      const now = clock.now();
      const had = await Promise.all(desks.map((desk) => store.casesOfAgent(agent.id, desk)));
      const material = {
        mine: had.flat().sort((one, other) => one.number - other.number),
        queue: await store.queue(),
        today: await today(now),
      };
      const { phrases } = brain();
      return renderHome(material, { phrases, deskLanguage, promise: { targets, hours }, now, desks });
    },
    async form({ action, caseId, agent, desk }) {
      const subject = await store.caseById(caseId);
      if (subject === null) return null;
      const { phrases, templates, askable } = brain();
      const agents = await store.agents(desk.channel, desk.account);
      return formFor(subject, agent, action, {
        ...{ phrases, deskLanguage, templates },
        agents: agents.map(({ person }) => person),
        flows: askable(subject.audience),
      });
    },
  };
}

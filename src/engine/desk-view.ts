import type { Sink } from '../channels/channel.js';
import { formFor } from '../desk/form.js';
import type { Handled } from './handled.js';
import { homeOf, type HomeDeps } from './home.js';

/** What channels show agents besides what is sent to them: nothing is changed by it. */
export function createDeskView(deps: HomeDeps, handled: Pick<Handled, 'wait'>): Pick<Sink, 'home' | 'form'> {
  const { store, brain, deskLanguage } = deps;
  return {
    async home({ agent, desks, after }) {
      if (after !== null) await handled.wait(after);
      return homeOf(agent, desks, deps);
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

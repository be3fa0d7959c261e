import Fuse from 'fuse.js';
import type { Person } from '../model/address.js';
import type { Case } from '../model/case.js';
import type { DeskButton } from '../model/delivery.js';
import type { Effect } from '../model/effect.js';
import { nearest } from '../model/spelling.js';
import type { AskableFlow, CannedContext } from './canned.js';
import { threadPhrase } from './thread-line.js';

/** More buttons below a line are not read. */
const MOST_BUTTONS = 6;

/**
 * Has the bot ask the person what a flow asks; the agent gets the case back with the answers. Without a flow, or with
 * one that does not exist, those that may be meant are offered.
 */
export function askToCollect(
  subject: Case,
  agent: Person,
  which: string | null,
  context: CannedContext,
): Effect[] {
  const { flows } = context.library;
  if (which === null) {
    const about = subject.dossier?.understood?.intent ?? subject.intent;
    const first = flows.filter(({ intent }) => intent === about);
    return [threadPhrase('desk-thread.which-flow', context, {}, buttons(first, context))];
  }
  const flow = flows.find(({ id }) => id === which.toLowerCase());
  if (flow === undefined) {
    const offered = likely(which, flows);
    return [
      offered.length === 0
        ? threadPhrase('desk-thread.no-such-flow', context, { written: which })
        : threadPhrase('desk-thread.misspelt-flow', context, { written: which }, buttons(offered, context)),
    ];
  }
  const title = flow.title[context.deskLanguage];
  return [
    { kind: 'collect', agent, flow: flow.id },
    threadPhrase('desk-thread.collecting', context, { agent: agent.name, title }),
  ];
}

function likely(written: string, flows: readonly AskableFlow[]): AskableFlow[] {
  const near = nearest(
    written.toLowerCase(),
    flows.map(({ id }) => id),
  );
  const fuse = new Fuse(flows, {
    keys: ['id', 'title.ru', 'title.en'],
    ignoreLocation: true,
    threshold: 0.35,
  });
  const found = fuse.search(written.slice(0, 60)).map(({ item }) => item);
  return [...new Set([...flows.filter(({ id }) => id === near), ...found])];
}

function buttons(flows: readonly AskableFlow[], { deskLanguage }: CannedContext): DeskButton[] {
  return flows
    .slice(0, MOST_BUTTONS)
    .map(({ id, title }) => ({ action: 'collect', argument: id, label: title[deskLanguage] }));
}

import type { Case } from '../model/case.js';
import { assertNever } from '../model/never.js';
import type { Effect } from '../model/effect.js';
import { change, isOpen, record, toDesk, toPerson, type Draft } from './draft.js';
import type { Ids } from './ids.js';
import { beginningOf, openCase, REOPENED, reopenCase } from './opening.js';
import { timersFor, type Silence } from './silence.js';
import { solutionDraftOf, type DraftDeps } from './solution-draft.js';

type EffectDeps = { ids: Ids; silence: Silence } & DraftDeps;

/** Carries out effects on a draft, in order: the one place where data becomes change. */
export function applyEffects(draft: Draft, effects: readonly Effect[], deps: EffectDeps): void {
  effects.forEach((effect, index) => {
    if (!isOpen(draft.subject)) begin(draft, effects.slice(index), deps.ids);
    apply(draft, effect, deps);
  });
}

function begin(draft: Draft, effects: readonly Effect[], ids: Ids): void {
  const beginning = beginningOf(effects, draft.closed);
  if (beginning === 'open') openCase(draft, ids);
  const closed = draft.closed;
  if (beginning !== 'reopen' || closed === null) return;
  reopenCase(draft, closed);
  if (closed.dossier !== null) updateCard(draft, closed);
  record(draft, line('event', null, REOPENED));
}

function apply(draft: Draft, effect: Effect, deps: EffectDeps): void {
  const { ids, silence } = deps;
  const subject = draft.subject;
  switch (effect.kind) {
    case 'say':
      toPerson(
        draft,
        ids,
        {
          kind: 'say',
          to: draft.address,
          language: draft.memory.language,
          text: effect.text,
          choices: effect.choices,
          longAnswer: effect.longAnswer,
        },
        { onlyWhile: effect.weight === 'question' ? ['bot'] : null, receipt: null },
      );
      if (effect.choices.length > 0) draft.memory = { ...draft.memory, offered: effect.choices };
      record(draft, line('bot', null, effect.text.text));
      return;
    case 'relay': {
      if (!isOpen(subject)) return;
      const mark = toDesk(
        ids,
        effect.receipt.address,
        subject.id,
        { kind: 'mark', message: effect.receipt, state: 'delivered' },
        draft.at,
      );
      toPerson(
        draft,
        ids,
        {
          kind: 'relay',
          to: draft.address,
          author: effect.author.name,
          text: effect.text,
          attachments: effect.attachments,
        },
        { onlyWhile: null, receipt: { mark } },
      );
      record(draft, { ...line('agent', effect.author, effect.text.text), attachments: effect.attachments });
      return;
    }
    case 'post':
      draft.posts.push({
        kind: 'post',
        author: effect.author?.name ?? null,
        text: effect.text,
        attachments: effect.attachments,
      });
      return;
    case 'handover':
      if (!isOpen(subject)) return;
      draft.desk.set(subject.id, subject.dossier === null ? 'open' : 'again');
      change(draft, subject, {
        owner: 'queue',
        agent: null,
        department: effect.department,
        priority: effect.priority,
        dossier: effect.dossier,
        waitingSince: subject.waitingSince ?? draft.at,
      });
      draft.timers.set(subject.id, []);
      record(draft, line('event', null, `handover: ${effect.dossier.reason}`));
      return;
    case 'claim':
      if (!isOpen(subject)) return;
      change(draft, subject, { owner: 'agent', agent: effect.agent, waitingSince: null });
      updateCard(draft, subject);
      draft.timers.set(subject.id, []);
      record(draft, line('event', effect.agent, 'claim'));
      return;
    case 'release':
      if (!isOpen(subject)) return;
      change(draft, subject, { owner: 'queue', agent: null, waitingSince: draft.at });
      updateCard(draft, subject);
      record(draft, line('event', effect.agent, 'release'));
      return;
    case 'route': {
      if (!isOpen(subject)) return;
      const { department, priority } = effect;
      change(draft, subject, { department, priority });
      updateCard(draft, subject);
      record(draft, line('event', effect.agent, `route: ${department}, ${priority}`));
      return;
    }
    case 'reopen-by-agent':
      if (subject === null || isOpen(subject)) return;
      change(draft, subject, {
        ...{ owner: 'agent', agent: effect.agent, waitingSince: null },
        ...{ awaitingSolution: false, closedAt: null, resolution: null },
      });
      updateCard(draft, draft.subject ?? subject);
      record(draft, line('event', effect.agent, REOPENED));
      return;
    case 'hand-back':
      if (!isOpen(subject)) return;
      record(draft, line('event', subject.agent, 'hand-back'));
      change(draft, subject, { owner: 'bot', agent: null, waitingSince: null });
      updateCard(draft, subject);
      return;
    case 'close':
      if (!isOpen(subject)) return;
      record(draft, line('event', subject.agent, `close: ${effect.resolution}`));
      if (subject.dossier !== null) updateCard(draft, subject);
      change(draft, subject, {
        owner: 'nobody',
        waitingSince: null,
        closedAt: draft.at,
        resolution: effect.resolution,
      });
      draft.timers.set(subject.id, []);
      draft.memory = { ...draft.memory, wait: null };
      return;
    case 'ask-solution':
      if (subject !== null) change(draft, subject, { awaitingSolution: true });
      return;
    case 'solution':
      if (subject === null) return;
      change(draft, subject, { awaitingSolution: false });
      if (effect.text === null) return;
      record(draft, line('solution', effect.agent, effect.text));
      draft.drafts.push(solutionDraftOf(subject, { ...effect, text: effect.text, at: draft.at }, deps));
      return;
    case 'intent':
      if (!isOpen(subject)) return;
      change(draft, subject, {
        intent: effect.intent,
        department: effect.department,
        priority: effect.priority,
      });
      return;
    case 'language':
      draft.memory = { ...draft.memory, language: effect.language };
      if (isOpen(subject)) change(draft, subject, { language: effect.language });
      return;
    case 'timers': {
      if (!isOpen(subject)) return;
      const { timers, wait } = timersFor(effect, draft.memory.wait, draft.at, { ids, silence });
      draft.timers.set(subject.id, timers);
      draft.memory = { ...draft.memory, wait };
      return;
    }
    case 'probe':
      if (!isOpen(subject)) return;
      draft.probes.push({
        id: ids.next(),
        caseId: subject.id,
        run: effect.run,
        requests: effect.requests,
      });
      return;
    case 'reopen':
      // Done before the first of the effects: what is said on the way to it belongs to the case.
      return;
    case 'note':
      record(draft, line('note', effect.author, effect.text));
      return;
    default:
      assertNever(effect);
  }
}

/** The card is written again, unless more than that is needed already. */
function updateCard(draft: Draft, subject: Case): void {
  if (!draft.desk.has(subject.id)) draft.desk.set(subject.id, 'update');
}

function line(
  kind: 'bot' | 'agent' | 'note' | 'event' | 'solution',
  author: { id: string; name: string } | null,
  text: string,
): {
  kind: typeof kind;
  author: string | null;
  name: string | null;
  text: string;
  attachments: [];
  inbound: null;
} {
  return {
    kind,
    author: author?.id ?? null,
    name: author?.name ?? null,
    text,
    attachments: [],
    inbound: null,
  };
}

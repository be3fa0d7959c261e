import { caseAfter } from '../model/case-after.js';
import type { FollowUp } from '../model/aftercare.js';
import type { Case } from '../model/case.js';
import type { Delivery } from '../model/delivery.js';
import { assertNever } from '../model/never.js';
import { historyEventSchema, type HistoryEvent } from '../model/history-event.js';
import type { Effect } from '../model/effect.js';
import type { TimerGroup } from '../model/timer.js';
import type { NewDelivery } from '../store/store.js';
import { isOpen, keep, put, record, setTimers, toPerson, type Draft } from './draft.js';
import { happened, line } from './history-line.js';
import type { Ids } from './ids.js';
import { isOfOtherIntent, noteMissed } from './misses.js';
import { beginningOf, openCase, reopenCase } from './opening.js';
import { notDelivered, relay, revise, withdraw } from './relayed.js';
import { timersFor, type Silence } from './silence.js';
import { decidedEvent, keepSolution, rewriteDraft, type DraftDeps } from './solution-draft.js';

/** Who must have the case when the bot's words are sent; null: whoever does. */
const ONLY_WHILE = {
  question: ['bot'],
  notice: null,
  afterthought: ['nobody'],
} as const satisfies Record<string, NewDelivery['onlyWhile']>;

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
  record(draft, happened(null, { kind: 'reopen' }));
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
        { onlyWhile: ONLY_WHILE[effect.weight], receipt: null },
      );
      if (effect.choices.length > 0) draft.memory = { ...draft.memory, offered: effect.choices };
      record(draft, line('bot', null, effect.text.text));
      return;
    case 'relay':
      relay(draft, effect, ids);
      if (isOpen(subject)) changeCase(draft, subject, effect);
      return;
    case 'revise':
      revise(draft, effect, ids);
      return;
    case 'withdraw':
      withdraw(draft, effect, ids);
      return;
    case 'not-delivered':
      notDelivered(draft, effect.message, ids);
      return;
    case 'answer':
      if (!isOpen(subject)) return;
      toPerson(
        draft,
        ids,
        {
          kind: 'relay',
          to: draft.address,
          author: effect.author.name,
          text: effect.text,
          attachments: [],
        },
        { onlyWhile: null, receipt: null },
      );
      record(draft, line('agent', effect.author, effect.text.text));
      changeCase(draft, subject, effect);
      return;
    case 'post':
      draft.posts.push({
        kind: 'post',
        author: effect.author?.name ?? null,
        text: effect.text,
        attachments: effect.attachments,
        ...buttonsBelow(subject, effect),
        ...(effect.broadcast === true ? { broadcast: true } : {}),
        ...(effect.former === undefined ? {} : { former: effect.former }),
        sources: effect.sources,
        replyTo: effect.replyTo,
      });
      if (isOpen(subject) && effect.author !== null) changeCase(draft, subject, effect);
      return;
    case 'handover':
      if (!isOpen(subject)) return;
      draft.desk.set(
        subject.id,
        subject.collector !== null ? 'back' : subject.dossier === null ? 'open' : 'again',
      );
      // What an agent had the bot ask says nothing of what the bot had understood.
      if (subject.collector === null) noteMissed(draft, subject, 'handed-over-again', deps);
      changeCase(draft, subject, effect);
      stop(draft, subject, 'dialogue');
      record(draft, happened(null, { kind: 'handover', reason: effect.dossier.reason }));
      return;
    case 'claim':
      if (!isOpen(subject)) return;
      changeCase(draft, subject, effect);
      updateCard(draft, subject);
      stop(draft, subject, 'dialogue');
      stop(draft, subject, 'snooze');
      record(draft, happened(effect.agent, { kind: 'claim' }));
      return;
    case 'assign':
      if (!isOpen(subject)) return;
      changeCase(draft, subject, effect);
      updateCard(draft, subject);
      stop(draft, subject, 'snooze');
      record(draft, happened(effect.by, { kind: 'assign', agent: effect.agent.id }));
      return;
    case 'release':
      if (!isOpen(subject)) return;
      changeCase(draft, subject, effect);
      updateCard(draft, subject);
      record(draft, happened(effect.agent, { kind: 'release' }));
      return;
    case 'route': {
      if (!isOpen(subject)) return;
      const { agent, department, priority } = effect;
      changeCase(draft, subject, effect);
      updateCard(draft, subject);
      record(draft, happened(agent, { kind: 'route', department, priority }));
      return;
    }
    case 'move': {
      if (!isOpen(subject)) return;
      const { agent, to } = effect;
      changeCase(draft, subject, effect);
      draft.desk.set(subject.id, 'move');
      stop(draft, subject, 'snooze');
      record(draft, happened(agent, { kind: 'move', channel: to.channel, chat: to.chat }));
      return;
    }
    case 'snooze': {
      if (!isOpen(subject)) return;
      const { agent, until } = effect;
      changeCase(draft, subject, effect);
      updateCard(draft, subject);
      const timers = until === null ? [] : [{ id: ids.next(), name: 'snooze' as const, dueAt: until }];
      setTimers(draft, { caseId: subject.id, group: 'snooze', timers });
      record(
        draft,
        happened(
          agent,
          until === null ? { kind: 'wake' } : { kind: 'snooze', until: new Date(until).toISOString() },
        ),
      );
      return;
    }
    case 'merge':
      if (!isOpen(subject)) return;
      mergeInto(draft, subject, effect);
      return;
    case 'languages':
      draft.agents = draft.agents.map((seen) =>
        seen.person.id === effect.agent.id
          ? { ...seen, person: { ...seen.person, languages: [...effect.languages] } }
          : seen,
      );
      return;
    case 'ban': {
      const { agent, banned } = effect;
      const { channel, account } = draft.address;
      const person = subject?.person ?? draft.person;
      draft.bans.push({
        ...{ channel, account, person, banned },
        ...{ caseId: subject?.id ?? null, by: agent.id, at: draft.at },
      });
      record(draft, happened(agent, { kind: banned ? 'ban' : 'unban' }));
      return;
    }
    case 'collect':
      if (!isOpen(subject)) return;
      changeCase(draft, subject, effect);
      updateCard(draft, subject);
      stop(draft, subject, 'snooze');
      record(draft, happened(effect.agent, { kind: 'collect', flow: effect.flow }));
      return;
    case 'bring-back':
      if (!isOpen(subject)) return;
      changeCase(draft, subject, effect);
      draft.desk.set(subject.id, 'back');
      stop(draft, subject, 'dialogue');
      record(draft, happened(subject.collector, { kind: 'bring-back' }));
      return;
    case 'reopen-by-agent':
      if (subject === null || isOpen(subject)) return;
      changeCase(draft, subject, effect);
      updateCard(draft, subject);
      stop(draft, subject, 'aftercare');
      record(draft, happened(effect.agent, { kind: 'reopen' }));
      return;
    case 'reminded':
      if (!isOpen(subject)) return;
      changeCase(draft, subject, effect);
      record(draft, happened(null, { kind: 'reminder', of: effect.reminders.join(' ') }));
      return;
    case 'hand-back':
      if (!isOpen(subject)) return;
      record(draft, happened(subject.agent, { kind: 'hand-back' }));
      noteMissed(draft, subject, 'handed-back', deps);
      changeCase(draft, subject, effect);
      updateCard(draft, subject);
      stop(draft, subject, 'snooze');
      return;
    case 'close':
      if (!isOpen(subject)) return;
      record(draft, happened(subject.agent, { kind: 'close', resolution: effect.resolution }));
      if (subject.dossier !== null) updateCard(draft, subject);
      changeCase(draft, subject, effect);
      noteOtherIntent(draft, deps);
      end(draft, subject);
      return;
    case 'ask-solution':
      if (subject !== null) changeCase(draft, subject, effect);
      return;
    case 'solution':
      if (subject === null) return;
      changeCase(draft, subject, effect);
      if (effect.text === null) return;
      record(draft, line('solution', effect.agent, effect.text));
      keepSolution(draft, subject, { agent: effect.agent, text: effect.text }, deps);
      return;
    case 'solved-as':
      if (subject === null) return;
      changeCase(draft, subject, effect);
      record(draft, happened(effect.agent, { kind: 'solved-as', issue: effect.issue }));
      return;
    case 'decide-draft': {
      const { agent, number, decision } = effect;
      draft.reviews.push({ kind: 'decide', number, decision });
      record(draft, happened(agent, decidedEvent(number, decision)));
      return;
    }
    case 'rewrite-draft':
      if (subject === null) return;
      rewriteDraft(draft, subject, effect.draft, deps);
      record(draft, happened(effect.agent, { kind: 'draft-rewritten', draft: String(effect.draft.number) }));
      return;
    case 'intent':
      if (isOpen(subject)) changeCase(draft, subject, effect);
      return;
    case 'meant':
      if (subject === null) return;
      changeCase(draft, subject, effect);
      updateCard(draft, subject);
      record(draft, happened(effect.agent, { kind: 'meant', intent: effect.intent }));
      noteOtherIntent(draft, deps);
      return;
    case 'language':
      draft.memory = { ...draft.memory, language: effect.language };
      if (isOpen(subject)) changeCase(draft, subject, effect);
      return;
    case 'timers': {
      if (!isOpen(subject)) return;
      const { timers, wait } = timersFor(effect, draft.memory.wait, draft.at, { ids, silence });
      setTimers(draft, { caseId: subject.id, group: 'dialogue', timers });
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
    case 'satisfaction': {
      if (subject === null) return;
      const { score } = effect.satisfaction;
      changeCase(draft, subject, effect);
      if (subject.dossier !== null && score !== null) updateCard(draft, subject);
      if (score === null) record(draft, happened(null, { kind: 'ask-score' }));
      else if (score !== subject.satisfaction?.score) record(draft, happened(null, scored(score)));
      return;
    }
    case 'follow-up':
      if (subject === null) return;
      changeCase(draft, subject, effect);
      record(draft, happened(effect.agent, followedUp(effect.followUp)));
      return;
    case 'helped':
      record(draft, happened(null, { kind: 'helped' }));
      return;
    case 'reopen':
      // Done before the first of the effects: what is said on the way to it belongs to the case.
      return;
    case 'outcome':
      if (isOpen(subject)) record(draft, happened(null, effect.outcome));
      return;
    case 'note':
      record(draft, line('note', effect.author, effect.text));
      return;
    default:
      assertNever(effect);
  }
}

function scored(score: number): HistoryEvent {
  return historyEventSchema.parse({ kind: 'score', score: String(score) });
}

function followedUp({ dueAt, askedAt }: FollowUp): HistoryEvent {
  if (askedAt !== null) return { kind: 'followed-up' };
  return { kind: 'follow-up', at: new Date(dueAt).toISOString() };
}

function buttonsBelow(
  subject: Case | null,
  { actions = [] }: Extract<Effect, { kind: 'post' }>,
): Pick<Extract<Delivery, { kind: 'post' }>, 'buttons'> {
  return subject === null || actions.length === 0
    ? {}
    : { buttons: { caseId: subject.id, actions: [...actions] } };
}

/** The case that the other one goes on in may have ended: then the agent has it again. */
function mergeInto(draft: Draft, subject: Case, effect: Extract<Effect, { kind: 'merge' }>): void {
  const { agent, into } = effect;
  record(draft, happened(agent, { kind: 'merge', into: `#${into.number}` }));
  updateCard(draft, subject);
  changeCase(draft, subject, effect);
  end(draft, subject);
  draft.merges.push({ from: subject, into, agent });
  if (into.owner !== 'nobody') return;
  keep(draft, into, caseAfter(into, { kind: 'reopen-by-agent', agent }, draft.at));
  updateCard(draft, into);
  setTimers(draft, { caseId: into.id, group: 'aftercare', timers: [] });
  draft.history.push({ caseId: into.id, entry: { at: draft.at, ...happened(agent, { kind: 'reopen' }) } });
}

function noteOtherIntent(draft: Draft, deps: EffectDeps): void {
  const { subject } = draft;
  if (subject !== null && isOfOtherIntent(subject)) noteMissed(draft, subject, 'other-intent', deps);
}

function changeCase(draft: Draft, subject: Case, effect: Effect): void {
  put(draft, subject, caseAfter(subject, effect, draft.at));
}

function stop(draft: Draft, { id }: Case, group: TimerGroup): void {
  setTimers(draft, { caseId: id, group, timers: [] });
}

/** Nothing that was waited for while the case was open is waited for any more. */
function end(draft: Draft, subject: Case): void {
  for (const group of ['dialogue', 'snooze', 'service'] as const) stop(draft, subject, group);
  draft.memory = { ...draft.memory, wait: null };
}

/** The card is written again, unless more than that is needed already. */
function updateCard(draft: Draft, subject: Case): void {
  if (!draft.desk.has(subject.id)) draft.desk.set(subject.id, 'update');
}

import { beginningAfter } from '../desk/beginning.js';
import { describeHours } from '../desk/hours.js';
import { isOpen as isDeskOpen } from '../desk/working-time.js';
import type { DialogueContext, DialogueEvent, DialogueStep } from '../dialogue/event.js';
import { beginningOf, reopenable } from '../engine/opening.js';
import { newCase, type Case } from '../model/case.js';
import type { Effect } from '../model/effect.js';
import type { Language } from '../model/language.js';
import { caseAfter } from '../model/case-after.js';
import type { Conversation } from './conversation.js';
import type { Findings } from './observed.js';
import { CHAT, HOURS, LIMITS, NAMES, personOf, REOPEN_WITHIN_MS, startOf } from './setting.js';
import { createTimers } from './timers.js';

/** What an engine keeps around the dialogue, as much of it as a conversation needs, without a store. */
export interface Affairs {
  latest(): Case | null;
  language(): Language;
  /** The person was heard of. */
  heard(): void;
  /** The person changed a message: whoever does that is not silent. */
  amended(): void;
  /** Has the dialogue take a step and does what comes of it. */
  decide(step: (context: DialogueContext) => DialogueStep): DialogueStep;
  /** Does what comes of somebody else's action. */
  apply(effects: readonly Effect[]): void;
  now(): number;
  /** Time passes up to the first timer that is due by then; `over`: up to then, and none was. */
  pass(until: number): DialogueEvent | null | 'over';
  /** What was said and how a case ended since this was asked last. */
  collect(): Pick<Findings, 'says' | 'close'>;
}

export function createAffairs({ audience, language: spoken, desk }: Conversation): Affairs {
  const person = personOf(spoken);
  const timers = createTimers();
  let now = startOf(desk);
  let language = spoken;
  let latest: Case | null = null;
  let cases = 0;
  let says: Findings['says'] = [];
  let close: string | null = null;

  function context(number: number | null): DialogueContext {
    const open = latest !== null && latest.owner !== 'nobody' ? latest : null;
    const closed = reopenable(latest, now, REOPEN_WITHIN_MS);
    return {
      owner: open?.owner ?? 'nobody',
      caseNumber: open?.number ?? number,
      agentName: open?.agent?.name ?? null,
      collector: open?.collector?.name ?? null,
      waitingMs: open?.waitingSince == null ? null : now - open.waitingSince,
      audience,
      language,
      personName: person.name,
      deskOpen: isDeskOpen(HOURS, now),
      deskHours: describeHours(HOURS),
      deskOpensAt: beginningAfter(HOURS, now),
      queuePlace: null,
      names: NAMES,
      limits: LIMITS,
      closed:
        closed?.resolution == null
          ? null
          : { number: closed.number, intent: closed.intent, resolution: closed.resolution },
    };
  }

  /** Whether effects open a case; one that ends may be followed by the next. */
  function opensCase(effects: readonly Effect[]): boolean {
    if (latest === null || latest.owner === 'nobody') {
      return beginningOf(effects, reopenable(latest, now, REOPEN_WITHIN_MS)) === 'open';
    }
    const closes = effects.findIndex(({ kind }) => kind === 'close');
    return closes >= 0 && beginningOf(effects.slice(closes + 1), null) === 'open';
  }

  function apply(effects: readonly Effect[]): void {
    let closed = reopenable(latest, now, REOPEN_WITHIN_MS);
    effects.forEach((effect, index) => {
      if (latest === null || latest.owner === 'nobody') {
        const beginning = beginningOf(effects.slice(index), closed);
        if (beginning === 'open') latest = opened();
        if (beginning === 'reopen' && closed !== null) latest = caseAfter(closed, { kind: 'reopen' }, now);
        if (beginning !== null) closed = null;
      }
      one(effect);
    });
  }

  function opened(): Case {
    cases += 1;
    const about = { address: CHAT, person, audience, language, openedAt: now };
    return newCase({ id: `case-${String(cases)}`, number: cases, ...about });
  }

  function one(effect: Effect): void {
    if (effect.kind === 'say') says.push({ text: effect.text.text, choices: effect.choices });
    if (effect.kind === 'language') ({ language } = effect);
    if (latest === null || latest.owner === 'nobody') return;
    if (effect.kind === 'timers') timers.set(effect, now);
    if (effect.kind === 'handover' || effect.kind === 'claim' || effect.kind === 'close') timers.clear();
    if (effect.kind === 'close') close ??= effect.resolution;
    if (effect.kind !== 'reopen') latest = caseAfter(latest, effect, now);
  }

  return {
    latest: () => latest,
    language: () => language,
    heard: () => timers.heard(now),
    amended() {
      timers.heard(now);
      if (latest?.owner === 'bot' && !timers.waiting()) apply([{ kind: 'timers', on: true }]);
    },
    decide(step) {
      const first = step(context(null));
      // The number of a case is in the words that open it.
      const taken = opensCase(first.effects) ? step(context(cases + 1)) : first;
      apply(taken.effects);
      return taken;
    },
    apply,
    now: () => now,
    pass(until) {
      const due = timers.take(until);
      now = due?.at ?? until;
      if (due === null) return 'over';
      return latest?.owner === 'bot' ? due.event : null;
    },
    collect() {
      const collected = { says, close };
      says = [];
      close = null;
      return collected;
    },
  };
}

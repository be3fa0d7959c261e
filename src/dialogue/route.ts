import type { Act } from '../model/act.js';
import type { HandoverReason } from '../model/case.js';
import type { CommandName } from '../model/inbound.js';
import type { Intent } from '../model/intent.js';
import type { Language, LocalText } from '../model/language.js';
import type { ProbeResult } from '../model/probe.js';
import type { Understanding } from '../model/understanding.js';
import { isAside } from './aside.js';
import { intentFor, isCourtesy } from './content.js';
import type { DialogueEvent } from './event.js';
import { readLanguage } from './language.js';
import { isLabel, leadingAct, matchOption, matchYesNo } from './match.js';
import { readToken } from './offer.js';
import { phraseText } from './phrases.js';
import type { Pending } from './pending.js';
import type { MessageEvent } from './event.js';
import type { Asked, Option } from './question.js';
import type { Scene } from './scene.js';
import { withoutMarks } from './secret.js';
import { severalIn } from './several.js';
import type { DialogueState } from './state.js';

/** What kind of move an event is. */
export type Move =
  /** Nothing for the bot to do. */
  | { kind: 'nothing' }
  /** Words for the person who has the case: what the bot asked in between is no longer open. */
  | { kind: 'overtaken' }
  | { kind: 'command'; name: CommandName; argument: string }
  | { kind: 'silence'; timer: 'remind' | 'close' }
  | { kind: 'handed-back' }
  | { kind: 'collect'; flow: string }
  | { kind: 'taken-back' }
  /** The person does not want to wait for a person any more. */
  | { kind: 'go-on-with-bot' }
  /** What the bot had solved is there again. */
  | { kind: 'came-back'; intent: string | null }
  /** What a flow waited for has come. */
  | { kind: 'arrival'; run: number; results: readonly ProbeResult[] }
  /** The stored flow does not exist in this form any more. */
  | { kind: 'outdated' }
  /** A button of a question that is over. */
  | { kind: 'stale' }
  | { kind: 'language'; language: Language }
  /** One of the options of the open question. */
  | { kind: 'option'; value: string; text: string }
  | { kind: 'handover'; reason: HandoverReason }
  /** Acts on this intent now, whatever was going on. */
  | { kind: 'intent'; intent: Intent }
  /** Answered in one message; the open question stays open. */
  | { kind: 'aside'; intent: Intent }
  | { kind: 'act'; act: Exclude<Act, ShortAnswer> }
  /** A short reply, and nothing was asked. */
  | { kind: 'idle' }
  /** What ended the case did not help after all. */
  | { kind: 'failed-after-all' }
  /** An answer to the running flow. */
  | { kind: 'answer' }
  /** An answer that does not fit the dialogue's own question, or says nothing new. */
  | { kind: 'unclear' }
  | { kind: 'files' }
  /** Nothing but a masked secret. */
  | { kind: 'secret-only' }
  /** Several problems in one message. */
  | { kind: 'problems' }
  /** A problem, in words. */
  | { kind: 'problem' };

/** Decides which kind of move an event is. `asked` is the question that is open. */
export function route(scene: Scene, state: DialogueState, asked: Asked, event: DialogueEvent): Move {
  const { owner } = scene.context;
  const held = owner === 'queue' || owner === 'agent';
  switch (event.kind) {
    case 'handed-back':
      return { kind: 'handed-back' };
    case 'collect':
      return { kind: 'collect', flow: event.flow };
    case 'taken-back':
      return { kind: 'taken-back' };
    case 'came-back':
      return { kind: 'came-back', intent: event.intent };
    case 'probed':
      return { kind: 'arrival', run: event.run, results: event.results };
    case 'elapsed':
      return { kind: 'arrival', run: event.run, results: [] };
    case 'silence':
      return owner === 'bot' ? routeSilence(asked, event.timer) : { kind: 'nothing' };
    case 'command':
      return { kind: 'command', name: event.name, argument: event.argument };
    case 'choice':
      return routeChoice(scene, state, asked, event.token);
    case 'message':
      return held ? routeHeld(scene, state, asked, event) : routeMessage(scene, state, asked, event);
  }
}

/** Whoever waits for the bot is not reminded. */
function routeSilence(asked: Asked, timer: 'remind' | 'close'): Move {
  if (asked.kind === 'outdated') return { kind: 'outdated' };
  return asked.kind === 'working' ? { kind: 'nothing' } : { kind: 'silence', timer };
}

/**
 * Words for a person who has the case are the engine's to relay; only while nobody has claimed it may they answer
 * what the bot asked in between. An agent's question would take the same "yes".
 */
function routeHeld(scene: Scene, state: DialogueState, asked: Asked, event: MessageEvent): Move {
  if (scene.context.owner === 'queue' && isLabel(event.text, phraseText(scene, 'handover.go-on'))) {
    return { kind: 'go-on-with-bot' };
  }
  const open = asked.kind === 'pending' && asked.pending.kind === 'close-waiting';
  if (!open && !state.offeredLanguages) return { kind: 'nothing' };
  if (scene.context.owner === 'agent' || event.files > 0) return { kind: 'overtaken' };
  const language = state.offeredLanguages ? readLanguage(event.text) : null;
  if (language !== null) return { kind: 'language', language };
  if (!open) return { kind: 'overtaken' };
  const met = matchOption(
    event.text,
    asked.options.map(({ label }) => label),
  );
  const option = met === null ? undefined : asked.options[met.index];
  if (option !== undefined) return chosen(option, event.text);
  const { act } = event.understanding;
  return act === 'yes' || act === 'no' ? answerToPending(asked, act) : { kind: 'overtaken' };
}

/** The intent that a text surely has. */
export function sureIntent(scene: Scene, { decision, intents }: Understanding): Intent | null {
  const best = intents[0];
  if (decision !== 'answer' || best === undefined) return null;
  return intentFor(scene.content, scene.context.audience, best.intent);
}

/**
 * The courtesy that a text is. In a flow a word or two are never surely anything, but "thanks" is likely enough to
 * be taken for no answer.
 */
function courtesyIn(
  scene: Scene,
  asked: Asked,
  { decision, intents, thresholds }: Understanding,
): Intent | null {
  const best = intents[0];
  if (best === undefined || !isCourtesy(best.intent)) return null;
  if (decision !== 'answer' && (asked.kind !== 'flow' || best.p < thresholds.answer)) return null;
  return intentFor(scene.content, scene.context.audience, best.intent);
}

function routeChoice(scene: Scene, state: DialogueState, asked: Asked, token: string): Move {
  const pressed = readToken(token);
  if (pressed?.kind === 'go-on') {
    return { kind: scene.context.owner === 'queue' ? 'go-on-with-bot' : 'stale' };
  }
  if (pressed?.kind === 'language') return { kind: 'language', language: pressed.language };
  if (asked.kind === 'outdated') return { kind: 'outdated' };
  const current = state.episode.asked;
  const open = asked.kind === 'pending' || asked.kind === 'flow';
  if (pressed === null || current === null || !open || pressed.offer !== current.offer) {
    return { kind: 'stale' };
  }
  const option = asked.options[pressed.index];
  return option === undefined ? { kind: 'stale' } : chosen(option, '');
}

function chosen(option: Option, text: string): Move {
  return { kind: 'option', value: option.value, text };
}

function routeMessage(scene: Scene, state: DialogueState, asked: Asked, event: MessageEvent): Move {
  const { text, understanding } = event;
  const language = state.offeredLanguages ? readLanguage(text) : null;
  if (language !== null) return { kind: 'language', language };
  if (event.masked.length > 0 && !/\p{L}{2}/u.test(withoutMarks(text))) return { kind: 'secret-only' };
  if (text.trim() === '') return event.files > 0 ? { kind: 'files' } : { kind: 'act', act: 'repeat' };

  const options = asked.kind === 'pending' || asked.kind === 'flow' ? asked.options : [];
  const met = matchOption(
    text,
    options.map(({ label }) => label),
  );
  const option = met === null ? undefined : options[met.index];
  if (option !== undefined && met?.how === 'exact') return chosen(option, text);

  // Of several problems as well: the dangerous one comes first, and the card names the others.
  const urgent = routeToPerson(scene, understanding);
  if (urgent !== null) return urgent;
  if (asked.kind === 'outdated') return { kind: 'outdated' };
  return (
    routeAct(scene, state, asked, event) ??
    (option === undefined ? null : chosen(option, text)) ??
    routeLeadingAct(asked, event) ??
    routeSeveral(scene, state, understanding) ??
    routeWords(scene, asked, event)
  );
}

/** What brings a person from every state. */
function routeToPerson(scene: Scene, understanding: Understanding): Move | null {
  const sure = sureIntent(scene, understanding);
  if (sure?.dangerous === true) return { kind: 'intent', intent: sure };
  if (understanding.signals.human || sure?.action === 'human') {
    return { kind: 'handover', reason: 'asked-for-person' };
  }
  return understanding.signals.anger ? { kind: 'handover', reason: 'anger' } : null;
}

/** "I don't know where that is" says nothing more, "what about my case" is no answer; a longer reply may be one. */
const FEW_WORDS = 6;

/** "No, ours is different" to a question that takes yes or no says no, whatever follows; "I don't know" likewise. */
function routeLeadingAct(asked: Asked, { text, understanding }: MessageEvent): Move | null {
  if (understanding.act !== null) return null;
  if (asked.kind === 'pending') {
    const leading = asked.options.length === 2 ? leadingAct(text) : null;
    const clear = leading === 'yes' || leading === 'no';
    const move = clear ? answerToPending(asked, leading) : null;
    return move?.kind === 'option' ? move : null;
  }
  if (asked.kind !== 'flow') return null;
  const { kind, type } = asked.waiting;
  // Where any words would do, they are the answer, unless not knowing is all that they say.
  if (type === 'text' || type === 'error-text') {
    const short = text.trim().split(/\s+/u).length <= FEW_WORDS;
    return short && leadingAct(text) === 'unknown' ? { kind: 'option', value: 'unknown', text } : null;
  }
  const plainly = kind === 'confirm' || type === 'yes-no';
  const act = leadingAct(text, plainly);
  if (act === 'unknown') return { kind: 'option', value: 'unknown', text };
  if (act === null || (!plainly && kind !== 'choose')) return null;
  const move = answerToFlow(asked, act);
  if (move.kind === 'option') return move;
  return kind === 'choose' ? null : { kind: 'option', value: act, text };
}

/** Short replies that mean the same in every state, and those that answer the open question. */
function routeAct(scene: Scene, state: DialogueState, asked: Asked, event: MessageEvent): Move | null {
  const { act } = event.understanding;
  const running = state.episode.stack.length > 0;
  switch (act) {
    case null:
      return null;
    case 'cancel':
    case 'repeat':
    case 'back':
    case 'works-now':
    case 'not-that':
      return { kind: 'act', act };
    case 'correction':
      return running ? { kind: 'act', act } : null;
    case 'still-broken': {
      const confirms =
        asked.kind === 'flow' && (asked.waiting.kind === 'confirm' || asked.waiting.type === 'yes-no');
      if (confirms) return { kind: 'answer' };
      const reopens = scene.context.owner === 'nobody' && state.parked !== null;
      return running || reopens ? { kind: 'act', act } : null;
    }
    case 'yes':
    case 'no':
    case 'unknown':
    case 'skip':
    case 'partly':
      if (asked.kind === 'flow') return answerToFlow(asked, act);
      if (asked.kind === 'working') return { kind: 'answer' };
      return asked.kind === 'pending' ? answerToPending(asked, act) : { kind: 'idle' };
  }
}

type ShortAnswer = 'yes' | 'no' | 'unknown' | 'skip' | 'partly';

/** Yes and no to a flow's question: where it offers choices, to the one that begins so. */
function answerToFlow({ waiting, options }: Extract<Asked, { kind: 'flow' }>, act: ShortAnswer): Move {
  if (waiting.kind !== 'choose' || (act !== 'yes' && act !== 'no')) return { kind: 'answer' };
  const index = matchYesNo(
    act,
    options.map(({ label }) => label),
  );
  const option = index === null ? undefined : options[index];
  return option === undefined ? { kind: 'answer' } : chosen(option, '');
}

/** Yes and no to the dialogue's own questions. */
function answerToPending(asked: Extract<Asked, { kind: 'pending' }>, act: ShortAnswer): Move {
  const { pending, options } = asked;
  const [first, second] = options;
  switch (pending.kind) {
    case 'digression':
    case 'next':
    case 'close-waiting': {
      // Of two ways, yes is the first; of other patterns' questions, the one that begins so.
      const index =
        options.length === 2
          ? act === 'yes'
            ? 0
            : 1
          : matchYesNo(act === 'yes' ? 'yes' : 'no', labels(options));
      const option = index === null ? undefined : options[index];
      const clear = (act === 'yes' || act === 'no') && option !== undefined;
      return clear ? chosen(option, '') : { kind: 'unclear' };
    }
    case 'candidates': {
      const last = options.at(-1);
      if ((act === 'no' || act === 'unknown') && last !== undefined) return chosen(last, '');
      const only = pending.intents.length === 1 && second !== undefined ? first : undefined;
      return act === 'yes' && only !== undefined ? chosen(only, '') : { kind: 'unclear' };
    }
    case 'clarify':
    case 'open':
      return { kind: 'unclear' };
    case 'handing-over': {
      if (options.length === 0) return { kind: 'answer' };
      const index = act === 'yes' || act === 'no' ? matchYesNo(act, labels(options)) : null;
      const option = index === null ? undefined : options[index];
      return option === undefined ? { kind: 'unclear' } : chosen(option, '');
    }
  }
}

function labels(options: readonly Option[]): LocalText[] {
  return options.map(({ label }) => label);
}

/** Several problems; in a flow, words are an answer first. */
function routeSeveral(scene: Scene, state: DialogueState, understanding: Understanding): Move | null {
  if (state.episode.stack.length > 0) return null;
  return severalIn(scene, state, understanding).length > 0 ? { kind: 'problems' } : null;
}

/** Whether words are an answer to what is open, before they are a problem. */
function answersFirst(kind: Pending['kind']): boolean {
  return kind === 'digression' || kind === 'handing-over';
}

/** Words that are no act and no option. */
function routeWords(scene: Scene, asked: Asked, { text, understanding }: MessageEvent): Move {
  const sure = courtesyIn(scene, asked, understanding) ?? sureIntent(scene, understanding);
  if (sure === null || !isAside(sure)) return asked.kind === 'flow' ? { kind: 'answer' } : routeNews(asked);
  const passing: Move = { kind: 'aside', intent: sure };
  if (asked.kind !== 'flow') return passing;
  if (isCourtesy(sure.id)) return passing;
  // Any words would do for a free text, so a few, or a question, are no answer; what has a form of its own is tried first.
  const free = asked.waiting.type === 'text' || asked.waiting.type === 'error-text';
  const short = text.trim().split(/\s+/u).length <= FEW_WORDS || text.trimEnd().endsWith('?');
  return free && short ? passing : { kind: 'answer' };
}

/** Words that are answered by nothing in passing, and answer no question of a flow. */
function routeNews(asked: Asked): Move {
  if (asked.kind === 'working') return { kind: 'answer' };
  return asked.kind === 'pending' && answersFirst(asked.pending.kind)
    ? { kind: 'answer' }
    : { kind: 'problem' };
}

import {
  ANSWERED_WITHIN_MS,
  giveToPeople,
  PRESSED_WITHIN_MS,
  questionLabels,
  sayAfter,
  takeGood,
  takeScore,
  takeWords,
  tellOfOther,
  type AfterContext,
} from '../desk/aftercare.js';
import { readAfterAnswer, type AfterAnswer } from '../desk/aftercare-answer.js';
import type { AfterPress } from '../desk/aftercare-token.js';
import { describeHours } from '../desk/hours.js';
import { isOpen as isDeskOpen } from '../desk/working-time.js';
import { conversationKey } from '../model/address.js';
import type { AfterQuestion } from '../model/aftercare.js';
import type { Case } from '../model/case.js';
import { eventIn } from '../model/history-event.js';
import { assertNever } from '../model/never.js';
import type { Understanding } from '../model/understanding.js';
import { afterContext, ask } from './aftercare.js';
import type { TurnDeps } from './deps.js';
import { takeStep } from './dialogue-turn.js';
import { isOpen, type Draft } from './draft.js';
import { applyEffects } from './effects.js';
import { NOTHING_HEARD, placeOf, type Heard } from './report.js';

/** Writes what the person did into the history of the draft's case. */
type Record = () => void;

/**
 * A press of a button below a question about a case that has ended, whenever that was: an old one is told so, and changes
 * nothing.
 */
export async function onAfterPress(
  draft: Draft,
  press: AfterPress,
  recordPress: Record,
  deps: TurnDeps,
): Promise<Heard> {
  const context = afterContext(draft, deps);
  const subject = await deps.store.caseByNumber(press.number);
  if (subject === null || conversationKey(subject.address) !== draft.input.conversation) {
    return over(draft, recordPress, context, deps);
  }
  if (isOpen(subject)) {
    recordPress();
    const values = { number: String(subject.number) };
    applyEffects(draft, sayAfter('aftercare.open-already', values, context), deps);
    return { ...NOTHING_HEARD, move: 'after-open' };
  }
  if (!isTimely(subject, press, draft.at)) return over(draft, recordPress, context, deps);
  return takeAnswer(draft, subject, answerOf(press), recordPress, deps);
}

function answerOf(press: AfterPress): AfterAnswer {
  return press.kind === 'score' ? { kind: 'score', score: press.score, words: null } : { kind: press.kind };
}

/** Whether what the button is below was asked not long ago. */
function isTimely(subject: Case, { kind }: AfterPress, at: number): boolean {
  const { closedAt, resolution, satisfaction, followUp } = subject;
  const since = (moment: number | null | undefined): boolean =>
    moment !== null && moment !== undefined && at - moment <= PRESSED_WITHIN_MS;
  if (kind === 'score') return since(satisfaction?.askedAt);
  if (kind === 'fine' || kind === 'back') return since(followUp?.askedAt);
  return resolution === 'by-agent' && since(closedAt);
}

function over(draft: Draft, recordPress: Record, context: AfterContext, deps: TurnDeps): Heard {
  recordPress();
  applyEffects(draft, sayAfter('aftercare.over', {}, context), deps);
  return { ...NOTHING_HEARD, move: 'after-over' };
}

/**
 * A message that comes while no case is open, where it answers what was asked about the one that ended last, or says that
 * what an agent solved there is not solved; null: it is about something else.
 */
export async function onAfterMessage(
  draft: Draft,
  message: { text: string; understanding: Understanding },
  recordMessage: Record,
  deps: TurnDeps,
): Promise<Heard | null> {
  const { latest } = draft.input;
  const { after } = draft.memory;
  if (latest?.owner !== 'nobody' || isOpen(draft.subject)) return null;
  const open = after?.caseId === latest.id && draft.at - after.askedAt <= ANSWERED_WITHIN_MS ? after : null;
  // Only the next message is what there is to add.
  if (after?.asks === 'words') draft.memory = { ...draft.memory, after: null };
  if (open === null && draft.closed === null) return null;
  const asks = open?.asks ?? null;
  const labels = questionLabels(asks, afterContext(draft, deps));
  const answer = readAfterAnswer(latest, asks, message, labels);
  return answer === null ? null : takeAnswer(draft, latest, answer, recordMessage, deps);
}

async function takeAnswer(
  draft: Draft,
  subject: Case,
  answer: AfterAnswer,
  recordAnswer: Record,
  deps: TurnDeps,
): Promise<Heard> {
  const context = afterContext(draft, deps);
  const heard = { ...NOTHING_HEARD, move: `after-${answer.kind}` };
  const another = isOpen(draft.subject);
  const begin = (): void => {
    draft.subject = subject;
    recordAnswer();
  };
  switch (answer.kind) {
    case 'did-not-help':
    case 'back':
      return reopen(draft, subject, recordAnswer, context, deps);
    case 'helped':
    case 'fine': {
      begin();
      const history = await deps.store.history(subject.id);
      const first = answer.kind === 'fine' || !history.some((line) => eventIn(line)?.kind === 'helped');
      applyEffects(draft, takeGood(subject, { what: answer.kind, first }, context), deps);
      settle(draft, subject, null);
      return heard;
    }
    case 'score': {
      begin();
      const first = subject.satisfaction?.score == null;
      const invite = first && answer.words === null && !another;
      applyEffects(draft, takeScore(subject, { ...answer, invite }, context), deps);
      settle(draft, subject, invite ? 'words' : null);
      return heard;
    }
    case 'words':
      begin();
      applyEffects(draft, takeWords(subject, answer.words, context), deps);
      return heard;
    case 'nothing-to-add':
      begin();
      applyEffects(draft, sayAfter('aftercare.words-none', {}, context), deps);
      return heard;
    default:
      return assertNever(answer);
  }
}

/** What was asked is answered; `next`: what is asked now. */
function settle(draft: Draft, subject: Case, next: AfterQuestion | null): void {
  if (next !== null) ask(draft, subject, next);
  else if (draft.memory.after?.caseId === subject.id) draft.memory = { ...draft.memory, after: null };
}

/**
 * It did not help, or it is there again. What an agent had solved goes to whoever of them is there, with everything that
 * was found; what the bot had solved, it begins anew.
 */
async function reopen(
  draft: Draft,
  subject: Case,
  recordAnswer: Record,
  context: AfterContext,
  deps: TurnDeps,
): Promise<Heard> {
  const { latest } = draft.input;
  if (isOpen(latest)) {
    draft.subject = subject;
    recordAnswer();
    applyEffects(draft, tellOfOther(subject, latest, context), deps);
    return { ...NOTHING_HEARD, move: 'after-other' };
  }
  // Asking about it means that it may be opened again, however long ago it ended.
  draft.closed = subject;
  draft.subject = null;
  applyEffects(draft, [{ kind: 'reopen' }], deps);
  recordAnswer();
  if (subject.resolution === 'by-agent' && subject.dossier !== null) {
    const deskOpen = isDeskOpen(deps.hours, draft.at);
    const hours = describeHours(deps.hours)[context.language];
    applyEffects(draft, giveToPeople(subject, { deskOpen, hours }, context), deps);
    return { ...NOTHING_HEARD, move: 'reopen-to-people' };
  }
  const step = await takeStep(draft, { kind: 'came-back', intent: subject.intent }, deps);
  return { ...NOTHING_HEARD, ...placeOf(step) };
}

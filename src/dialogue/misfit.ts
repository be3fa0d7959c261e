import type { FlowTurn } from '../flow/turn.js';
import type { SlotType } from '../flow/slot-type.js';
import type { LocalText } from '../model/language.js';
import { fill } from '../model/text.js';
import { named, sayPhrase, withEpisode, type Draft } from './draft.js';
import { frameValues } from './frame.js';
import { handOver } from './handover.js';
import { tell } from './pattern.js';
import { phrase, type PhraseKey } from './phrases.js';
import type { Asked } from './question.js';
import { advance } from './running.js';
import { runningFrame } from './stack.js';

const RETRY: Readonly<Record<SlotType, PhraseKey>> = {
  text: 'answers.retry-text',
  'error-text': 'answers.retry-error-text',
  'yes-no': 'answers.retry-yes-no',
  domain: 'answers.retry-domain',
  url: 'answers.retry-url',
  email: 'answers.retry-email',
  ip: 'answers.retry-ip',
  number: 'answers.retry-number',
  date: 'answers.retry-date',
  choice: 'answers.retry-choose',
  file: 'answers.retry-file',
};

/** What the flow has for an answer that does not fit: words of its own, and a way on when none fits. */
export interface Misfit {
  retry: LocalText | null;
  failed: FlowTurn | null;
}

/**
 * An answer did not fit: says what is needed and puts the question again, as often as the step or the deployment
 * allows; then the flow's own way is gone, or a person takes over.
 */
export function askAgain(draft: Draft, asked: Asked, misfit: Misfit | null): Draft {
  const { misfits } = draft.state.episode;
  const times = asked.kind === 'flow' ? asked.waiting.times : null;
  if (misfits >= (times ?? draft.scene.context.limits.retries)) {
    const failed = misfit?.failed ?? null;
    return failed === null
      ? handOver(draft, 'answer-failed')
      : advance(named(draft, 'answer-failed'), failed, null);
  }
  const counted = withEpisode(named(draft, 'ask-again'), { misfits: misfits + 1 });
  const { scene } = draft;
  const frame = runningFrame(draft.state.episode);
  const own = misfit?.retry ?? null;
  const hint =
    own === null || frame === null
      ? phrase(scene, retryPhrase(asked))
      : fill(own[scene.language], frameValues(scene, frame));
  const told = tell(counted, 'not-understood', { why: 'answer', hint });
  const example = asked.kind === 'flow' ? asked.waiting.example : null;
  if (example === null || frame === null) return told;
  const filled = fill(example[scene.language], frameValues(scene, frame));
  return sayPhrase(told, 'answers.example', { example: filled });
}

function retryPhrase(asked: Asked): PhraseKey {
  if (asked.kind !== 'flow') return 'answers.retry-choose';
  const { kind, type } = asked.waiting;
  if (kind === 'confirm') return 'answers.retry-confirm';
  return kind === 'choose' || type === null ? 'answers.retry-choose' : RETRY[type];
}

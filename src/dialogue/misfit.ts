import type { SlotType } from '../flow/slot-type.js';
import type { LocalText } from '../model/language.js';
import { fill } from '../model/text.js';
import { named, say, sayPhrase, withEpisode, type Draft } from './draft.js';
import { frameValues } from './frame.js';
import { handOver } from './handover.js';
import type { PhraseKey } from './phrases.js';
import { runningFrame, type Asked } from './question.js';

/** How often a question is put again before a person takes over. */
const REPEATS = 2;

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

/** An answer did not fit: says what is needed and puts the question again, twice at most. */
export function askAgain(draft: Draft, asked: Asked, own: LocalText | null): Draft {
  const { misfits } = draft.state.episode;
  if (misfits >= REPEATS) return handOver(draft, 'answer-failed');
  const counted = withEpisode(named(draft, 'ask-again'), { misfits: misfits + 1 });
  const frame = runningFrame(draft.state.episode);
  return own === null || frame === null
    ? sayPhrase(counted, retryPhrase(asked))
    : say(counted, fill(own[draft.scene.language], frameValues(draft.scene, frame)));
}

function retryPhrase(asked: Asked): PhraseKey {
  if (asked.kind !== 'flow') return 'answers.retry-choose';
  const { kind, type } = asked.waiting;
  if (kind === 'confirm') return 'answers.retry-confirm';
  return kind === 'choose' || type === null ? 'answers.retry-choose' : RETRY[type];
}

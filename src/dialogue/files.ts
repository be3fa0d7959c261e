import type { SlotType } from '../flow/slot-type.js';
import { ask, named, withEpisode, type Draft } from './draft.js';
import { handOver } from './handover.js';
import { tell } from './pattern.js';
import { phraseText } from './phrases.js';
import { askedNow } from './question.js';
import { answerRunning } from './answering.js';

/** Messages in a row that are files without words, before a person looks at them. */
const FILE_MESSAGES = 2;

/**
 * Files without words. Where a free text was asked for, they are the answer; else they are kept for the agent, and
 * the person is asked in words.
 */
export function takeFiles(draft: Draft): Draft {
  const { scene, state } = draft;
  const asked = askedNow(scene, state);
  if (asked.kind === 'flow' && takesFiles(asked.waiting.type)) {
    const text = phraseText(scene, 'answers.file')[scene.language];
    const answer = { text, choice: null, act: null, entities: [], files: 1 };
    const answered = answerRunning(draft, asked, answer);
    if (answered.kind === 'taken') return answered.draft;
  }
  const count = state.episode.fileMessages + 1;
  const counted = withEpisode(named(draft, 'files'), { fileMessages: count });
  if (count >= FILE_MESSAGES) return handOver(counted, 'files-only');
  const nothing = asked.kind === 'nothing' || (asked.kind === 'pending' && asked.pending.kind === 'open');
  return nothing
    ? ask(counted, { kind: 'open', variant: 'files' })
    : tell(counted, 'file-without-words', { open: 'yes' });
}

function takesFiles(type: SlotType | null): boolean {
  return type === 'text' || type === 'error-text' || type === 'file';
}

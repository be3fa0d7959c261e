import { named, sayPhrase, withEpisode, type Draft } from './draft.js';
import { handOver } from './handover.js';
import { phraseText } from './phrases.js';
import { askedNow } from './question.js';
import { answerRunning } from './running.js';

/** Messages in a row that are files without words, before a person looks at them. */
const FILE_MESSAGES = 2;

/**
 * Files without words. Where a free text was asked for, they are the answer; else they are kept for the agent, and
 * the person is asked in words.
 */
export function takeFiles(draft: Draft): Draft {
  const { scene, state } = draft;
  const asked = askedNow(scene, state);
  if (asked.kind === 'flow' && (asked.waiting.type === 'text' || asked.waiting.type === 'error-text')) {
    const text = phraseText(scene, 'files.answer')[scene.language];
    const answered = answerRunning(draft, asked, { text, choice: null, act: null, entities: [] });
    if (answered !== null) return answered;
  }
  const count = state.episode.fileMessages + 1;
  const counted = withEpisode(named(draft, 'files'), { fileMessages: count });
  if (count >= FILE_MESSAGES) return handOver(counted, 'files-only');
  const thanked = sayPhrase(counted, 'files.received');
  const open = asked.kind === 'nothing' || (asked.kind === 'pending' && asked.pending.kind === 'open');
  return open ? withEpisode(thanked, { pending: { kind: 'open', variant: 'files' } }) : thanked;
}

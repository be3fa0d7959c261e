import { bringBack } from './bring-back.js';
import { close, named, type Draft } from './draft.js';
import { silenceAfter, withOutcome } from './outcome.js';
import { tell } from './pattern.js';
import { askedNow } from './question.js';

/** The person has been silent: the question is put again, and later the case ends. */
export function onSilence(draft: Draft, timer: 'remind' | 'close'): Draft {
  if (timer === 'remind') return tell(named(draft, 'remind'), 'silence', { timer });
  if (draft.scene.context.collector !== null) return bringBack(draft, false);
  const after = silenceAfter(askedNow(draft.scene, draft.state));
  const told = tell(named(draft, 'silence'), 'silence', { timer });
  return close(withOutcome(told, { kind: 'silence', after }), 'silence');
}

import { bringBack } from './bring-back.js';
import { close, named, type Draft } from './draft.js';
import { tell } from './pattern.js';

/** The person has been silent: the question is put again, and later the case ends. */
export function onSilence(draft: Draft, timer: 'remind' | 'close'): Draft {
  if (timer === 'close' && draft.scene.context.collector !== null) return bringBack(draft, false);
  return timer === 'remind'
    ? tell(named(draft, 'remind'), 'silence', { timer })
    : close(tell(named(draft, 'silence'), 'silence', { timer }), 'silence');
}

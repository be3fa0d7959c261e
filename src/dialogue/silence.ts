import { close, named, sayPhrase, type Draft } from './draft.js';

/** The person has been silent: the question is put again, and later the case ends. */
export function onSilence(draft: Draft, timer: 'remind' | 'close'): Draft {
  return timer === 'remind'
    ? sayPhrase(named(draft, 'remind'), 'silence.remind')
    : close(sayPhrase(named(draft, 'silence'), 'silence.close'), 'silence');
}

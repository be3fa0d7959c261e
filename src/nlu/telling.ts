import { isOnlyCourtesy } from './courtesy.js';
import { normalize } from './normalize.js';
import { signalsOf } from './signal.js';

/** With more words, whoever asks for a person says why. */
const ONLY_ASKS = 4;

/** Whether a line may say something of a problem: it is neither a greeting alone nor a mere call for a person. */
export function isTelling(line: string): boolean {
  const { tokens } = normalize(line);
  if (isOnlyCourtesy(tokens)) return false;
  return tokens.length > ONLY_ASKS || !signalsOf(line).human;
}

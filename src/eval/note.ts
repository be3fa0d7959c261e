/** Something about the data that the figures should be read with; no reason to stop. */
export interface Note {
  /** Stable, for programs. */
  code:
    | 'duplicates'
    | 'contradictions'
    | 'leaks'
    | 'untrained-intents'
    | 'unknown-intents'
    | 'hidden-intents'
    | 'same-question'
    | 'same-answer'
    | 'unjudged-queries';
  count: number;
  text: string;
}

/** `3 messages`, `1 message`, `10,003 messages`. */
export function count(number: number, noun: string, nouns = `${noun}s`): string {
  return `${number.toLocaleString('en-GB')} ${number === 1 ? noun : nouns}`;
}

/** The first few of many names, and how many there are beside them. */
export function some(names: readonly string[], most = 3): string {
  const rest = names.length - most;
  return names.slice(0, most).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

/**
 * An error that a person can act on: a stable code, what happened, what to do next, and the original kept.
 */
export class FirstlineError extends Error {
  override readonly name = 'FirstlineError';
  /** Stable, in capitals: what logs, tests and scripts match on. */
  readonly code: string;
  /** One sentence that says what to do next. */
  readonly remedy: string;

  constructor(code: string, what: string, remedy: string, cause?: unknown) {
    super(what, cause === undefined ? undefined : { cause });
    this.code = code;
    this.remedy = remedy;
  }
}

/** The words of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

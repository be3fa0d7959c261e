/** One mistake in the content, or a remark on it: where it is and what to do about it. */
export interface Fault {
  /** Relative to the folder that was checked, with `/`. */
  file: string;
  /** From 1. */
  line: number;
  /** From 1, in UTF-16 units. */
  column: number;
  /** The id of the flow's step it is in, or null. */
  step: string | null;
  /** Stable: what tests and scripts match on. */
  code: FaultCode;
  /** What is wrong; without a full stop. */
  message: string;
  /** What to do; without a full stop. */
  remedy: string;
}

export type FaultCode =
  // Files
  | 'no-folder'
  | 'no-content'
  | 'unreadable'
  | 'too-large'
  | 'not-text'
  | 'file-name'
  | 'file-ending'
  | 'schema-line'
  // YAML
  | 'tab'
  | 'duplicate-key'
  | 'alias'
  | 'documents'
  | 'syntax'
  // Fields
  | 'missing'
  | 'unknown-key'
  | 'type'
  | 'value'
  | 'step-kind'
  // Ids and references
  | 'duplicate-id'
  | 'names-alike'
  | 'no-such-step'
  | 'no-such-flow'
  | 'no-such-intent'
  | 'no-such-issue'
  | 'no-such-slot'
  | 'no-such-fact'
  // Flows
  | 'unreachable'
  | 'loop'
  | 'no-end'
  | 'duplicate-option'
  | 'few-options'
  | 'ask-options'
  | 'reserved-value'
  | 'valid'
  | 'unused-flow'
  // Slots
  | 'slot-unset'
  | 'slot-meaning'
  | 'never-true'
  | 'uncovered'
  // Checks, calls, patterns
  | 'probe-option'
  | 'call-loop'
  | 'call-deep'
  | 'pattern-started'
  | 'pattern-only'
  | 'pattern-input'
  | 'pattern-outcome'
  | 'pattern-step'
  | 'pattern-offer'
  // Texts
  | 'untranslated'
  | 'placeholder-language'
  | 'placeholder-unknown'
  | 'placeholder-empty'
  | 'placeholder-form'
  | 'code-form'
  | 'text-long'
  | 'text-dense'
  | 'several-questions'
  | 'exclamation'
  | 'capital-you'
  | 'blame'
  | 'label-long'
  // Intents, issues, phrases
  | 'nothing-follows'
  | 'audience'
  | 'few-examples'
  | 'duplicate-example'
  | 'examples-alike'
  | 'related-twice'
  | 'issue-unsuggested'
  | 'no-such-phrase'
  | 'unused-phrase';

/** One line for people: `file:line:column code step: message. remedy.` */
export function describeFault(fault: Fault): string {
  const { file, line, column, code, step, message, remedy } = fault;
  return `${file}:${line}:${column} ${code}${step === null ? '' : ` ${step}`}: ${message}. ${remedy}.`;
}

/** By file, line and column. */
export function compareFaults(a: Fault, b: Fault): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column || (a.code < b.code ? -1 : 1);
}

/** What a support lead would change, and what a bot can run with all the same. */
const REMARKS: ReadonlySet<FaultCode> = new Set([
  'text-dense',
  'several-questions',
  'exclamation',
  'capital-you',
  'blame',
  'examples-alike',
  'issue-unsuggested',
]);

/** Whether it is a remark: a check tells it, and nothing is kept from starting by it. */
export function isRemark({ code }: Fault): boolean {
  return REMARKS.has(code);
}

/** Where something in imported text is: in a file, at a line, or the so-and-so-many-th article of it. */
export interface Place {
  file: string;
  /** From 1. */
  line: number | null;
  /** From 1, where the form has no lines worth naming. */
  article: number | null;
}

/** What keeps a file or a row from being imported. */
export type FaultCode =
  | 'empty'
  | 'too-large'
  | 'unreadable'
  | 'binary'
  | 'encoding'
  | 'unknown-format'
  | 'no-articles'
  | 'syntax'
  | 'header-twice'
  | 'no-column'
  | 'field'
  | 'no-title'
  | 'no-solution'
  | 'too-long'
  | 'language-unclear'
  | 'key-twice'
  | 'contradiction'
  | 'id-taken';

/** What was done, or left out on purpose, that somebody may want to know. */
export type NoteCode =
  | 'draft'
  | 'other-language'
  | 'unused-field'
  | 'masked'
  | 'identical'
  | 'alike'
  | 'in-a-file'
  | 'language-gone'
  | 'no-such-intent';

/** Something about a place, and what to do about it; both without a full stop. */
export interface Finding<Code extends FaultCode | NoteCode = FaultCode | NoteCode> extends Place {
  code: Code;
  message: string;
  remedy: string;
}
export type Fault = Finding<FaultCode>;
export type Note = Finding<NoteCode>;

/** A finding at a place. */
export function finding<Code extends FaultCode | NoteCode>(
  { file, line, article }: Place,
  code: Code,
  message: string,
  remedy: string,
): Finding<Code> {
  return { file, line, article, code, message, remedy };
}

/** A file as a whole. */
export function wholeFile(file: string): Place {
  return { file, line: null, article: null };
}

/** `faq.csv:12`, `articles.json, article 3`, `faq.csv`. */
export function placeName({ file, line, article }: Place): string {
  if (line !== null) return `${file}:${line}`;
  return article === null ? file : `${file}, article ${article}`;
}

/** One line for people. */
export function describeFinding(found: Finding): string {
  return `${placeName(found)} ${found.code}: ${found.message}. ${found.remedy}.`;
}

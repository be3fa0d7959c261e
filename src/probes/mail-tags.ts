/** Names and values of a record like `v=DMARC1; p=none`, in the order of the record. */
export type Tags = ReadonlyMap<string, string>;

const TAG = /^[ \t\r\n]*([a-z][a-z\d_]*)[ \t\r\n]*=(.*)$/isu;
/** Longer records are none that anybody means, bytes. */
const LONGEST = 4_096;

/**
 * Reads a list of tags, or gives null where it is none: a part without `=`, a name given twice. Source: RFC 6376, 3.2,
 * which DMARC follows. Names count in lower case.
 */
export function readTags(text: string): Tags | null {
  if (text.length > LONGEST) return null;
  const tags = new Map<string, string>();
  const parts = text.split(';');
  if (parts.at(-1)?.trim() === '') parts.pop();
  for (const part of parts) {
    const [, name, value] = TAG.exec(part) ?? [];
    if (name === undefined || value === undefined || tags.has(name.toLowerCase())) return null;
    tags.set(name.toLowerCase(), value.trim());
  }
  return tags;
}

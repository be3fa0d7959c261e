import { join, plain, type RichText } from '../model/text.js';

/**
 * A text with its author's name in bold before it: the name and `separator`, or the name alone where there are no
 * words. A name is one line, whatever people put into it; without a name the text stays as it is. Code and quotes that
 * fill lines begin on a line of their own.
 */
export function signed(author: string | null, text: RichText, separator: string): RichText {
  const name = (author ?? '').replaceAll(/\s+/g, ' ').trim();
  if (name === '') return text;
  const bold: RichText = { text: name, spans: [{ kind: 'bold', offset: 0, length: name.length }] };
  if (text.text.trim() === '') return bold;
  const block = text.spans.some(({ kind, offset }) => offset === 0 && (kind === 'pre' || kind === 'quote'));
  return join([bold, plain(block ? ':\n' : separator), text]);
}

import type { RichText } from '../../model/text.js';

/** A text as plain characters, with backticks around code, so that commands stand out. */
export function renderPlain(text: RichText): string {
  let rendered = '';
  let end = 0;
  const codes = text.spans
    .filter((span) => span.kind === 'code')
    .sort((first, second) => first.offset - second.offset);
  for (const span of codes) {
    rendered += `${text.text.slice(end, span.offset)}\`${text.text.slice(span.offset, span.offset + span.length)}\``;
    end = span.offset + span.length;
  }
  return rendered + text.text.slice(end);
}

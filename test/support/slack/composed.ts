import type { RichText } from '../../../src/model/text.js';
import type { MessageBlock } from './block-kit.js';

const STYLES = ['bold', 'italic', 'strike', 'code'] as const;

/** What Slack's composer makes of a formatted text. Spans that lie in or across each other are not for here. */
export function composed({ text, spans }: RichText): MessageBlock {
  const elements: Extract<MessageBlock, { type: 'rich_text' }>['elements'] = [];
  let section: (typeof elements)[number]['elements'] = [];
  const put = (words: string, style?: (typeof STYLES)[number]): void => {
    if (words !== '') section.push({ type: 'text', text: words, ...(style && { style: { [style]: true } }) });
  };
  const close = (): void => {
    if (section.length > 0) elements.push({ type: 'rich_text_section', elements: section });
    section = [];
  };
  let end = 0;
  for (const { kind, offset, length } of [...spans].sort((a, b) => a.offset - b.offset)) {
    const words = text.slice(offset, offset + length);
    const style = STYLES.find((each) => each === kind);
    const between = text.slice(end, offset);
    end = offset + length;
    if (style !== undefined) {
      put(between);
      put(words, style);
      continue;
    }
    put(between.replace(/\n$/, ''));
    close();
    const type = kind === 'pre' ? 'rich_text_preformatted' : 'rich_text_quote';
    elements.push({ type, elements: [{ type: 'text', text: words }] });
    if (text[end] === '\n') end += 1;
  }
  put(text.slice(end));
  close();
  return { type: 'rich_text', elements };
}

import type { types } from '@slack/bolt';
import type { Card, Choice, DeskButton } from '../../model/delivery.js';
import type { Language } from '../../model/language.js';
import { slice, type RichText, type Span } from '../../model/text.js';
import { deskToken } from '../desk-token.js';
import { splitText } from '../split.js';
import { cut } from './text.js';
import { wordsFor } from './words.js';

/** What Slack takes in one message, in UTF-16 units and items. */
export const LIMITS = { text: 3000, fallback: 4000, buttons: 25, label: 75, cardTexts: 3 } as const;

/** Names of our buttons. Within one message each is unique. */
export const ACTION = { choice: 'choice:', form: 'form', desk: 'desk:', open: 'open:' } as const;

const STYLES = ['bold', 'italic', 'strike', 'code'] as const satisfies readonly Span['kind'][];

type TextElement = types.RichTextText | types.RichTextLink | types.RichTextUserMention;

const LINK = /https?:\/\/[^\s<>"«»`|\\^{}]+/g;

/** Rich text takes nothing for a link by itself: addresses are made links that show exactly where they lead. */
function linked(text: string, style: TextElement['style']): TextElement[] {
  const elements: TextElement[] = [];
  const styled = style === undefined ? {} : { style };
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    const url = match[0].replace(/[).,;:!?'*_~\]}]+$/, '');
    if (!URL.canParse(url)) continue;
    if (match.index > end) elements.push({ type: 'text', text: text.slice(end, match.index), ...styled });
    elements.push({ type: 'link', url, ...styled });
    end = match.index + url.length;
  }
  if (end < text.length) elements.push({ type: 'text', text: text.slice(end), ...styled });
  return elements;
}

/** Where spans begin and end: between two neighbours the drawing does not change. */
function borders(rich: RichText): number[] {
  const marks = new Set([0, rich.text.length]);
  for (const span of rich.spans) {
    marks.add(Math.min(span.offset, rich.text.length));
    marks.add(Math.min(span.offset + span.length, rich.text.length));
  }
  return [...marks].sort((a, b) => a - b);
}

/** A text without code and quotes that fill lines, as the elements of a section. */
function inline(rich: RichText): TextElement[] {
  const marks = borders(rich);
  return marks.slice(1).flatMap((end, index) => {
    const piece = slice(rich, marks[index] ?? 0, end);
    const kinds = new Set<Span['kind']>(piece.spans.map((span) => span.kind));
    const mention = piece.spans.find((span) => span.kind === 'mention');
    if (mention !== undefined) return [{ type: 'user' as const, user_id: mention.person }];
    const styles = STYLES.filter((kind) => kinds.has(kind));
    if (styles.length === 0) return linked(piece.text, undefined);
    const style = Object.fromEntries(styles.map((kind) => [kind, true]));
    if (kinds.has('code')) return [{ type: 'text' as const, text: piece.text, style }];
    return linked(piece.text, style);
  });
}

type Part = types.RichTextSection | types.RichTextPreformatted | types.RichTextQuote;

function section(rich: RichText): Part[] {
  return rich.text === '' ? [] : [{ type: 'rich_text_section', elements: inline(rich) }];
}

/** Code or a quote that fills lines. */
function whole(kind: 'pre' | 'quote', rich: RichText): Part[] {
  if (rich.text === '') return [];
  if (kind === 'quote') return [{ type: 'rich_text_quote', elements: inline(rich) }];
  return [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: rich.text }] }];
}

/**
 * A text as a `rich_text` block: characters are taken literally, spans become styles, and code and quotes that fill
 * lines parts of their own. Slack breaks the line around those, which stands for the line breaks in the text.
 */
export function richBlock(rich: RichText): types.RichTextBlock {
  const elements: Part[] = [];
  let from = 0;
  for (const { kind, offset, length } of [...rich.spans].sort((a, b) => a.offset - b.offset)) {
    if ((kind !== 'pre' && kind !== 'quote') || offset < from) continue;
    const end = Math.min(offset + length, rich.text.length);
    const before = rich.text[offset - 1] === '\n' ? offset - 1 : offset;
    const last = rich.text[end - 1] === '\n' ? end - 1 : end;
    elements.push(
      ...section(slice(rich, from, Math.max(from, before))),
      ...whole(kind, slice(rich, offset, last)),
    );
    from = last === end && rich.text[end] === '\n' ? end + 1 : end;
  }
  elements.push(...section(slice(rich, from)));
  return { type: 'rich_text', elements };
}

export function button(action: string, label: string, value: string): types.Button {
  return {
    type: 'button',
    action_id: action,
    text: { type: 'plain_text', text: cut(label, LIMITS.label), emoji: false },
    value,
  };
}

/** Choices as buttons, and the button that opens the form where more than a line is wanted. */
export function buttonBlocks(
  choices: readonly Choice[],
  longAnswer: boolean,
  language: Language,
): types.ActionsBlock[] {
  const buttons = choices.map((choice, index) =>
    button(`${ACTION.choice}${index}`, choice.label, choice.token),
  );
  if (longAnswer) buttons.push(button(ACTION.form, wordsFor(language).formButton, language));
  const blocks: types.ActionsBlock[] = [];
  for (let start = 0; start < buttons.length; start += LIMITS.buttons) {
    blocks.push({ type: 'actions', elements: buttons.slice(start, start + LIMITS.buttons) });
  }
  return blocks;
}

/** A card: its title in bold, its body, and the desk's buttons, each carrying the case's id. */
export function cardBlocks(card: Card): types.KnownBlock[] {
  const title: RichText = {
    text: card.title,
    spans: card.title === '' ? [] : [{ kind: 'bold', offset: 0, length: card.title.length }],
  };
  const pieces = splitText(card.body, LIMITS.text);
  const shown = pieces.slice(0, LIMITS.cardTexts);
  const last = shown.at(-1);
  // A card is one message, written again in place: what does not fit is left out, visibly.
  if (last !== undefined && pieces.length > shown.length) {
    shown[shown.length - 1] = { text: cut(`${last.text} …`, LIMITS.text), spans: last.spans };
  }
  const blocks: types.KnownBlock[] = [title, ...shown].filter((piece) => piece.text !== '').map(richBlock);
  blocks.push(...deskBlocks(card.caseId, card.actions));
  return blocks;
}

/** Buttons for agents: the name tells what is ordered, the value for which case and with what argument. */
export function deskBlocks(caseId: string, actions: readonly DeskButton[]): types.ActionsBlock[] {
  const elements = actions.map((one, index) =>
    button(`${ACTION.desk}${one.action}:${String(index)}`, one.label, deskToken(one, caseId)),
  );
  const blocks: types.ActionsBlock[] = [];
  for (let start = 0; start < elements.length; start += LIMITS.buttons) {
    blocks.push({ type: 'actions', elements: elements.slice(start, start + LIMITS.buttons) });
  }
  return blocks;
}

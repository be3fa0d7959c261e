const ENTITY: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/** Slack's escaping undone: it escapes these three characters and no others. */
export function unescape(text: string): string {
  return text.replaceAll(/&(?:amp|lt|gt);/g, (entity) => ENTITY[entity] ?? entity);
}

/** Makes a text safe where Slack reads control sequences: `<!channel>` and `<@U1>` stay characters. */
export function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Mentions, broadcasts and links; what people type themselves between such signs comes escaped. */
const CONTROL = /<([@#!][^<>]+|[a-z][a-z0-9+.-]*:[^<>]+)>/gi;

/** What one control sequence (the inside of `<…>`) reads as. */
function spoken(inside: string): string {
  const bar = inside.indexOf('|');
  const target = bar === -1 ? inside : inside.slice(0, bar);
  const label = bar === -1 ? '' : inside.slice(bar + 1);
  const sign = target.slice(0, 1);
  if (sign === '@') return `@${label === '' ? target.slice(1) : label}`;
  if (sign === '#') return `#${label === '' ? target.slice(1) : label}`;
  if (sign === '!') {
    if (label !== '') return label;
    return `@${target.slice(1).split('^')[0] ?? ''}`;
  }
  return linkText(target, label);
}

/** A link in words: its label, or its address, or both where the one does not say the other. */
export function linkText(url: string, label: string): string {
  const address = url.startsWith('mailto:') ? url.slice('mailto:'.length) : url;
  if (label === '') return address;
  return address.endsWith(label) || label.includes(address) ? label : `${label} (${address})`;
}

/**
 * A message's text as the person typed it: links and mentions that Slack wrote as control sequences are read
 * back, its escaping is undone, and mentions of `bot` are left out.
 */
export function readText(raw: string, bot: string): string {
  return readStretch(raw, bot).trim();
}

/** The same of a part of a text, with the white space around it. */
export function readStretch(raw: string, bot: string): string {
  const text = raw.replaceAll(CONTROL, (_, inside: string) =>
    inside === `@${bot}` || inside.startsWith(`@${bot}|`) ? '' : spoken(inside),
  );
  return unescape(text);
}

/** A text cut to `limit` UTF-16 units, with an ellipsis where something was left out; never inside a character. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = limit - 1;
  const unit = text.charCodeAt(end - 1);
  const inside = unit >= 0xd800 && unit <= 0xdbff;
  return `${text.slice(0, inside ? end - 1 : end)}…`;
}

/** The plain text that goes along with blocks, for notifications: escaped, at most `limit` units after that. */
export function fallback(text: string, limit: number): string {
  const escaped = escape(text);
  if (escaped.length <= limit) return escaped;
  let length = 0;
  let kept = '';
  for (const character of text) {
    const piece = escape(character);
    if (length + piece.length > limit - 1) break;
    kept += piece;
    length += piece.length;
  }
  return `${kept}…`;
}

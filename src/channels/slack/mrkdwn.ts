import { join, plain, trimmed, type Drawing, type RichText } from '../../model/text.js';
import { readStretch, unescape } from './text.js';

/**
 * Slack's own markup (https://docs.slack.dev/messaging/formatting-message-text). Inside links and mentions nothing is one.
 * Marks count at the beginning and the end of words alone: what somebody typed for what it is loses no character.
 */
const BLOCK = /```\n?([\s\S]+?)\n?```/g;
const OPENS = String.raw`(?<=^|[\s("'«\[{])`;
const CLOSES = String.raw`(?=$|[\s)"'».,:;!?\]}])`;
const marked = (mark: string): string =>
  String.raw`${OPENS}[${mark}](?=[^\s${mark}])([^${mark}\n]*[^\s${mark}])[${mark}]${CLOSES}`;
const INLINE = new RegExp(
  [String.raw`<[^<>\n]+>`, '`([^`\\n]+)`', ...['*', '_', '~'].map(marked)].join('|'),
  'g',
);
const QUOTED = /(?:^|\n)((?:&gt; ?[^\n]*(?:\n|$))+)/g;

const KINDS = ['code', 'bold', 'italic', 'strike'] as const satisfies readonly Drawing[];

/**
 * A text that came without blocks (an older client's, a program's) as it was typed: marks become spans. Mentions of
 * `bot` are left out.
 */
export function readMrkdwn(raw: string, bot: string): RichText {
  const parts = pieces(
    raw,
    BLOCK,
    (inner) => spanned('pre', plain(unescape(inner))),
    (text) =>
      join(
        pieces(
          text,
          QUOTED,
          (lines) => spanned('quote', lineOf(lines.trimEnd().replaceAll(/^&gt; ?/gm, ''), bot)),
          (rest) => lineOf(rest, bot),
        ),
      ),
  );
  return trimmed(join(parts));
}

/** A text in turns of what a pattern finds and what lies between. */
function pieces(
  text: string,
  pattern: RegExp,
  found: (inner: string) => RichText,
  between: (rest: string) => RichText,
): RichText[] {
  const parts: RichText[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    const inner = match[1] ?? '';
    const start = match.index + match[0].indexOf(pattern === BLOCK ? '```' : inner);
    parts.push(between(text.slice(end, start)), found(inner));
    // A quote's last line break stands between it and what follows.
    end = match.index + match[0].length - (pattern === QUOTED && match[0].endsWith('\n') ? 1 : 0);
  }
  parts.push(between(text.slice(end)));
  return parts;
}

function lineOf(raw: string, bot: string): RichText {
  const parts: RichText[] = [];
  let end = 0;
  for (const match of raw.matchAll(INLINE)) {
    const index = match.slice(1).findIndex((group: string | undefined) => group !== undefined);
    const kind = KINDS[index];
    const inner = match[index + 1] ?? '';
    if (kind === undefined) continue;
    parts.push(plain(readStretch(raw.slice(end, match.index), bot)));
    parts.push(spanned(kind, kind === 'code' ? plain(readStretch(inner, bot)) : lineOf(inner, bot)));
    end = match.index + match[0].length;
  }
  parts.push(plain(readStretch(raw.slice(end), bot)));
  return join(parts);
}

function spanned(kind: Drawing, inner: RichText): RichText {
  const { text, spans } = inner;
  return text === '' ? inner : { text, spans: [{ kind, offset: 0, length: text.length }, ...spans] };
}

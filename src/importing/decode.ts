import { finding, wholeFile, type Fault } from './finding.js';

/** The largest file, in bytes: a hundred thousand answers and more. */
export const MOST_BYTES = 50_000_000;

export type Decoded = { ok: true; text: string } | { ok: false; fault: Fault };

/** A file's bytes as text. Only UTF-8 is read: guessing other encodings would import nonsense now and then. */
export function decode(file: string, bytes: Uint8Array): Decoded {
  const refuse = (code: Fault['code'], message: string, remedy: string): Decoded => ({
    ok: false,
    fault: finding(wholeFile(file), code, message, remedy),
  });
  if (bytes.length > MOST_BYTES) return { ok: false, fault: tooLarge(file, bytes.length) };
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return refuse('encoding', 'the file is in UTF-16', SAVE_AS_UTF8);
  }
  if (bytes.includes(0)) {
    return refuse('binary', 'the file is no text', 'Export it as JSON Lines, JSON, CSV or Markdown');
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const name = looksLikeWindows1251(bytes) ? ', but probably in Windows-1251' : '';
    return refuse('encoding', `the file is not in UTF-8${name}`, SAVE_AS_UTF8);
  }
  if (text.trim() === '') return refuse('empty', 'the file is empty', 'Export it again');
  return { ok: true, text };
}

/** The fault of a file that is not read for its size. */
export function tooLarge(file: string, bytes: number): Fault {
  const size = `${Math.round(bytes / 1_000_000)} MB`;
  const most = `${MOST_BYTES / 1_000_000} MB`;
  return finding(
    wholeFile(file),
    'too-large',
    `the file has ${size}; the limit is ${most}`,
    'Split it into several files and import them under the same --source',
  );
}

const SAVE_AS_UTF8 =
  'Save it as UTF-8: in Excel as "CSV UTF-8", elsewhere with `iconv -f windows-1251 -t utf-8 FILE > NEW`';

/** Russian letters fill the upper quarter of that encoding, and nothing else does. */
function looksLikeWindows1251(bytes: Uint8Array): boolean {
  const upper = bytes.filter((byte) => byte >= 0x80);
  return upper.filter((byte) => byte >= 0xc0).length > 0.8 * upper.length;
}

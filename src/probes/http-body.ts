import type { IncomingMessage } from 'node:http';
import type { Readable, Transform } from 'node:stream';
import { constants, createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

/** As much of a page as is read, and as much as is unpacked of it, bytes: error pages are short. */
const MOST_BYTES = 256 * 1024;
/** Where a page may name its own encoding. */
const HEAD_BYTES = 1024;
/** What was not read to its end is unpacked as far as it goes. */
const ZLIB = { finishFlush: constants.Z_SYNC_FLUSH };
const BROTLI = { finishFlush: constants.BROTLI_OPERATION_FLUSH };

/**
 * The beginning of an answer's text, 256 KB at most, unpacked and decoded as the server and the page say; empty for what
 * is no text. The rest is not read: the connection is to be destroyed afterwards.
 * @throws what the connection or the unpacking failed with
 */
export async function readBody(answer: IncomingMessage): Promise<string> {
  const type = answer.headers['content-type'] ?? 'text/html';
  if (!/^\s*(?:text\/(?:html|plain)|application\/(?:xhtml\+xml|json|problem\+json))\b/iu.test(type))
    return '';
  const bytes = await firstBytes(unpacked(answer));
  return decode(bytes, type);
}

/** Servers may pack what was asked for as it is. */
function unpacked(answer: IncomingMessage): Readable {
  const unpack = unpackerFor(answer.headers['content-encoding'] ?? 'identity');
  if (unpack === null) return answer;
  let packed = 0;
  answer.on('data', (chunk: Buffer) => {
    packed += chunk.length;
    if (packed <= MOST_BYTES) return;
    answer.unpipe(unpack);
    unpack.end();
  });
  answer.once('error', (error) => unpack.destroy(error));
  return answer.pipe(unpack);
}

function unpackerFor(encoding: string): Transform | null {
  switch (encoding.trim().toLowerCase()) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip(ZLIB);
    case 'deflate':
      return createInflate(ZLIB);
    case 'br':
      return createBrotliDecompress(BROTLI);
    default:
      return null;
  }
}

async function firstBytes(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    if (!Buffer.isBuffer(chunk)) continue;
    chunks.push(chunk);
    size += chunk.length;
    // Leaving the loop destroys the stream.
    if (size >= MOST_BYTES) break;
  }
  return Buffer.concat(chunks).subarray(0, MOST_BYTES);
}

function decode(bytes: Buffer, type: string): string {
  const head = bytes.subarray(0, HEAD_BYTES).toString('latin1');
  const named = /charset=["']?([\w-]+)/iu.exec(type) ?? /<meta[^>]{0,200}charset=["']?([\w-]+)/iu.exec(head);
  try {
    return new TextDecoder(named?.[1] ?? 'utf-8').decode(bytes);
  } catch {
    // An encoding that nobody knows.
    return bytes.toString('utf8');
  }
}

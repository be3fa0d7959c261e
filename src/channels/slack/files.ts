import type { webApi } from '@slack/bolt';
import type { Attachment } from '../../model/attachment.js';
import { FirstlineError, messageOf } from '../../errors.js';
import type { FileBody } from '../channel.js';
import { errorName, mayPass } from './outcome.js';

/** A file of unknown size is read into memory before it is sent on: at most this much, bytes. */
const UNSIZED_LIMIT = 50 * 1024 * 1024;

/** A transfer that takes longer is given up, and tried again by the outbox, ms. */
const TRANSFER_MS = 120_000;

/** Files of the workspace, in and out. */
export interface Files {
  /** Opens a file for reading. Throws a FirstlineError where it is no more or can't be had; else it may pass. */
  open(attachment: Attachment): Promise<FileBody>;
  /** Uploads a file into a channel or thread and tells its id. Throws what the client throws, and FirstlineErrors. */
  upload(to: { chat: string; thread: string }, file: FileBody): Promise<string>;
}

function unavailable(file: string, why: string, cause?: unknown): FirstlineError {
  return new FirstlineError(
    'SLACK_FILE_UNAVAILABLE',
    `The Slack file ${file} can't be read: ${why}.`,
    'Ask for the file to be sent again.',
    cause,
  );
}

/** The token goes to Slack's own hosts only: a file that lies elsewhere must not learn it. */
function mayHaveToken(url: URL, api: URL): boolean {
  return (
    url.host === api.host ||
    (url.protocol === 'https:' && /(?:^|\.)slack(?:-files)?\.com$/.test(url.hostname))
  );
}

/** A stream's bytes, at most `limit` of them. */
async function gather(stream: ReadableStream<Uint8Array>, limit: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.byteLength;
    if (size > limit) {
      throw new FirstlineError(
        'SLACK_FILE_TOO_LARGE',
        `A file is larger than ${limit} bytes.`,
        'Pass it on another way, for example by a link.',
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export function createFiles(client: webApi.WebClient, token: string, apiUrl: string): Files {
  const api = new URL(apiUrl);

  async function open(attachment: Attachment): Promise<FileBody> {
    const { file } = await client.files.info({ file: attachment.file }).catch((error: unknown) => {
      if (mayPass(error)) throw error;
      throw unavailable(attachment.file, errorName(error) ?? messageOf(error), error);
    });
    const address = file?.url_private_download ?? file?.url_private;
    if (file === undefined || address === undefined || file.is_external === true) {
      throw unavailable(attachment.file, 'it does not lie in Slack');
    }
    const url = new URL(address);
    if (!mayHaveToken(url, api)) throw unavailable(attachment.file, 'it lies on a foreign host');
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${token}` },
      // Slack leads those who may not read a file to its sign-in page.
      redirect: 'manual',
      signal: AbortSignal.timeout(TRANSFER_MS),
    });
    if (!response.ok || response.body === null) {
      await response.body?.cancel();
      const what = `the download answered ${response.status}`;
      const passing = response.status >= 500 || response.status === 408 || response.status === 429;
      throw passing ? new Error(what) : unavailable(attachment.file, what);
    }
    const mime = file.mimetype ?? attachment.mime;
    const type = response.headers.get('content-type') ?? '';
    if (type.startsWith('text/html') && mime?.startsWith('text/html') !== true) {
      // Slack answers with its sign-in page where the token may not read files.
      throw unavailable(attachment.file, 'the bot may not read files (scope files:read)');
    }
    return {
      name: file.name ?? attachment.name ?? attachment.file,
      mime: mime ?? null,
      size: file.size ?? attachment.size,
      stream: response.body,
    };
  }

  async function upload(to: { chat: string; thread: string }, file: FileBody): Promise<string> {
    const bytes = file.size === null ? await gather(file.stream, UNSIZED_LIMIT) : null;
    const length = bytes?.byteLength ?? file.size ?? 0;
    const place = await client.files.getUploadURLExternal({ filename: file.name, length });
    if (place.upload_url === undefined || place.file_id === undefined) {
      throw new Error('files.getUploadURLExternal named no address');
    }
    const type = { 'content-type': file.mime ?? 'application/octet-stream' };
    const response = await fetch(place.upload_url, {
      method: 'POST',
      signal: AbortSignal.timeout(TRANSFER_MS),
      // Of a stream fetch does not know the length, and Slack wants it.
      ...(bytes === null
        ? { body: file.stream, headers: { ...type, 'content-length': String(length) }, duplex: 'half' }
        : { body: bytes, headers: type }),
    });
    if (!response.ok) throw new Error(`uploading a file answered ${response.status}`);
    await response.arrayBuffer();
    await client.files.completeUploadExternal({
      files: [{ id: place.file_id, title: file.name }],
      channel_id: to.chat,
      ...(to.thread === '' ? {} : { thread_ts: to.thread }),
    });
    return place.file_id;
  }

  return {
    open: async (attachment) => {
      if (attachment.channel !== 'slack') throw unavailable(attachment.file, 'it is not a file of Slack');
      return open(attachment);
    },
    upload: async (to, file) => {
      try {
        return await upload(to, file);
      } catch (error) {
        // An abandoned body would hold its connection.
        await file.stream.cancel().catch(() => undefined);
        const cause = error instanceof Error ? error.cause : undefined;
        if (cause === undefined || error instanceof FirstlineError) throw error;
        throw new Error(`${messageOf(error)}: ${messageOf(cause)}`, { cause: error });
      }
    },
  };
}

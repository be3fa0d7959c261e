import type { IncomingMessage } from 'node:http';
import { badRequest } from './refusal.js';

/** A file in a multipart body. */
export interface Upload {
  readonly upload: true;
  name: string;
  bytes: Uint8Array;
}

/** The parameters of a call: JSON values, and `Upload` where a file came along. */
export type Params = Record<string, unknown>;

export function isUpload(value: unknown): value is Upload {
  return typeof value === 'object' && value !== null && 'upload' in value;
}

/** Parameters that a form carries as JSON text. */
const JSON_FIELDS = new Set([
  'entities',
  'caption_entities',
  'reply_markup',
  'reply_parameters',
  'link_preview_options',
  'reaction',
  'commands',
  'scope',
  'allowed_updates',
]);

/** Reads the body of a call, whichever of Telegram's three content types it has. */
export async function readParams(request: IncomingMessage): Promise<Params> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) if (chunk instanceof Uint8Array) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const type = request.headers['content-type'] ?? '';
  if (body.length === 0) return {};
  if (type.startsWith('application/json')) return readJson(body.toString('utf8'));
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return decode(Object.fromEntries(new URLSearchParams(body.toString('utf8'))));
  }
  const boundary = /boundary="?([^";]+)"?/.exec(type)?.[1];
  if (type.startsWith('multipart/form-data') && boundary !== undefined) return readMultipart(body, boundary);
  throw badRequest(`content type ${type} is not supported`);
}

function readJson(text: string): Params {
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
  } catch {
    // Answered below.
  }
  throw badRequest('object expected as reply');
}

export function isObject(value: unknown): value is Params {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readMultipart(body: Buffer, boundary: string): Params {
  const marker = Buffer.from(`--${boundary}`);
  const fields: Record<string, string> = {};
  const uploads: Record<string, Upload> = {};
  let at = body.indexOf(marker);
  for (;;) {
    const begin = at + marker.length + 2;
    const next = body.indexOf(marker, begin);
    if (at < 0 || next < 0) break;
    const part = body.subarray(begin, next - 2);
    const split = part.indexOf('\r\n\r\n');
    const head = part.subarray(0, split).toString('utf8');
    const content = part.subarray(split + 4);
    const name = /name="([^"]*)"/.exec(head)?.[1] ?? '';
    const filename = /filename="?([^"\r\n]*)"?/.exec(head)?.[1];
    if (filename === undefined) fields[name] = content.toString('utf8');
    else uploads[name] = { upload: true, name: filename, bytes: new Uint8Array(content) };
    at = next;
  }
  const params: Params = decode(fields);
  for (const [name, value] of Object.entries(params)) {
    if (typeof value !== 'string' || !value.startsWith('attach://')) continue;
    const upload = uploads[value.slice('attach://'.length)];
    if (upload === undefined) throw badRequest('there is no file to attach');
    params[name] = upload;
  }
  return params;
}

/** Form fields are text: makes of them what they were. */
function decode(fields: Record<string, string>): Params {
  const params: Params = {};
  for (const [name, value] of Object.entries(fields)) {
    if (JSON_FIELDS.has(name)) params[name] = JSON.parse(value);
    else if (name.endsWith('_id') && /^-?\d+$/.test(value)) params[name] = Number(value);
    else params[name] = value;
  }
  return params;
}

export function textParam(params: Params, name: string): string | null {
  const value = params[name];
  return typeof value === 'string' ? value : null;
}

/** A number, also where it came as text: Telegram takes both. */
export function numberParam(params: Params, name: string): number | null {
  const value = params[name];
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : null;
}

export function listParam(params: Params, name: string): unknown[] {
  const value = params[name];
  return Array.isArray(value) ? value : [];
}

import { createHmac } from 'node:crypto';
import type { WebhookRequest } from '../model/webhook.js';

/** What a secret begins with, by the Standard Webhooks specification; its bytes in base64 follow. */
const PREFIX = 'whsec_';
/** How many bytes a secret may have, by the specification. */
const LEAST_BYTES = 24;
const MOST_BYTES = 64;

/** The bytes of a secret as it is written down, `whsec_BASE64`; null where it is none. */
export function secretBytes(secret: string): Buffer | null {
  const encoded = secret.slice(PREFIX.length);
  const bytes = Buffer.from(encoded, 'base64');
  const isWhole = bytes.toString('base64').replace(/=+$/, '') === encoded.replace(/=+$/, '');
  const isLongEnough = bytes.length >= LEAST_BYTES && bytes.length <= MOST_BYTES;
  return secret.startsWith(PREFIX) && isWhole && isLongEnough ? bytes : null;
}

/**
 * The headers that tell where a webhook comes from, by the Standard Webhooks specification 1.0.0: one signature for
 * each secret, so that a receiver that has either the old one or the new one believes it.
 * @param keys the bytes of the secrets
 */
export function signedHeaders(
  { id, at, body }: Pick<WebhookRequest, 'id' | 'at' | 'body'>,
  keys: readonly Buffer[],
): Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string> {
  const timestamp = String(Math.floor(at / 1000));
  const signatures = keys.map((key) => {
    const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
    return `v1,${signature}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}

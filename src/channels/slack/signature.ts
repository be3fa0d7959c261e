import { createHmac, timingSafeEqual } from 'node:crypto';

/** How far a request's timestamp may be from now, seconds: older ones may be replays. */
const FRESH_SECONDS = 5 * 60;

/**
 * Whether a request was signed by Slack with this secret, and not long ago. Scheme `v0`: HMAC-SHA256 over
 * `v0:TIMESTAMP:BODY`, compared in constant time.
 *
 * @param nowMs ms since the epoch
 */
export function isSigned(
  secret: string,
  request: { signature: string | null; timestamp: string | null; body: string },
  nowMs: number,
): boolean {
  const { signature, timestamp, body } = request;
  if (signature === null || timestamp === null || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(nowMs / 1000 - Number(timestamp)) > FRESH_SECONDS) return false;
  const digest = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  const expected = Buffer.from(`v0=${digest}`);
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

import { describe, expect, it } from 'vitest';
import { secretBytes, signedHeaders } from '../../src/webhooks/signature.js';

/** The example that the specification's own libraries are tested by. */
const PUBLISHED = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  seconds: 1_614_265_330,
  body: '{"test": 2432232314}',
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
};

function keyOf(secret: string): Buffer {
  const key = secretBytes(secret);
  if (key === null) throw new Error(`${secret} is no secret`);
  return key;
}

describe('the signature of a webhook', () => {
  const { id, seconds, body } = PUBLISHED;
  const key = keyOf(PUBLISHED.secret);

  it('is the published one for the published example', () => {
    expect(signedHeaders({ id, at: seconds * 1000 + 999, body }, [key])).toEqual({
      'webhook-id': id,
      'webhook-timestamp': String(seconds),
      'webhook-signature': PUBLISHED.signature,
    });
  });

  it('is made with each secret, the first one first', () => {
    const other = keyOf(`whsec_${Buffer.alloc(64, 7).toString('base64')}`);
    const { 'webhook-signature': both } = signedHeaders({ id, at: seconds * 1000, body }, [other, key]);
    const [first, second] = both.split(' ');
    expect(second).toBe(PUBLISHED.signature);
    expect(first).toMatch(/^v1,[\w+/]{43}=$/);
    expect(first).not.toBe(second);
  });

  it('wants a secret of 24 to 64 bytes in base64, with its prefix', () => {
    const bytes = (count: number): string => Buffer.alloc(count, 1).toString('base64');
    for (const secret of [bytes(24), bytes(64), bytes(25).replaceAll('=', '')]) {
      expect(secretBytes(`whsec_${secret}`)).not.toBeNull();
    }
    for (const wrong of [
      ...[bytes(32), `whsec_${bytes(23)}`, `whsec_${bytes(65)}`, `whpk_${bytes(32)}`],
      ...['', 'whsec_', `whsec_${bytes(32)}!`, `whsec_ ${bytes(32)}`, `whsec_${'пароль'.repeat(9)}`],
    ]) {
      expect(secretBytes(wrong)).toBeNull();
    }
  });
});

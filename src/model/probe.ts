import { z } from 'zod';
import { localTextSchema } from './language.js';

/** The read-only checks that the bot runs by itself. */
export const probeNameSchema = z.enum(['dns', 'http', 'tls', 'mail', 'port', 'domain']);
export type ProbeName = z.infer<typeof probeNameSchema>;

/**
 * What each probe can come to. `unknown` is in each: it could not be found out (no answer in time, not a name that
 * may be looked at, too many checks), and says nothing about the target.
 *
 * `verdicts` go from good to bad; `facts` are the names of the values that a result has, whatever the verdict.
 */
export const PROBES = {
  /** Where a name leads, by the system's resolver and by the name's own servers. */
  dns: {
    verdicts: [
      'ok',
      'elsewhere',
      'no-address',
      'no-such-domain',
      'servers-differ',
      'servers-failing',
      'unknown',
    ],
    facts: ['addresses', 'alias', 'nameservers', 'expected'],
  },
  /** What a site answers. */
  http: {
    verdicts: [
      'ok',
      'no-https',
      'not-found',
      'forbidden',
      'server-error',
      'wordpress-error',
      'database-error',
      'parked',
      'placeholder',
      'suspended',
      'proxy-error',
      'redirect-loop',
      'certificate',
      // A connection that breaks off before there is an answer, or an answer that is not HTTP.
      'broken-answer',
      'no-address',
      'refused',
      'timeout',
      'unknown',
    ],
    facts: ['status', 'url', 'redirects', 'time', 'server'],
  },
  /** The certificate that a host shows on port 443. */
  tls: {
    verdicts: [
      'ok',
      'expires-soon',
      'expired',
      'not-yet-valid',
      'wrong-name',
      'self-signed',
      'incomplete-chain',
      'untrusted',
      'old-protocol',
      'handshake-failed',
      'no-address',
      'refused',
      'timeout',
      'unknown',
    ],
    facts: ['names', 'issuer', 'until', 'days', 'protocol'],
  },
  /** Whether a domain's mail can arrive (`receiving`), and whether what it sends is believed (`sending`). */
  mail: {
    verdicts: [
      'ok',
      'reverse-missing',
      'dmarc-missing',
      'dkim-missing',
      'spf-lacks-us',
      'spf-missing',
      'spf-several',
      'spf-broken',
      'mx-elsewhere',
      'mx-unreachable',
      'mx-no-address',
      'refuses-mail',
      'no-mx',
      'unknown',
    ],
    facts: ['mx', 'spf', 'lookups', 'dkim', 'dmarc', 'reverse', 'expected'],
  },
  /** Whether a port can be connected to. */
  port: {
    verdicts: ['open', 'refused', 'timeout', 'no-address', 'unknown'],
    facts: ['port', 'address'],
  },
  /** The registration of a domain. */
  domain: {
    verdicts: ['ok', 'expires-soon', 'expired', 'on-hold', 'being-deleted', 'not-registered', 'unknown'],
    facts: ['until', 'days', 'registrar', 'status', 'nameservers'],
  },
} as const satisfies Readonly<Record<ProbeName, { verdicts: readonly string[]; facts: readonly string[] }>>;

/** A probe to be run. `target`: a domain, a URL (`http`), or a host, as the person gave it. */
export const probeRequestSchema = z.strictObject({
  probe: probeNameSchema,
  target: z.string(),
  /** `port`: which one. */
  port: z.number().int().min(1).max(65535).optional(),
  /** `mail`: which half to look at; without it, both. */
  direction: z.enum(['receiving', 'sending']).optional(),
  /** `mail`: names of DKIM keys to look for. */
  selectors: z.array(z.string()).optional(),
});
export type ProbeRequest = z.infer<typeof probeRequestSchema>;

/** What a probe came to. */
export const probeResultSchema = z.strictObject({
  probe: probeNameSchema,
  /** What was looked at, in a form to show: lower case, national names readable. */
  target: z.string(),
  /** One of `PROBES[probe].verdicts`. */
  verdict: z.string(),
  /** Every name of `PROBES[probe].facts`, with `—` for what there is not; safe to show to the person. */
  facts: z.record(z.string(), z.string()),
  /** Lines for the agent's card, in English as tools print them; never shown to the person. */
  details: z.array(z.string()),
});
export type ProbeResult = z.infer<typeof probeResultSchema>;

/** A result with the sentence that says it to a person. */
export const probeFindingSchema = probeResultSchema.extend({ says: localTextSchema });
export type ProbeFinding = z.infer<typeof probeFindingSchema>;

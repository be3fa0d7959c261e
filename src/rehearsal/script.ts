import { z } from 'zod';
import { PROBES, type ProbeName, type ProbeRequest, type ProbeResult } from '../model/probe.js';

/** What one check comes to: its verdict alone, or with what else it found. */
function findingSchema(probe: ProbeName) {
  const { verdicts, facts } = PROBES[probe];
  const verdict = z.enum<readonly string[]>(verdicts);
  const full = z.strictObject({
    verdict,
    /** Only for a check of this domain, URL or host; without it, of any. */
    target: z.string().optional(),
    /** What is not named is `—`. */
    facts: z.strictObject(Object.fromEntries(facts.map((name) => [name, z.string().optional()]))).optional(),
    /** Lines for the agent's card. */
    details: z.array(z.string()).optional(),
  });
  // Several, where one step looks at several things: the one of that target goes before the one of any.
  return z.union([verdict, full, z.array(full).min(1)]).optional();
}

/** What checks find. What is not named here comes back as `unknown`. */
export const scriptSchema = z
  .strictObject({
    dns: findingSchema('dns'),
    http: findingSchema('http'),
    tls: findingSchema('tls'),
    mail: findingSchema('mail'),
    port: findingSchema('port'),
    domain: findingSchema('domain'),
  } satisfies Record<ProbeName, z.ZodType>)
  .meta({ id: 'probes' });
export type Script = z.infer<typeof scriptSchema>;

/** What the checks of one run come to, in their order. */
export function resultsOf(script: Script, requests: readonly ProbeRequest[]): ProbeResult[] {
  return requests.map((request) => resultOf(script, request));
}

function resultOf(script: Script, { probe, target: asked }: ProbeRequest): ProbeResult {
  const target = asked.trim().toLowerCase();
  const written = script[probe] ?? { verdict: 'unknown', details: ['no result is scripted'] };
  const findings = typeof written === 'string' ? [{ verdict: written }] : [written].flat();
  const own = findings.find((one) => 'target' in one && one.target?.toLowerCase() === target);
  const found = own ?? findings.find((one) => !('target' in one) || one.target === undefined);
  const facts = found !== undefined && 'facts' in found ? found.facts : undefined;
  const details = found !== undefined && 'details' in found ? found.details : undefined;
  return {
    probe,
    target,
    verdict: found?.verdict ?? 'unknown',
    facts: Object.fromEntries(PROBES[probe].facts.map((name) => [name, facts?.[name] ?? '—'])),
    details: details ?? [],
  };
}

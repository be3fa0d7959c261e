import ipaddr from 'ipaddr.js';
import { FirstlineError, messageOf } from '../errors.js';
import type { ProbeName, ProbeRequest, ProbeResult } from '../model/probe.js';
import { afterMs, limitedSignal } from './deadline.js';
import type { ProbeDeps } from './deps.js';
import { probeDns } from './dns.js';
import { probeDomain } from './domain.js';
import { probeHttp } from './http.js';
import { createLimiter, type Limiter } from './limits.js';
import { probeMail } from './mail.js';
import { probePort } from './port.js';
import type { DnsResolver } from './resolver.js';
import { resultOf } from './result.js';
import { readHost, registrable } from './target.js';
import { probeTls } from './tls.js';

/** How long a probe may take. People wait for it in a conversation. */
export const PROBE_DEADLINE_MS = 12_000;
/** How long a probe that was stopped has to say what it knows by then. */
const GRACE_MS = 1_000;

/** The read-only checks. */
export interface Probes {
  /**
   * Runs probes at the same time, in the order of the results. Never rejects: what could not be found out, because of
   * an error, the time or the limits, is `unknown`, and a line in the details says why. The same probe asked for twice
   * at a time runs once.
   * @param context `person`: who they are run for, as anything that tells people apart
   */
  run(requests: readonly ProbeRequest[], context: { person: string }): Promise<ProbeResult[]>;
}

/**
 * Makes the probes.
 * @param limiter one of its own unless given
 * @throws FirstlineError PROBE_NETWORK where a network of the provider is not in CIDR notation
 */
export function createProbes(deps: ProbeDeps<DnsResolver>, limiter: Limiter = createLimiter()): Probes {
  checkNetworks([...deps.provider.internal, ...deps.provider.networks]);
  const underway = new Map<string, Promise<ProbeResult>>();

  function shared(request: ProbeRequest, person: string): Promise<ProbeResult> {
    const key = keyOf(request);
    const running = underway.get(key);
    if (running !== undefined) return running;
    const started = admitted(request, person).finally(() => underway.delete(key));
    underway.set(key, started);
    return started;
  }

  async function admitted(request: ProbeRequest, person: string): Promise<ProbeResult> {
    const host = readHost(request.target);
    const target = host === null ? request.target : registrable(host.name);
    const admission = limiter.admit(person, target, deps.now());
    if (admission.kind === 'refused') return unknown(request, admission.why);
    try {
      return await limited(request, deps);
    } catch (error) {
      return unknown(request, `failed: ${messageOf(error)}`);
    } finally {
      admission.release();
    }
  }

  return {
    run: (requests, { person }) => Promise.all(requests.map((request) => shared(request, person))),
  };
}

/** A probe within its time: it is told to stop, and left alone if it does not. */
function limited(request: ProbeRequest, deps: ProbeDeps<DnsResolver>): Promise<ProbeResult> {
  const deadline = limitedSignal(PROBE_DEADLINE_MS, deps);
  return new Promise<ProbeResult>((resolve, reject) => {
    const cancel = (deps.after ?? afterMs)(PROBE_DEADLINE_MS + GRACE_MS, () =>
      resolve(unknown(request, `not done within ${PROBE_DEADLINE_MS} ms`)),
    );
    dispatch(request, deps, deadline.signal).then(resolve, reject).finally(cancel);
  }).finally(deadline.done);
}

/** What runs one probe. Rejects only by mistake; answers soon after the signal aborts. */
type Probe = (
  request: ProbeRequest,
  deps: ProbeDeps<DnsResolver>,
  signal: AbortSignal,
) => Promise<ProbeResult>;

function dispatch(
  request: ProbeRequest,
  deps: ProbeDeps<DnsResolver>,
  signal: AbortSignal,
): Promise<ProbeResult> {
  return probeOf(request.probe)(request, deps, signal);
}

function probeOf(name: ProbeName): Probe {
  switch (name) {
    case 'http':
      return probeHttp;
    case 'tls':
      return probeTls;
    case 'port':
      return probePort;
    case 'dns':
      return probeDns;
    case 'mail':
      return probeMail;
    case 'domain':
      return probeDomain;
  }
}

function unknown(request: ProbeRequest, why: string): ProbeResult {
  const shown = readHost(request.target)?.shown ?? request.target.trim();
  return resultOf(request.probe, shown, 'unknown', {}, [why]);
}

/** What makes two requests the same: the target as it is read, but for URLs, whose every sign may matter. */
function keyOf({ probe, target, port, direction, selectors }: ProbeRequest): string {
  const host = probe === 'http' ? null : readHost(target);
  return JSON.stringify([probe, host?.name ?? target.trim(), port, direction, selectors]);
}

function checkNetworks(networks: readonly string[]): void {
  for (const network of networks) {
    if (ipaddr.isValidCIDR(network)) continue;
    throw new FirstlineError(
      'PROBE_NETWORK',
      `"${network}" is not a network in CIDR notation.`,
      'Write it like 203.0.113.0/24 or 2001:db8::/32.',
    );
  }
}

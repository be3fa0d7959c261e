import type { ProbeRequest, ProbeResult } from '../model/probe.js';
import { reach } from './connect.js';
import type { ProbeDeps } from './deps.js';
import { resultOf, type Facts, type Verdict } from './result.js';
import { readHost, type Host } from './target.js';
import { judgeCertificate } from './tls-certificate.js';
import { shakeHands, type Era } from './tls-handshake.js';
import { unreached } from './unreached.js';

const HTTPS = 443;

/**
 * Looks at the certificate that a host shows on port 443, as a browser would, and at the version of TLS. Where current
 * versions fail, old ones are tried once more. No request is sent.
 */
export async function probeTls(
  request: ProbeRequest,
  deps: ProbeDeps,
  signal: AbortSignal,
): Promise<ProbeResult> {
  const host = readHost(request.target);
  if (host === null) {
    return resultOf('tls', request.target.trim(), 'unknown', {}, ['not a public name or address']);
  }
  const current = await look(host, 'current', deps, signal);
  if (current.verdict !== 'handshake-failed' || signal.aborted) return toResult(host, current);
  const old = await look(host, 'old', deps, signal);
  if (old.facts.protocol == null) return toResult(host, current);
  const isFine = old.verdict === 'ok' || old.verdict === 'expires-soon';
  return toResult(host, {
    verdict: isFine ? 'old-protocol' : old.verdict,
    facts: old.facts,
    details: [...current.details, ...old.details],
  });
}

interface Look {
  verdict: Verdict<'tls'>;
  facts: Facts<'tls'>;
  details: string[];
}

async function look(host: Host, era: Era, deps: ProbeDeps, signal: AbortSignal): Promise<Look> {
  const reached = await reach(host.name, HTTPS, deps, signal);
  if (reached.kind !== 'connected') {
    return { verdict: unreached(reached.kind), facts: {}, details: reached.details };
  }
  const details = [...reached.details, `connected to [${reached.address}]:${HTTPS}`];
  const handshake = await shakeHands(reached.socket, host.name, era, deps, signal);
  if (handshake.kind === 'timeout') {
    return { verdict: 'timeout', facts: {}, details: [...details, 'no TLS handshake in time'] };
  }
  if (handshake.kind === 'failed') {
    details.push(`TLS (${era} versions): ${handshake.code}`);
    return { verdict: 'handshake-failed', facts: {}, details };
  }
  const { socket, distrust } = handshake;
  const protocol = handshake.protocol.replace(/^TLSv(\d)$/u, 'TLSv$1.0').replace('TLSv', 'TLS ');
  const certificate = socket.getPeerX509Certificate();
  const cipher = socket.getCipher().name;
  socket.destroy();
  if (certificate === undefined) {
    return { verdict: 'handshake-failed', facts: { protocol }, details: [...details, 'no certificate'] };
  }
  const judged = judgeCertificate(certificate, host.name, distrust, deps.now());
  return {
    verdict: judged.verdict,
    facts: { ...judged.facts, protocol },
    details: [...details, `${protocol}, ${cipher}`, ...judged.details],
  };
}

function toResult(host: Host, { verdict, facts, details }: Look): ProbeResult {
  return resultOf('tls', host.shown, verdict, facts, details);
}

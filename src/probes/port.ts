import type { ProbeRequest, ProbeResult } from '../model/probe.js';
import { reach } from './connect.js';
import type { ProbeDeps } from './deps.js';
import { resultOf } from './result.js';
import { readHost } from './target.js';
import { unreached } from './unreached.js';

/** Ports of what customers of a hosting provider use: files, mail, web, panels, databases, remote desktops. */
const PORTS: ReadonlySet<number> = new Set([
  21, 22, 25, 53, 80, 110, 143, 443, 465, 587, 993, 995, 1500, 2082, 2083, 2086, 2087, 3306, 3389, 5432, 8080,
  8443,
]);

/** Whether a port of a host can be connected to. Nothing is sent; other ports than those of known services are not tried. */
export async function probePort(
  request: ProbeRequest,
  deps: ProbeDeps,
  signal: AbortSignal,
): Promise<ProbeResult> {
  const { port } = request;
  const facts = { port: port === undefined ? null : String(port) };
  const host = readHost(request.target);
  if (host === null) {
    return resultOf('port', request.target.trim(), 'unknown', facts, ['not a public name or address']);
  }
  if (port === undefined || !PORTS.has(port)) {
    return resultOf('port', host.shown, 'unknown', facts, ['this port is not tried']);
  }
  const reached = await reach(host.name, port, deps, signal);
  if (reached.kind === 'connected') reached.socket.destroy();
  const verdict = reached.kind === 'connected' ? 'open' : unreached(reached.kind);
  const address = 'address' in reached ? reached.address : null;
  return resultOf('port', host.shown, verdict, { ...facts, address }, reached.details);
}

import { isIP } from 'node:net';
import type { ProbeRequest, ProbeResult } from '../model/probe.js';
import type { ProbeDeps } from './deps.js';
import { isOutdated, serversDiffer, type NameView } from './dns-compare.js';
import { answerLines, serverLine, shownAddress, type Asked, type Shown } from './dns-lines.js';
import { addressesOf, askZone, zoneOf, type ServerView } from './dns-zone.js';
import { isWithin, mayProbe } from './guard.js';
import { inTime } from './in-time.js';
import type { DnsAnswer, DnsResolver } from './resolver.js';
import { resultOf, type Verdict } from './result.js';
import { readable, readHost, registrable } from './target.js';

type Deps = ProbeDeps<DnsResolver>;

/** What the system's resolver has about a name. */
interface SystemView extends NameView {
  a: DnsAnswer<'A'>;
  aaaa: DnsAnswer<'AAAA'>;
  /** The addresses that the whole internet can reach. */
  open: string[];
  asked: Asked[];
}

const HTTPS = 443;

/**
 * Where a name leads: by the system's resolver, and by the servers that the name is kept on. `elsewhere` only where the
 * provider's networks are known, `servers-failing` only where a server says so itself: that it is silent may be the way
 * between. Sources: RFC 1034, RFC 2308 for names that are not there.
 */
export async function probeDns(request: ProbeRequest, deps: Deps, signal: AbortSignal): Promise<ProbeResult> {
  const host = readHost(request.target);
  if (host === null || isIP(host.name) !== 0) {
    return resultOf('dns', request.target.trim(), 'unknown', {}, ['not a public name']);
  }
  const { name, shown } = host;
  return inTime('dns', shown, signal, async () => {
    const [system, zone, www] = await Promise.all([
      askSystem(name, deps, signal),
      zoneOf(name, deps, signal),
      wwwLine(name, deps, signal),
    ]);
    const views = zone === null ? [] : await askZone(name, zone, deps, signal);
    const may = mayShow(deps);
    const { networks, nameservers } = deps.provider;
    const isOurs = zone?.nameservers.some((one) => nameservers.includes(one)) === true;
    const details = [
      ...views.map((view) => serverLine(view, may)),
      ...(zone !== null && nameservers.length > 0 && !isOurs ? ['; kept on servers of somebody else'] : []),
      ...www,
      ...system.asked.flatMap((asked) => answerLines(asked, may)),
    ];
    const found = system.addresses.length > 0 ? system.addresses : (views[0]?.addresses ?? []);
    const facts = {
      addresses: found.filter(may).join(', '),
      alias: system.alias === null ? null : readable(system.alias),
      nameservers: zone?.nameservers.map(readable).join(', ') ?? null,
      expected: networks.join(', '),
    };
    return resultOf('dns', shown, judge(system, views, networks), facts, details);
  });
}

async function askSystem(name: string, deps: Deps, signal: AbortSignal): Promise<SystemView> {
  const types = ['CNAME', 'NS', 'SOA', 'MX', 'TXT', 'CAA'] as const;
  const [a, aaaa, ...rest] = await Promise.all([
    deps.resolver.ask(name, 'A', signal),
    deps.resolver.ask(name, 'AAAA', signal),
    ...types.map(async (type): Promise<Asked> => [type, await deps.resolver.ask(name, type, signal)]),
  ]);
  const addresses = addressesOf([a, aaaa]);
  return {
    ...{ a, aaaa, addresses, open: addresses.filter(mayShow(deps)) },
    alias: a.aliases[0] ?? aaaa.aliases[0] ?? null,
    knows: a.status !== 'no-such-name',
    asked: [['A', a], ['AAAA', aaaa], ...rest],
  };
}

function judge(
  system: SystemView,
  views: readonly ServerView[],
  networks: readonly string[],
): Verdict<'dns'> {
  const { a, addresses, open, alias } = system;
  const asked = views.filter(({ state }) => state !== 'unasked');
  if (asked.length > 0 && asked.every(({ state }) => state === 'failing')) return 'servers-failing';
  if (addresses.length === 0) {
    if (a.status === 'silent') return 'unknown';
    if (a.code === 'LOOP') return 'no-address';
    if (a.status === 'failing') {
      // Others than SERVFAIL are between the resolver and this machine, and say nothing about the name.
      return a.code === 'SERVFAIL' ? 'servers-failing' : 'unknown';
    }
  }
  if (serversDiffer(views) || isOutdated(system, views)) return 'servers-differ';
  if (a.status === 'no-such-name' && alias === null) return 'no-such-domain';
  if (open.length === 0) return 'no-address';
  const isElsewhere = networks.length > 0 && open.some((address) => !isWithin(address, networks));
  return isElsewhere ? 'elsewhere' : 'ok';
}

/** Where the name with `www.` leads, which many people type. */
async function wwwLine(name: string, deps: Deps, signal: AbortSignal): Promise<string[]> {
  if (name !== registrable(name)) return [];
  const found = await deps.resolver.addresses(`www.${name}`, signal);
  signal.throwIfAborted();
  const may = mayShow(deps);
  const leads =
    found.kind === 'found' ? found.addresses.map((one) => shownAddress(one, may)).join(' ') : found.kind;
  return [`; www.${name}: ${leads}`];
}

function mayShow(deps: Deps): Shown {
  return (address) => mayProbe(address, HTTPS, deps);
}

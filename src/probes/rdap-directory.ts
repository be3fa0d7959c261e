import { z } from 'zod';
import type { ProbeDeps } from './deps.js';
import { fetchJson } from './rdap-fetch.js';

/** Where the registry of a domain answers questions: the beginning of its addresses. */
export type RdapServer = { kind: 'found'; base: string } | { kind: 'none' } | { kind: 'failed'; why: string };

/** IANA's list of them (RFC 9224). */
const LIST = 'https://data.iana.org/rdap/dns.json';
const MOST_BYTES = 1024 * 1024;
const KEPT_MS = 24 * 60 * 60 * 1000;

const listSchema = z.object({
  services: z.array(z.tuple([z.array(z.string()), z.array(z.string())])),
});

interface Kept {
  at: number;
  bases: ReadonlyMap<string, string>;
}

/** One list for each set of parts, which live as long as the deployment; it is replaced, and so never grows. */
const lists = new WeakMap<ProbeDeps, Kept>();

/**
 * The RDAP server for a domain. The list of all is fetched once a day; an older one serves where no newer is to be had.
 * @param domain in ASCII
 */
export async function findRdapServer(
  domain: string,
  deps: ProbeDeps,
  signal: AbortSignal,
): Promise<RdapServer> {
  const kept = lists.get(deps);
  if (kept !== undefined && deps.now() - kept.at < KEPT_MS) return lookUp(domain, kept);
  const fetched = await fetchJson(LIST, MOST_BYTES, deps, signal);
  const read = fetched.kind === 'answered' && fetched.status === 200 ? readList(fetched.body) : null;
  if (read !== null) {
    const fresh = { at: deps.now(), bases: read };
    lists.set(deps, fresh);
    return lookUp(domain, fresh);
  }
  if (kept !== undefined) return lookUp(domain, kept);
  const why = fetched.kind === 'failed' ? fetched.why : `HTTP ${fetched.status}, no list`;
  return { kind: 'failed', why: `IANA's list of registries: ${why}` };
}

/** The first https address for each ending, or null where it is no such list. */
function readList(body: unknown): ReadonlyMap<string, string> | null {
  const parsed = listSchema.safeParse(body);
  if (!parsed.success) return null;
  const bases = new Map<string, string>();
  for (const [endings, addresses] of parsed.data.services) {
    const base = addresses.find((address) => address.startsWith('https://'));
    if (base === undefined) continue;
    for (const ending of endings) bases.set(ending.toLowerCase(), base.endsWith('/') ? base : `${base}/`);
  }
  return bases.size === 0 ? null : bases;
}

/** The longest ending of the name that is in the list counts. */
function lookUp(domain: string, { bases }: Kept): RdapServer {
  for (let ending = domain; ending !== ''; ending = ending.split('.').slice(1).join('.')) {
    const base = bases.get(ending);
    if (base !== undefined) return { kind: 'found', base };
  }
  return { kind: 'none' };
}

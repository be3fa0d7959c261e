import type { ProbeDeps } from './deps.js';
import { greet, type Greeting } from './mail-greeting.js';
import { isAmong, type MailHosts } from './mail-hosts.js';
import type { DnsResolver } from './resolver.js';
import type { Facts, Verdict } from './result.js';

/** What one half of the check of a domain's mail came to. */
export interface MailHalf {
  problems: Verdict<'mail'>[];
  /** Something could not be found out. */
  isUnsure: boolean;
  facts: Facts<'mail'>;
  /** Lines for agents. */
  details: string[];
}

/** So many servers are connected to, the most preferred ones. */
const MOST_GREETED = 3;

/** Whether mail for a domain can arrive: it has servers, they have addresses, and one of them answers. */
export async function checkReceiving(
  { state, hosts, names }: MailHosts,
  deps: ProbeDeps<DnsResolver>,
  signal: AbortSignal,
): Promise<MailHalf> {
  const half: MailHalf = { problems: [], isUnsure: state === 'unknown', facts: {}, details: [] };
  if (state === 'missing') half.problems.push('no-mx');
  if (state === 'refuses') half.problems.push('refuses-mail');
  if (state !== 'found') return half;
  const { mailHosts } = deps.provider;
  if (mailHosts.length > 0 && !names.some((name) => isAmong(name, mailHosts)))
    half.problems.push('mx-elsewhere');
  const reachable = hosts.flatMap(({ name, addresses: [address] }) =>
    address === undefined ? [] : [{ name, address }],
  );
  if (reachable.length === 0) {
    if (hosts.every(({ isKnown }) => isKnown)) half.problems.push('mx-no-address');
    else half.isUnsure = true;
    return half;
  }
  const greetings = await Promise.all(
    reachable.slice(0, MOST_GREETED).map(({ name, address }) => greet(name, address, deps, signal)),
  );
  half.details.push(...greetings.map(({ detail }) => detail));
  if (greetings.some(answers)) return half;
  const isSilent = greetings.some((greeting) => greeting.state === 'silent');
  if (!isSilent || (await isWayOpen(deps, signal, half.details))) half.problems.push('mx-unreachable');
  else half.isUnsure = true;
  return half;
}

function answers({ state }: Greeting): boolean {
  return state === 'greets' || state === 'turns-away';
}

/**
 * Whether mail servers can be reached from here at all: many networks let nobody out to port 25, and then silence says
 * nothing about those who are silent. The provider's own server shows it, where one is known.
 */
async function isWayOpen(
  deps: ProbeDeps<DnsResolver>,
  signal: AbortSignal,
  details: string[],
): Promise<boolean> {
  const [own] = deps.provider.mailHosts;
  const found = own === undefined ? null : await deps.resolver.addresses(own, signal);
  const address = found?.kind === 'found' ? found.addresses[0] : undefined;
  const greeting =
    own === undefined || address === undefined ? null : await greet(own, address, deps, signal);
  const isOpen = greeting !== null && answers(greeting);
  details.push(
    isOpen
      ? `for comparison: ${greeting.detail}`
      : 'silence: perhaps nobody may connect to port 25 from here',
  );
  return isOpen;
}

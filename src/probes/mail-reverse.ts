import ipaddr from 'ipaddr.js';
import type { DnsResolver } from './resolver.js';

/** What an address is called, and whether that name leads back to it. */
export interface ReverseFinding {
  /** `unknown`: no answer. */
  state: 'ok' | 'missing' | 'differs' | 'unknown';
  name: string | null;
  /** A line for agents. */
  detail: string;
}

/** So many names of one address are followed. */
const MOST_NAMES = 3;

/** Looks an address's name up and that name's addresses, as receivers of mail do. Sources: RFC 1035, 3.5; RFC 3596, 2.5. */
export async function checkReverse(
  address: string,
  resolver: DnsResolver,
  signal: AbortSignal,
): Promise<ReverseFinding> {
  const { status, code, records } = await resolver.ask(reverseName(address), 'PTR', signal);
  const isAnswer = status !== 'failing' && status !== 'silent';
  const names = records.map(({ value }) => value).slice(0, MOST_NAMES);
  const [name = null] = names;
  if (name === null)
    return { state: isAnswer ? 'missing' : 'unknown', name, detail: `${address}: ${code}, no PTR` };
  const found = await Promise.all(names.map((one) => resolver.addresses(one, signal)));
  signal.throwIfAborted();
  const back = found.findIndex(
    (one) => one.kind === 'found' && one.addresses.some((to) => isSame(to, address)),
  );
  const proven = names[back];
  if (proven !== undefined)
    return { state: 'ok', name: proven, detail: `${address}: PTR ${proven}, and back` };
  const isUnsure = found.some(({ kind }) => kind === 'failed' || kind === 'timeout');
  return {
    state: isUnsure ? 'unknown' : 'differs',
    name,
    detail: `${address}: PTR ${name}, which does not lead back`,
  };
}

/** The name under which an address's own name is kept. */
export function reverseName(address: string): string {
  const parsed = ipaddr.parse(address);
  const bytes = parsed.toByteArray();
  if (parsed.kind() === 'ipv4') return `${bytes.reverse().join('.')}.in-addr.arpa`;
  const digits = bytes.flatMap((byte) => [byte >> 4, byte & 0xf]).reverse();
  return `${digits.map((digit) => digit.toString(16)).join('.')}.ip6.arpa`;
}

function isSame(one: string, other: string): boolean {
  return (
    ipaddr.isValid(one) && ipaddr.parse(one).toNormalizedString() === ipaddr.parse(other).toNormalizedString()
  );
}

import ipaddr from 'ipaddr.js';
import type { Bounds } from './deps.js';

/** Public addresses with a meaning inside of clouds: Azure's platform service. */
const METADATA = new Set(['168.63.129.16']);
/** The only IPv6 addresses given out so far (RFC 4291, 2.4; IANA). */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether a probe may connect to an address. Only public unicast ones: no private, loopback, link-local, reserved or
 * documentation address, none of the provider's `internal` ranges, and no IPv6 form that carries an IPv4 address
 * (6to4, Teredo, NAT64) but the mapped one, which is judged as the IPv4 address it is.
 *
 * It judges addresses, never names: ask it about the very address that is connected to, at each connection.
 * @param address in the usual form: one that is not, such as `0177.0.0.1`, may not be probed
 */
export function mayProbe(address: string, port: number, bounds: Bounds): boolean {
  if (bounds.allow?.(address, port) === true) return true;
  return rangeOf(address) === 'unicast' && !isWithin(address, bounds.provider.internal);
}

/** The kind of an address as IANA's registries name it; `unicast` is a public one, `none` is no address at all. */
export function rangeOf(address: string): string {
  const parsed = parse(address);
  if (parsed === null) return 'none';
  const plain = parsed.toString();
  if (METADATA.has(plain)) return 'metadata';
  const range = parsed.range();
  if (range !== 'unicast' || parsed instanceof ipaddr.IPv4) return range;
  return parsed.match(GLOBAL_IPV6) ? range : 'reserved';
}

/**
 * Whether an address lies in one of the networks.
 * @param networks in CIDR notation; one that is not counts as containing nothing
 */
export function isWithin(address: string, networks: readonly string[]): boolean {
  const parsed = parse(address);
  if (parsed === null) return false;
  return networks.some((network) => {
    if (!ipaddr.isValidCIDR(network)) return false;
    const [base, bits] = ipaddr.parseCIDR(network);
    return base.kind() === parsed.kind() && parsed.match(base, bits);
  });
}

/** An address in the usual form, IPv4 where it is a mapped one; null for anything else. */
function parse(address: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  if (ipaddr.IPv4.isValidFourPartDecimal(address)) return ipaddr.IPv4.parse(address);
  // A zone ("%eth0") means an interface of this machine.
  if (!ipaddr.IPv6.isValid(address) || address.includes('%')) return null;
  const parsed = ipaddr.IPv6.parse(address);
  return parsed.isIPv4MappedAddress() ? parsed.toIPv4Address() : parsed;
}

import type { Socket } from 'node:net';

/** What a host name leads to. */
export type Addresses =
  | { kind: 'found'; addresses: string[] }
  /** There is no such name; a name without addresses; its servers fail; nothing came in time. */
  | { kind: 'no-such-domain' | 'no-address' | 'failed' | 'timeout' };

/** The part of a resolver that the probes of the web need. */
export interface AddressLookup {
  /**
   * The IPv4 and IPv6 addresses of a host name, aliases followed. Not judged: `mayProbe` says which of them may be
   * connected to. Never rejects.
   * @param host in ASCII, lower case
   */
  addresses(host: string, signal: AbortSignal): Promise<Addresses>;
}

/** A connection that stands, or why there is none. `no-route`: this machine has no way there, as without IPv6. */
export type Connection = { kind: 'connected'; socket: Socket } | { kind: 'refused' | 'timeout' | 'no-route' };

/**
 * Opens a TCP connection to an address that was judged before, never to a name. Never rejects; the signal gives up
 * with `timeout`. Whoever gets the socket destroys it.
 */
export type Connect = (address: string, port: number, signal: AbortSignal) => Promise<Connection>;

/** What belongs to the provider that a deployment is for; any of it may be empty. */
export interface ProviderSetup {
  /** Where customers' sites are, in CIDR notation. */
  networks: readonly string[];
  /** Host names of the provider's name servers. */
  nameservers: readonly string[];
  /** Host names of the provider's mail servers. */
  mailHosts: readonly string[];
  /** What a customer's SPF record includes to allow the provider's servers. */
  spfInclude: string | null;
  /** Never probed, in CIDR notation: the provider's own machines with public addresses. */
  internal: readonly string[];
}

/** Addresses that are probed although they are not public. Only tests give one; no setting does. */
export type Allowance = (address: string, port: number) => boolean;

/** What decides whether an address may be probed. */
export interface Bounds {
  provider: Pick<ProviderSetup, 'internal'>;
  allow?: Allowance;
}

/**
 * Everything outside that the probes use. The ports are always the standard ones (80, 443, 25): a test's `connect`
 * leads them to servers of its own.
 */
export interface ProbeDeps<Lookup extends AddressLookup = AddressLookup> extends Bounds {
  resolver: Lookup;
  connect: Connect;
  /** Milliseconds since the epoch. */
  now(): number;
  provider: ProviderSetup;
  /** Calls back once after `ms`; the result cancels it. Without it, the machine's timers. */
  after?(ms: number, callback: () => void): () => void;
  /** Root certificates in PEM instead of the usual ones: those of tests. */
  roots?: readonly string[];
}

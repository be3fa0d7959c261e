import { randomInt } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { limitedSignal } from './deadline.js';
import type { AddressLookup, Addresses } from './deps.js';
import { fitsQuestion, followAliases, MAX_ALIASES } from './resolver-names.js';
import { canonical, isOf, type RecordOf, type RecordType } from './resolver-record.js';
import { sendDns, type DnsServer, type SendDns } from './resolver-transport.js';
import { decodeResponse, encodeQuery, type DnsResponse } from './resolver-wire.js';

/** What came of a question. */
export interface DnsAnswer<Type extends RecordType = RecordType> {
  /** `none`: the name is there, without such records. `failing`: servers answer that they can not. `silent`: none answers. */
  status: 'found' | 'none' | 'no-such-name' | 'failing' | 'silent';
  /** For agents: the response code, or `TIMEOUT`, `LOOP` (of aliases), `BADNAME` (no question can be put with it). */
  code: string;
  /** The records that were asked for, of the name itself or of what its aliases lead to. */
  records: RecordOf<Type>[];
  /** The names that the name is an alias of, in order. */
  aliases: string[];
  /** From a server that is answerable for the name. */
  authoritative: boolean;
}

/** Asks the domain name system. The signal ends a question with a rejection; nothing else does. */
export interface DnsResolver extends AddressLookup {
  /** Asks the system's resolver, which asks everybody else. */
  ask<Type extends RecordType>(name: string, type: Type, signal: AbortSignal): Promise<DnsAnswer<Type>>;
  /**
   * Asks one server for what it knows itself. Whether its address may be asked, the caller has to know; aliases are
   * followed only within its answer.
   */
  askServer<Type extends RecordType>(
    server: DnsServer,
    name: string,
    type: Type,
    signal: AbortSignal,
  ): Promise<DnsAnswer<Type>>;
}

export interface ResolverOptions {
  /** The system's resolvers, in order of preference; not judged, for whoever runs the machine chose them. */
  servers: readonly DnsServer[];
  send?: SendDns;
  /** An unguessable number of 16 bits. */
  drawId?: () => number;
  /** How long each round of attempts waits for a server, ms. */
  attemptsMs?: readonly number[];
}

const ATTEMPTS_MS = [1_000, 2_000];
const ANSWERS = new Set(['NOERROR', 'NXDOMAIN']);
const TOO_NEW = new Set(['FORMERR', 'NOTIMP']);

/** A resolver over the servers that are given; sources: RFC 1034 and 1035, EDNS by RFC 6891. */
export function createResolver(options: ResolverOptions): DnsResolver {
  const { servers, send = sendDns, drawId = () => randomInt(0x1_0000), attemptsMs = ATTEMPTS_MS } = options;

  let answering: DnsServer | null = null;
  /** The server that answered last comes first: one that is down costs its time once, and not at each question. */
  const preferred = (all: readonly DnsServer[]): DnsServer[] => {
    const best = all.filter((server) => server === answering);
    return [...best, ...all.filter((server) => server !== answering)];
  };

  /** One server, once; null where it is silent. */
  async function attempt(
    server: DnsServer,
    question: { name: string; type: RecordType; recurse: boolean },
    limits: { ms: number; signal: AbortSignal },
    edns = true,
  ): Promise<DnsResponse | null> {
    const { name, type, recurse } = question;
    const query = encodeQuery(name, type, { id: drawId(), recurse, edns });
    // A probe asks dozens of questions at a time under one signal, and Node warns of eleven.
    setMaxListeners(0, limits.signal);
    const limited = limitedSignal(limits.ms, {}, limits.signal);
    try {
      const response = decodeResponse(await send(server, query, limited.signal));
      return edns && TOO_NEW.has(response.code) ? await attempt(server, question, limits, false) : response;
    } catch {
      limits.signal.throwIfAborted();
      return null;
    } finally {
      limited.done();
    }
  }

  async function ask<Type extends RecordType>(
    asked: readonly DnsServer[],
    question: { name: string; type: Type; recurse: boolean },
    signal: AbortSignal,
  ): Promise<DnsAnswer<Type>> {
    const { type } = question;
    const name = canonical(question.name);
    const none = { records: [], aliases: [], authoritative: false };
    if (!fitsQuestion(name)) return { ...none, status: 'failing', code: 'BADNAME' };
    const response = await firstAnswer(preferred(asked), attemptsMs, async (server, ms) => {
      const given = await attempt(server, { ...question, name }, { ms, signal });
      if (given !== null && question.recurse) answering = server;
      return given;
    });
    if (response === null) return { ...none, status: 'silent', code: 'TIMEOUT' };
    const { code, authoritative } = response;
    if (!ANSWERS.has(code)) return { ...none, status: 'failing', code, authoritative };
    const chain = followAliases(name, type, response.records);
    if (chain === null) return { ...none, status: 'failing', code: 'LOOP', authoritative };
    const { owner, aliases } = chain;
    const records = response.records.filter(isOf(type)).filter((record) => record.name === owner);
    const status = records.length > 0 ? 'found' : code === 'NXDOMAIN' ? 'no-such-name' : 'none';
    return { status, code, records, aliases, authoritative };
  }

  const resolver: DnsResolver = {
    async ask(name, type, signal) {
      let answer = await ask(servers, { name, type, recurse: true }, signal);
      let { aliases } = answer;
      // A resolver that follows aliases gives everything at once; some leave the last steps to those who ask.
      while (answer.status === 'none' && answer.aliases.length > 0) {
        answer = await ask(servers, { name: aliases.at(-1) ?? name, type, recurse: true }, signal);
        aliases = [...aliases, ...answer.aliases];
        if (aliases.length > MAX_ALIASES) {
          return { ...answer, status: 'failing', code: 'LOOP', records: [], aliases: [] };
        }
      }
      return { ...answer, aliases };
    },
    askServer(server, name, type, signal) {
      return ask([server], { name, type, recurse: false }, signal);
    },
    async addresses(host, signal) {
      try {
        return together(
          await Promise.all([resolver.ask(host, 'A', signal), resolver.ask(host, 'AAAA', signal)]),
        );
      } catch {
        return { kind: 'timeout' };
      }
    },
  };
  return resolver;
}

/** The first server that has an answer; else what one of them said instead; null where all are silent. */
async function firstAnswer(
  servers: readonly DnsServer[],
  attemptsMs: readonly number[],
  attempt: (server: DnsServer, ms: number) => Promise<DnsResponse | null>,
): Promise<DnsResponse | null> {
  for (const ms of attemptsMs) {
    let failing: DnsResponse | null = null;
    for (const server of servers) {
      const response = await attempt(server, ms);
      if (response !== null && ANSWERS.has(response.code)) return response;
      failing ??= response;
    }
    if (failing !== null) return failing;
  }
  return null;
}

/** Addresses of both families as one answer; one family that fails is no failure where the other has something. */
function together(answers: readonly (DnsAnswer<'A'> | DnsAnswer<'AAAA'>)[]): Addresses {
  const addresses = answers.flatMap(({ records }) => records.map(({ value }) => value));
  if (addresses.length > 0) return { kind: 'found', addresses };
  const has = (status: DnsAnswer['status']) => answers.some((answer) => answer.status === status);
  if (has('failing')) return { kind: 'failed' };
  if (has('silent')) return { kind: 'timeout' };
  return { kind: has('no-such-name') ? 'no-such-domain' : 'no-address' };
}

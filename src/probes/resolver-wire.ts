import { decode, encode, RECURSION_DESIRED, TRUNCATED_RESPONSE, AUTHORITATIVE_ANSWER } from 'dns-packet';
import { readRecord, type DnsRecord, type RecordType } from './resolver-record.js';

/** A response as it came: what it says, and its answer section. */
export interface DnsResponse {
  /** `NOERROR`, `NXDOMAIN`, `SERVFAIL`, `REFUSED`, …; `MALFORMED` where it can not be read. */
  code: string;
  /** From a server that is answerable for the name. */
  authoritative: boolean;
  records: DnsRecord[];
  /** The name servers that it refers to: of a zone further down. */
  authorities: DnsRecord[];
}

export interface QueryOptions {
  /** 16 bits, drawn so that nobody can guess them. */
  id: number;
  /** Whether the server shall ask others: yes for the system's resolver, no for a name's own server. */
  recurse: boolean;
  /** Whether to say that larger answers are understood (RFC 6891): some old servers refuse such a query. */
  edns: boolean;
}

const HEADER = 12;
const CODES = ['NOERROR', 'FORMERR', 'SERVFAIL', 'NXDOMAIN', 'NOTIMP', 'REFUSED'];
/** What passes everywhere in one piece: the size that the DNS flag day of 2020 agreed on. */
const UDP_PAYLOAD = 1232;

/** A query for one name and type, as bytes. */
export function encodeQuery(name: string, type: RecordType, { id, recurse, edns }: QueryOptions): Buffer {
  return encode({
    type: 'query',
    id,
    flags: recurse ? RECURSION_DESIRED : 0,
    questions: [{ name, type, class: 'IN' }],
    additionals: edns
      ? [
          {
            ...{ name: '.', type: 'OPT', udpPayloadSize: UDP_PAYLOAD, extendedRcode: 0 },
            ...{ ednsVersion: 0, flags: 0, flag_do: false, options: [] },
          },
        ]
      : [],
  });
}

/**
 * Whether bytes are the response to a query: its id and its question, letter case apart. Anybody can send a datagram
 * that is neither. A response that tells of an error may leave the question out.
 */
export function answersQuery(response: Buffer, query: Buffer): boolean {
  if (response.length < HEADER || response.readUInt16BE(0) !== query.readUInt16BE(0)) return false;
  const flags = response.readUInt16BE(2);
  if ((flags & 0x8000) === 0) return false;
  const questions = response.readUInt16BE(4);
  if (questions === 0) return (flags & 0xf) !== 0;
  const asked = questionOf(query);
  return questions === 1 && questionOf(response.subarray(0, HEADER + asked.length)) === asked;
}

/** Whether the rest of the answer has to be fetched over TCP. */
export function isTruncated(response: Buffer): boolean {
  return (response.readUInt16BE(2) & TRUNCATED_RESPONSE) !== 0;
}

/** What a response says. Never throws: one that can not be read has the code `MALFORMED`. */
export function decodeResponse(response: Buffer): DnsResponse {
  try {
    const { flags = 0, answers = [], authorities = [] } = decode(response);
    return {
      code: CODES[flags & 0xf] ?? `RCODE${flags & 0xf}`,
      authoritative: (flags & AUTHORITATIVE_ANSWER) !== 0,
      records: answers.map(readRecord).filter((record) => record !== null),
      authorities: authorities.map(readRecord).filter((record) => record !== null),
    };
  } catch {
    return { code: 'MALFORMED', authoritative: false, records: [], authorities: [] };
  }
}

/** The bytes of the only question, one character each; letters small, as names are compared. */
function questionOf(message: Buffer): string {
  let end = HEADER;
  while (end < message.length && message[end] !== 0) end += 1 + (message[end] ?? 0);
  return message.toString('latin1', HEADER, end + 5).toLowerCase();
}

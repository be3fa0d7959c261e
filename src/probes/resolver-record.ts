import { isIP } from 'node:net';
import type { Answer } from 'dns-packet';

/** The kinds of records that the probes ask for. */
export type RecordType = 'A' | 'AAAA' | 'CNAME' | 'NS' | 'PTR' | 'MX' | 'TXT' | 'SOA' | 'CAA';

interface Named {
  /** Lower case, in ASCII, without the dot at the end; the root is `.`. */
  name: string;
  /** Seconds. */
  ttl: number;
}

/** A record that says one thing: an address, or another name in the form of `name`. */
export interface PlainRecord extends Named {
  type: 'A' | 'AAAA' | 'CNAME' | 'NS' | 'PTR';
  value: string;
}

export interface MxRecord extends Named {
  type: 'MX';
  preference: number;
  exchange: string;
}

export interface TxtRecord extends Named {
  type: 'TXT';
  /** As they came, one character a byte. */
  strings: string[];
}

export interface SoaRecord extends Named {
  type: 'SOA';
  primary: string;
  serial: number;
}

export interface CaaRecord extends Named {
  type: 'CAA';
  flags: number;
  tag: string;
  issuer: string;
}

export type DnsRecord = PlainRecord | MxRecord | TxtRecord | SoaRecord | CaaRecord;
/** The records of one type, or of any of several. */
export type RecordOf<Type extends RecordType> = DnsRecord & { type: Type };

/** The record in an answer, or null where it is of another kind or class. */
export function readRecord(answer: Answer): DnsRecord | null {
  if (answer.type === 'OPT' || (answer.class !== undefined && answer.class !== 'IN')) return null;
  const named = { name: canonical(answer.name), ttl: answer.ttl ?? 0 };
  if (answer.type === 'A' || answer.type === 'AAAA') {
    // The library reads on behind the end of a message, and makes no address of it.
    return isIP(answer.data) === 0 ? null : { ...named, type: answer.type, value: answer.data };
  }
  if (answer.type === 'CNAME' || answer.type === 'NS' || answer.type === 'PTR') {
    return { ...named, type: answer.type, value: canonical(answer.data) };
  }
  if (answer.type === 'MX') {
    const { preference = 0, exchange } = answer.data;
    return { ...named, type: 'MX', preference, exchange: canonical(exchange) };
  }
  if (answer.type === 'TXT') {
    return { ...named, type: 'TXT', strings: [answer.data].flat().map((part) => bytes(part)) };
  }
  if (answer.type === 'SOA') {
    const { mname, serial = 0 } = answer.data;
    return { ...named, type: 'SOA', primary: canonical(mname), serial };
  }
  if (answer.type === 'CAA') {
    const { flags = 0, tag, value } = answer.data;
    return { ...named, type: 'CAA', flags, tag, issuer: value };
  }
  return null;
}

/** Picks the records of one type. */
export function isOf<Type extends RecordType>(type: Type) {
  return (record: DnsRecord): record is RecordOf<Type> => record.type === type;
}

/** A host name in the form in which names are compared: lower case, no dot at the end. */
export function canonical(name: string): string {
  return name === '.' ? name : name.toLowerCase().replace(/\.$/u, '');
}

/** The text of a TXT record: its strings in one, as RFC 7208 (3.3) and RFC 6376 (3.6.2.2) want them. */
export function textOf(record: TxtRecord): string {
  return record.strings.join('');
}

/** The record as `dig` prints it, in one line. */
export function recordLine(record: DnsRecord): string {
  return printable(`${dotted(record.name)} ${record.ttl} IN ${record.type} ${dataOf(record)}`);
}

/** Text that came in bytes, one character each: those that are no printable ASCII as `\DDD`, decimal as `dig` does. */
export function printable(text: string): string {
  return text.replace(/[^ -~]/gu, (sign) => {
    const code = sign.codePointAt(0) ?? 0;
    return code < 256 ? `\\${String(code).padStart(3, '0')}` : '?';
  });
}

function dataOf(record: DnsRecord): string {
  switch (record.type) {
    case 'A':
    case 'AAAA':
      return record.value;
    case 'CNAME':
    case 'NS':
    case 'PTR':
      return dotted(record.value);
    case 'MX':
      return `${record.preference} ${dotted(record.exchange)}`;
    case 'TXT':
      return record.strings.map((part) => `"${part.replace(/["\\]/gu, '\\$&')}"`).join(' ');
    case 'SOA':
      return `${dotted(record.primary)} serial ${record.serial}`;
    case 'CAA':
      return `${record.flags} ${record.tag} "${record.issuer}"`;
  }
}

function dotted(name: string): string {
  return name === '.' ? name : `${name}.`;
}

function bytes(part: string | Buffer): string {
  return typeof part === 'string' ? part : part.toString('latin1');
}

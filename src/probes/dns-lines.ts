import type { ServerView } from './dns-zone.js';
import { rangeOf } from './guard.js';
import type { DnsAnswer } from './resolver.js';
import { recordLine, type DnsRecord, type RecordType } from './resolver-record.js';

/** What is to be asked and its answer. */
export type Asked = [type: RecordType, answer: DnsAnswer];

/** More records of one type than these are counted only. */
const MOST_OF_A_TYPE = 6;

/**
 * The records of an answer as `dig` prints them, and what was no answer as a comment.
 * @param may whether an address may be shown; the others may be part of somebody's inner network
 */
export function answerLines([type, { status, code, records, aliases }]: Asked, may: Shown): string[] {
  if (status === 'none') return [];
  if (status !== 'found') return [`; ${type}: ${code}${aliasNote(aliases)}`];
  const lines = records.slice(0, MOST_OF_A_TYPE).map((record) => recordLine(masked(record, may)));
  const more = records.length - lines.length;
  return more > 0 ? [...lines, `; ${type}: ${more} more`] : lines;
}

/** What a server of the zone says, in a line. */
export function serverLine(view: ServerView, may: Shown): string {
  const { nameserver, address, state, code, alias, addresses, serial } = view;
  const who = address === null ? nameserver : `${nameserver} [${address}]`;
  if (state !== 'answers') return `; ${who}: ${state}, ${code}`;
  const leads = alias === null ? addresses.map((one) => shownAddress(one, may)) : [`alias of ${alias}`];
  return `; ${who}: ${leads.length === 0 ? code : leads.join(' ')}, serial ${serial ?? 'unknown'}`;
}

/** Whether an address may be shown. */
export type Shown = (address: string) => boolean;

/** An address, or the kind of those that are not shown. */
export function shownAddress(address: string, may: Shown): string {
  return may(address) ? address : `(${rangeOf(address)})`;
}

function masked(record: DnsRecord, may: Shown): DnsRecord {
  if (record.type !== 'A' && record.type !== 'AAAA') return record;
  return { ...record, value: shownAddress(record.value, may) };
}

function aliasNote(aliases: readonly string[]): string {
  return aliases.length === 0 ? '' : `, alias of ${aliases.join(', ')}`;
}

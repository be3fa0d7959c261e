import { domainToASCII } from 'node:url';
import ipaddr from 'ipaddr.js';
import { readList } from './list.js';

/** Reads networks in CIDR notation with commas between; null where one of them is anything else. */
export function readNetworks(text: string): string[] | null {
  return readList(text, (item) => (ipaddr.isValidCIDR(item) ? item : null));
}

/** Reads host names with commas between; null where one of them is anything else. */
export function readHosts(text: string): string[] | null {
  return readList(text, readHost);
}

/** Reads a host name as the domain name system has it: in ASCII, lower case, without a dot at the end. */
export function readHost(text: string): string | null {
  const name = domainToASCII(text.replace(/\.$/, ''));
  const isName = /^(?=.{4,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/.test(name);
  return isName && !/\.\d+$/.test(name) ? name : null;
}

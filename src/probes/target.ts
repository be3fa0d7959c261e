import { isIP } from 'node:net';
import { domainToUnicode } from 'node:url';
import { parse } from 'tldts';
import { rangeOf } from './guard.js';

/** A host to be probed. */
export interface Host {
  /** As it goes over the wire: lower case, ASCII, no trailing dot; or an address, IPv6 without brackets. */
  name: string;
  /** As it is shown: in its own letters. */
  shown: string;
}

/** Endings that mean nothing outside of a network (RFC 6761, 6762, 7686, 8375, 9476, and ICANN's `internal`). */
const INNER =
  /(?:^|\.)(?:alt|corp|example|home|home\.arpa|arpa|internal|intranet|invalid|lan|local|localdomain|localhost|onion|private|test)$/u;
const LABEL = /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/u;
const LONGEST_NAME = 253;
const SCHEME = /^\s*[a-z][a-z0-9+.-]*:\/\//iu;

/**
 * The host that a person's text names, alone or within a URL, or null where it is none that may be looked at: no
 * public name or address, an ending that nobody outside knows, unreadable. Nothing is looked up. Addresses in odd forms
 * (`2130706433`, `0x7f.1`) are read as a browser does, and refused if they are not public.
 */
export function readHost(text: string): Host | null {
  const url = readUrl(text);
  return url === null ? null : hostOf(url);
}

/**
 * A person's text as a URL, without what identifies anybody (name, password) and without a fragment; `http` where it
 * names no scheme. Null where it is no URL of http or https.
 */
export function readUrl(text: string, base?: string): URL | null {
  const trimmed = text.trim();
  const written = base === undefined && !namesScheme(trimmed) ? `http://${bracketed(trimmed)}` : trimmed;
  if (!URL.canParse(written, base)) return null;
  const url = new URL(written, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  url.username = '';
  url.password = '';
  url.hash = '';
  return url;
}

/** Whether a text says itself how it is to be asked for, as `https://example.com` does. */
export function namesScheme(text: string): boolean {
  return SCHEME.test(text);
}

/** The host of a URL, or null where it may not be looked at, as `readHost` says. */
export function hostOf(url: URL): Host | null {
  const name = url.hostname.replace(/^\[(.*)\]$/u, '$1').replace(/\.$/u, '');
  if (isIP(name) !== 0) return rangeOf(name) === 'unicast' ? { name, shown: name } : null;
  return isPublicName(name) ? { name, shown: readable(name) } : null;
}

/** A name in its own letters; as it is where it is no valid punycode. */
export function readable(name: string): string {
  const decoded = name.includes('xn--') ? domainToUnicode(name) : name;
  return decoded === '' ? name : decoded;
}

/** What was registered of a name: `example.co.uk` of `www.example.co.uk`; of an address, itself. */
export function registrable(name: string): string {
  return parse(name).domain ?? name;
}

function bracketed(text: string): string {
  return isIP(text) === 6 ? `[${text}]` : text;
}

function isPublicName(name: string): boolean {
  if (name.length > LONGEST_NAME || INNER.test(name)) return false;
  const { isIcann, domain } = parse(name);
  return isIcann === true && domain !== null && name.split('.').every((label) => LABEL.test(label));
}

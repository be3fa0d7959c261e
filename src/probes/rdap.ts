import { z } from 'zod';
import { canonical } from './resolver-record.js';

/** What is taken of a registration: nothing about people. */
export interface Registration {
  /** When it ends, milliseconds since the epoch. */
  until: number | null;
  registrar: string | null;
  /** As RFC 8056 names them, in lower case; those that nobody knows are left out. */
  statuses: string[];
  /** In ASCII. */
  nameservers: string[];
}

/** The statuses of domains (RFC 8056, RFC 9083). Text of a registry's own might be about people. */
const STATUSES: ReadonlyMap<string, string> = new Map(
  [
    ...['active', 'inactive', 'locked', 'validated', 'associated', 'add period', 'auto renew period'],
    ...['client delete prohibited', 'client hold', 'client renew prohibited', 'client transfer prohibited'],
    ...['client update prohibited', 'delete prohibited', 'pending create', 'pending delete', 'pending renew'],
    ...['pending restore', 'pending transfer', 'pending update', 'redemption period', 'renew period'],
    ...['renew prohibited', 'server delete prohibited', 'server hold', 'server renew prohibited'],
    ...['server transfer prohibited', 'server update prohibited', 'transfer period', 'transfer prohibited'],
    ...['update prohibited'],
  ].map((status): [string, string] => [status.replaceAll(' ', ''), status]),
);
/** Roles of people: an entity that has one of them is not looked at. */
const PEOPLE = new Set(['registrant', 'administrative', 'technical', 'billing', 'abuse', 'proxy']);
const MOST_NAMESERVERS = 13;
const LONGEST_NAME = 100;

// What is written in another way than RFC 9083 wants it counts as not given.
const texts = z.array(z.string()).catch([]);
const eventSchema = z.object({ eventAction: z.string(), eventDate: z.string() });
const entitySchema = z.object({
  roles: texts,
  vcardArray: z.tuple([z.literal('vcard'), z.array(z.unknown())]),
});
const nameSchema = z.tuple([z.literal('fn'), z.unknown(), z.literal('text'), z.string()]).rest(z.unknown());
const hostSchema = z.object({ ldhName: z.string() });
const domainSchema = z.object({
  objectClassName: z.literal('domain'),
  ldhName: z.string().optional().catch(undefined),
  status: texts,
  events: z.array(z.unknown()).catch([]),
  entities: z.array(z.unknown()).catch([]),
  nameservers: z.array(z.unknown()).catch([]),
});

/**
 * Reads a registry's answer about a domain, or gives null where it is none about this one. Source: RFC 9083.
 * @param domain in ASCII
 */
export function readRegistration(body: unknown, domain: string): Registration | null {
  const parsed = domainSchema.safeParse(body);
  if (!parsed.success) return null;
  const { ldhName, status, events, entities, nameservers } = parsed.data;
  if (ldhName !== undefined && canonical(ldhName) !== domain) return null;
  const dates = new Map(
    each(events, eventSchema).map((event) => [event.eventAction.toLowerCase(), event.eventDate]),
  );
  const until = Date.parse(dates.get('expiration') ?? dates.get('registrar expiration') ?? '');
  return {
    until: Number.isNaN(until) ? null : until,
    registrar: registrarOf(entities),
    statuses: [
      ...new Set(status.flatMap((one) => STATUSES.get(one.toLowerCase().replace(/[\s_-]/gu, '')) ?? [])),
    ],
    nameservers: each(nameservers, hostSchema)
      .map((host) => canonical(host.ldhName))
      .slice(0, MOST_NAMESERVERS),
  };
}

/** The name of the company that a domain is registered with. */
function registrarOf(entities: readonly unknown[]): string | null {
  const registrar = each(entities, entitySchema).find(
    ({ roles }) => roles.includes('registrar') && !roles.some((role) => PEOPLE.has(role)),
  );
  const [name] = each(registrar?.vcardArray[1] ?? [], nameSchema);
  const text = name?.[3].trim() ?? '';
  return text === '' || text.length > LONGEST_NAME ? null : text;
}

/** Those of the items that are what they should be. */
function each<Item>(items: readonly unknown[], schema: z.ZodType<Item>): Item[] {
  return items.flatMap((item) => {
    const parsed = schema.safeParse(item);
    return parsed.success ? [parsed.data] : [];
  });
}

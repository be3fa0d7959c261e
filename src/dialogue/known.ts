import type { CompiledFlow } from '../flow/compile.js';
import type { SlotType } from '../flow/slot-type.js';
import type { Entity } from '../model/understanding.js';
import type { Frame } from './state.js';

/**
 * Mail services and search engines that people name beside their own domain ("our letters do not reach gmail.com"):
 * never taken for the domain in question without asking.
 */
const PUBLIC_HOSTS: ReadonlySet<string> = new Set([
  'gmail.com',
  'google.com',
  'outlook.com',
  'hotmail.com',
  'live.com',
  'yahoo.com',
  'icloud.com',
  'proton.me',
  'mail.ru',
  'bk.ru',
  'list.ru',
  'inbox.ru',
  'yandex.ru',
  'yandex.com',
  'ya.ru',
  'rambler.ru',
]);

/** The value an entity gives a slot of this type, or null. Only types with a form of their own are read. */
export function entityValue(type: SlotType, entity: Entity): string | null {
  switch (type) {
    case 'domain':
      return domainOf(entity);
    case 'url':
    case 'email':
    case 'ip':
      return entity.kind === type ? entity.value : null;
    case 'text':
    case 'error-text':
    case 'choice':
    case 'file':
    case 'yes-no':
    case 'number':
    case 'date':
      return null;
  }
}

function domainOf(entity: Entity): string | null {
  if (entity.kind === 'domain') return entity.value;
  if (entity.kind === 'email') return entity.value.split('@')[1] ?? null;
  if (entity.kind !== 'url' || !URL.canParse(entity.value)) return null;
  const host = new URL(entity.value).hostname;
  return host === '' ? null : host.replace(/^www\./, '');
}

/**
 * What a flow need not ask: values that the problem's words name beyond doubt (one value of that type, one slot to
 * take it), and those that flows below it on the stack were told under the same name. `ownHosts` are the
 * deployment's: naming the provider's site says nothing about the customer's.
 */
export function knownSlots(
  compiled: CompiledFlow,
  entities: readonly Entity[],
  below: readonly Frame[],
  ownHosts: readonly string[],
): Record<string, string> {
  const known: Record<string, string> = {};
  const asks = compiled.flow.steps.filter((step) => 'ask' in step);
  for (const { slot, type } of asks) {
    const told = below.findLast((frame) => frame.slots[slot] !== undefined)?.slots[slot];
    const slotsOfType = new Set(asks.filter((ask) => ask.type === type).map((ask) => ask.slot));
    const said = slotsOfType.size === 1 ? onlyValue(type, entities, ownHosts) : null;
    const value = isExact(type) ? (told ?? said) : null;
    if (value !== null) known[slot] = value;
  }
  return known;
}

function isExact(type: SlotType): boolean {
  return type === 'domain' || type === 'url' || type === 'email' || type === 'ip';
}

function onlyValue(type: SlotType, entities: readonly Entity[], ownHosts: readonly string[]): string | null {
  const hidden = new Set([...PUBLIC_HOSTS, ...ownHosts]);
  const values = new Set<string>();
  for (const entity of entities) {
    const value = entityValue(type, entity);
    if (value !== null && !(type === 'domain' && hidden.has(value))) values.add(value);
  }
  const [value] = values;
  return values.size === 1 && value !== undefined ? value : null;
}

import type { Entity } from '../model/understanding.js';
import { exits } from './graph.js';
import type { Flow } from './schema.js';
import type { SlotType } from './slot-type.js';
import type { FlowAnswer } from './turn.js';

/** The longest value of a slot that takes free text, in UTF-16 units. */
export const TEXT_LIMIT = 2_000;

/**
 * The value that an answer gives a slot of this type, or null when it gives none.
 *
 * `yes-no` goes by the act or the button: `yes` or `no`; `choice` by the option that was meant; `file` is `file`. `domain` takes a bare domain, a URL's or an e-mail
 * address's host; `number` and `date` take an answer that names one and only one. Entities found by the
 * understanding are preferred, then the text itself is read. Free text is trimmed and cut to `TEXT_LIMIT`.
 */
export function readSlot(type: SlotType, answer: FlowAnswer): string | null {
  switch (type) {
    case 'yes-no':
      return yesNo(answer);
    case 'choice':
      return answer.choice;
    case 'file':
      return (answer.files ?? 0) > 0 ? 'file' : null;
    case 'text':
    case 'error-text':
      return freeText(answer.text);
    case 'number':
    case 'date': {
      const values = new Set(answer.entities.filter(({ kind }) => kind === type).map(({ value }) => value));
      if (values.size > 0) return values.size === 1 ? ([...values][0] ?? null) : null;
      return type === 'number' ? number(answer.text) : date(answer.text);
    }
    case 'domain':
    case 'url':
    case 'email':
    case 'ip': {
      const entity = named(type, answer.entities);
      return entity === null ? readers[type](answer.text) : fromEntity(type, entity);
    }
  }
}

/** Every slot that a flow can have a value for: inputs, and those that its questions and its own doings fill. */
export function slotNames(flow: Flow): Set<string> {
  const names = new Set(flow.inputs);
  for (const step of flow.steps) {
    if ('slot' in step && step.slot !== undefined) names.add(step.slot);
    for (const { when } of exits(step))
      if (when.kind === 'done') when.changes.forEach((slot) => names.add(slot));
  }
  return names;
}

/** Kinds of entities that give a slot its value, the best first. */
const sources: Readonly<Record<'domain' | 'url' | 'email' | 'ip', readonly Entity['kind'][]>> = {
  domain: ['domain', 'url', 'email'],
  url: ['url', 'domain'],
  email: ['email'],
  ip: ['ip'],
};

const readers: Readonly<Record<keyof typeof sources, (text: string) => string | null>> = {
  domain: (text) => firstWord(text, host),
  url: (text) => firstWord(text, url),
  email: (text) => firstWord(text, email),
  ip: (text) => firstWord(text, ip),
};

/**
 * Other slots that the same answer names beyond doubt: the flow asks for exactly one unknown slot of that type
 * and the answer holds exactly one such value besides the one that was asked for. Only what is exact about its
 * form counts (domain, URL, e-mail address, IP address), and never out of a quoted text.
 */
export function alsoNamed(
  flow: Flow,
  asked: { slot: string; type: SlotType },
  answer: FlowAnswer,
  known: (slot: string) => boolean,
): Record<string, string> {
  const found: Record<string, string> = {};
  if (!isExact(asked.type)) return found;
  const taken = named(asked.type, answer.entities);
  if (taken === null) return found;
  const others = answer.entities.filter((entity) => !overlap(entity, taken));
  const open = flow.steps
    .filter((step) => 'ask' in step)
    .filter((ask) => ask.slot !== asked.slot && !known(ask.slot));
  for (const { slot, type } of open) {
    if (!isExact(type) || new Set(open.filter((ask) => ask.type === type).map((ask) => ask.slot)).size > 1)
      continue;
    const fitting = others.filter(({ kind }) => kind === type);
    const alone = fitting.filter((entity) =>
      others.every((other) => other === entity || !overlap(other, entity)),
    );
    const values = new Set(fitting.map(({ value }) => value));
    const [entity] = alone;
    if (values.size === 1 && alone.length === fitting.length && entity !== undefined)
      found[slot] = entity.value;
  }
  return found;
}

function isExact(type: SlotType): type is keyof typeof sources {
  return Object.hasOwn(sources, type);
}

function overlap(a: Entity, b: Entity): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length;
}

/** The entity that gives the value: of the best kind, the first in the text. */
function named(type: keyof typeof sources, entities: readonly Entity[]): Entity | null {
  for (const kind of sources[type]) {
    const [first] = entities.filter((entity) => entity.kind === kind).sort((a, b) => a.offset - b.offset);
    if (first !== undefined) return first;
  }
  return null;
}

function fromEntity(type: keyof typeof sources, entity: Entity): string | null {
  if (type === 'domain' && entity.kind !== 'domain') return host(entity.value);
  if (type === 'url') return url(entity.value);
  return entity.value;
}

function yesNo({ act, choice }: FlowAnswer): string | null {
  if (choice === 'yes' || choice === 'no') return choice;
  if (act === 'yes' || act === 'works-now') return 'yes';
  return act === 'no' || act === 'still-broken' ? 'no' : null;
}

function freeText(text: string): string | null {
  const trimmed = text.trim();
  if (trimmed.length <= TEXT_LIMIT) return trimmed === '' ? null : trimmed;
  const cut = trimmed.slice(0, TEXT_LIMIT);
  // A character outside the basic plane is two units: half of one is no character.
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut;
}

/** What `read` makes of the first word that it can read; punctuation around a word does not count. */
function firstWord(text: string, read: (word: string) => string | null): string | null {
  for (const word of text.slice(0, TEXT_LIMIT).split(/[\s,;]+/)) {
    const value = read(word.replace(/^[<("'«„“`]+|[>)"'»”`.!?:]+$/g, ''));
    if (value !== null) return value;
  }
  return null;
}

const LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?$/u;

/** Whether a name can be a domain: two labels or more, the last not a number. */
function isDomain(name: string): boolean {
  const labels = name.split('.');
  const last = labels.at(-1) ?? '';
  return (
    labels.length >= 2 &&
    name.length <= 253 &&
    last.length >= 2 &&
    !/^\d+$/.test(last) &&
    labels.every((label) => label.length <= 63 && LABEL.test(label))
  );
}

/** The host of a bare domain, a URL or an e-mail address, in lower case; national domains stay readable. */
function host(word: string): string | null {
  const [, rest] = /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^\s/@]*@)?(.*)$/i.exec(word) ?? [];
  const name =
    (rest ?? '')
      .split(/[/?#:]/, 1)[0]
      ?.replace(/\.$/, '')
      .toLowerCase() ?? '';
  return isDomain(name) ? name : null;
}

/** A URL; a bare domain, with a path or without, is taken for one over HTTPS. */
function url(word: string): string | null {
  if (word.includes('@') || host(word) === null) return null;
  const address = /^https?:\/\//i.test(word) ? word : `https://${word}`;
  return URL.canParse(address) ? address : null;
}

function email(word: string): string | null {
  const [, local, domain] = /^([^\s@<>()[\]:;,"\\]{1,64})@([^\s@]+)$/.exec(word) ?? [];
  const name = domain === undefined ? null : host(domain);
  return local === undefined || name === null ? null : `${local}@${name}`;
}

function ip(word: string): string | null {
  const bytes = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(word)?.slice(1);
  if (bytes !== undefined) return bytes.every((byte) => Number(byte) <= 255) ? word : null;
  // Only an address of version 6 may stand in brackets.
  return /^[0-9a-f:.]*:[0-9a-f:.]*$/i.test(word) && URL.canParse(`http://[${word}]/`)
    ? word.toLowerCase()
    : null;
}

/** A number with a point: «12,5 ГБ» is 12.5, "1 000" is 1000. */
function number(text: string): string | null {
  const found = text.slice(0, TEXT_LIMIT).match(/-?\d+(?:[   ]\d{3})*(?:[.,]\d+)?/g) ?? [];
  const [only, ...others] = found.map((digits) => digits.replace(/[   ]/g, '').replace(',', '.'));
  return only === undefined || others.length > 0 ? null : only;
}

/** A date as YYYY-MM-DD, out of that form or DD.MM.YYYY. */
function date(text: string): string | null {
  const found = [
    ...text
      .slice(0, TEXT_LIMIT)
      .matchAll(/\b(?:(\d{4})-(\d{2})-(\d{2})|(\d{1,2})[./](\d{1,2})[./](\d{4}))\b/g),
  ];
  const dates = found.map(([, y, m, d, day, month, year]) => isoDate(y ?? year, m ?? month, d ?? day));
  return dates.length === 1 ? (dates[0] ?? null) : null;
}

function isoDate(year = '', month = '', day = ''): string | null {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  const valid = Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= last;
  return valid ? text : null;
}

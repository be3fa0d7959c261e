import { flowSchema, type Flow } from '../../src/flow/schema.js';
import { flowSnapshotSchema, type FlowAnswer, type FlowTurn } from '../../src/flow/turn.js';
import type { Entity } from '../../src/model/understanding.js';

const both = (text: string) => ({ ru: `${text} по-русски`, en: text });

/** A flow with every kind of step: a site that does not open. */
export const siteFlow: Flow = flowSchema.parse({
  id: 'site-down',
  audience: 'customer',
  title: both('Site down'),
  inputs: ['plan'],
  steps: [
    { id: 'hello', say: both('Let us look'), next: 'which' },
    {
      id: 'which',
      ask: both('Which domain?'),
      slot: 'domain',
      type: 'domain',
      retry: both('Write it like example.com'),
      unknown: 'explain',
      next: 'seen',
    },
    { id: 'explain', say: both('It is in the address bar'), next: 'nobody' },
    {
      id: 'seen',
      choose: both('What do you see at {domain}?'),
      slot: 'seen',
      options: [
        { value: 'blank', label: both('A blank page'), next: 'sort' },
        { value: 'error', label: both('An error'), next: 'error' },
        { value: 'other', label: both('Something else'), next: 'again' },
      ],
      unknown: 'nobody',
    },
    { id: 'again', goto: 'seen' },
    {
      id: 'error',
      ask: both('What does it say?'),
      slot: 'error',
      type: 'error-text',
      long: true,
      next: 'mail',
    },
    { id: 'mail', ask: both('Your address?'), slot: 'mailbox', type: 'email', next: 'sort' },
    {
      id: 'sort',
      branch: [
        { slot: 'error', known: true, next: 'restart' },
        { slot: 'plan', in: ['vps', 'dedicated'], next: 'restart' },
        { slot: 'seen', is: 'blank', next: 'cache' },
      ],
      else: 'nobody',
    },
    { id: 'cache', confirm: both('Clear the cache. Did it help?'), yes: 'well', no: 'restart' },
    { id: 'restart', confirm: both('Restart it. Did it help?'), yes: 'well', no: 'nobody' },
    { id: 'well', resolve: both('Good') },
    { id: 'nobody', handover: both('A colleague will look'), department: 'support', priority: 'high' },
  ],
});

/** An answer in so many words; `found` are its entities, placed where their values stand in the text. */
export function says(text: string, found: Partial<Record<Entity['kind'], string>> = {}): FlowAnswer {
  const entities = Object.entries(found).flatMap(([kind, value]): Entity[] => {
    const known = entityKinds.find((name) => name === kind);
    return known === undefined
      ? []
      : [{ kind: known, value, offset: Math.max(0, text.indexOf(value)), length: value.length }];
  });
  return { text, choice: null, act: null, entities };
}

const entityKinds: readonly Entity['kind'][] = [
  'domain',
  'url',
  'email',
  'ip',
  'number',
  'date',
  'error-code',
  'path',
  'version',
];

/** A short reply that does something. */
export function does(act: FlowAnswer['act']): FlowAnswer {
  return { text: act ?? '', choice: null, act, entities: [] };
}

/** A button. */
export function presses(choice: string): FlowAnswer {
  return { text: '', choice, act: null, entities: [] };
}

/** The turn as the store gives it back. */
export function stored(turn: FlowTurn): FlowTurn['snapshot'] {
  return flowSnapshotSchema.parse(JSON.parse(JSON.stringify(turn.snapshot)));
}

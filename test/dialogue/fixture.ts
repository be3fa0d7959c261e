import { compileFlow } from '../../src/flow/compile.js';
import { flowSchema, type Flow } from '../../src/flow/schema.js';
import { REQUIRED_PHRASES } from '../../src/dialogue/phrases.js';
import type { DialogueContent } from '../../src/dialogue/content.js';
import { USUAL_LIMITS, type DialogueContext } from '../../src/dialogue/event.js';
import { intentSchema, type Intent } from '../../src/model/intent.js';
import { writtenIssueSchema, type WrittenIssue } from '../../src/model/issue.js';
import type { LocalText } from '../../src/model/language.js';
import { patterns } from './patterns.js';
import type { Understanding } from '../../src/model/understanding.js';

/** What every phrase may use; the fixture's phrases show only what is their own. */
const COMMON = ['provider', 'site', 'panel', 'status_page', 'hours'];

const both = (text: string): LocalText => ({ ru: `${text} (ru)`, en: text });

function flow(id: string, steps: unknown[], inputs: string[] = []): Flow {
  return flowSchema.parse({ id, audience: 'both', title: both(`Flow ${id}`), inputs, steps });
}

function intent(id: string, way: Partial<Intent> = {}): Intent {
  const examples = { ru: ['пример'], en: ['example'] };
  return intentSchema.parse({ id, audience: 'both', title: both(`Title of ${id}`), examples, ...way });
}

function issue(id: string, about: string): WrittenIssue {
  const text = {
    problem: `Problem ${id}`,
    symptoms: ['a symptom'],
    cause: 'a cause',
    solution: ['Run `df -h` first', 'Then {this} stays as it is'],
    check: 'It works',
    handover: 'Never',
  };
  return writtenIssueSchema.parse({
    id,
    intent: about,
    audience: 'both',
    area: 'site',
    tags: [],
    date: '2026-01-01',
    ru: text,
    en: text,
  });
}

const flows = [
  flow('alpha', [
    {
      id: 'domain',
      ask: both('Which domain?'),
      slot: 'domain',
      type: 'domain',
      unknown: 'bad',
      next: 'kind',
    },
    {
      id: 'kind',
      choose: both('Which kind for {domain}?'),
      slot: 'kind',
      options: [
        { value: 'red', label: both('Red one'), next: 'words' },
        { value: 'blue', label: both('Blue one'), next: 'try-it' },
      ],
    },
    { id: 'words', ask: both('What does it say?'), slot: 'words', type: 'error-text', next: 'try-it' },
    { id: 'try-it', confirm: both('Try {kind}. Did it help?'), yes: 'good', no: 'bad' },
    { id: 'good', resolve: both('Good for {domain}.') },
    { id: 'bad', handover: both('Somebody will look at it.'), department: 'domains' },
  ]),
  flow('beta', [
    { id: 'start', say: both('Let us see.'), next: 'sure' },
    { id: 'sure', ask: both('Is it sure?'), slot: 'sure', type: 'yes-no', next: 'end' },
    { id: 'end', resolve: both('Done with it.') },
  ]),
  flow('delta', [
    { id: 'number', ask: both('How many?'), slot: 'number', type: 'number', next: 'end' },
    { id: 'end', resolve: both('Counted {number}.') },
  ]),
  flow('straight', [{ id: 'end', resolve: both('That is all there is to it.') }]),
  flow(
    'suggest-issue',
    [
      {
        id: 'suggest',
        confirm: both('{problem}\n{solution}\n{check}\nDid it help?'),
        yes: 'good',
        no: 'bad',
      },
      { id: 'good', resolve: both('Good.') },
      { id: 'bad', handover: both('Pity.') },
    ],
    ['problem', 'solution', 'check'],
  ),
];

/** A small content that has one of everything the dialogue treats differently. */
export const content: DialogueContent = {
  intents: [
    intent('alpha', { flow: 'alpha' }),
    intent('beta', { flow: 'beta' }),
    intent('delta', { flow: 'delta' }),
    intent('straight', { flow: 'straight' }),
    intent('gamma'),
    intent('danger', {
      dangerous: true,
      department: 'security',
      priority: 'urgent',
      reply: both('First aid.'),
    }),
    intent('secret-topic', { audience: 'staff', flow: 'beta' }),
    intent('greeting', { reply: both('Hello to you.') }),
    intent('thanks', { reply: both('Welcome to it.') }),
    intent('capabilities', { reply: both('I can do this.') }),
    intent('human', { action: 'human' }),
    intent('case-status', { action: 'status' }),
  ],
  issues: [issue('gamma-one', 'gamma'), issue('gamma-two', 'gamma'), issue('gamma-three', 'gamma')],
  flows: new Map([...flows, ...patterns].map((one) => [one.id, compileFlow(one)])),
  phrases: new Map(
    Object.entries(REQUIRED_PHRASES).map(([key, names]) => [
      key,
      both(
        `[${key}] ${names
          .filter((name) => !COMMON.includes(name))
          .map((name) => `{${name}}`)
          .join(' ')}`,
      ),
    ]),
  ),
};

/** A context in which nothing is open. */
export const idle: DialogueContext = {
  owner: 'nobody',
  caseNumber: 7,
  agentName: null,
  collector: null,
  waitingMs: null,
  audience: 'customer',
  language: 'en',
  personName: 'Somebody',
  deskOpen: true,
  deskOpensAt: null,
  queuePlace: null,
  deskHours: both('hours'),
  closed: null,
  limits: USUAL_LIMITS,
  names: { provider: 'P', site: 'https://p.example', panel: 'Panel', status_page: 'https://s.example' },
};

/** An understanding that is what the test says, and otherwise nothing. */
export function understanding(given: Partial<Understanding> = {}): Understanding {
  return {
    language: 'en',
    act: null,
    intents: [],
    issues: [],
    decision: 'clarify',
    p: given.intents?.[0]?.p ?? 0,
    margin: 0,
    belongs: given.intents?.[0]?.p ?? 0,
    thresholds: { answer: 0.8, clarify: 0.2 },
    entities: [],
    signals: { human: false, anger: false, urgent: false },
    reasons: [],
    ...given,
  };
}

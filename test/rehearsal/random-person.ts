import type { DialogueContent } from '../../src/dialogue/content.js';
import type { Audience } from '../../src/model/language.js';
import { mayShow } from '../../src/model/language.js';
import { PROBES, probeNameSchema, type ProbeName } from '../../src/model/probe.js';
import type { Checks, Doing } from '../../src/rehearsal/host.js';
import type { Observed } from '../../src/rehearsal/observed.js';
import { scriptSchema } from '../../src/rehearsal/script.js';

/** Somebody who does anything at all, the same for the same numbers drawn. */
export interface RandomPerson {
  next(last: Observed | null): { doing: Doing; checks: Checks };
}

const MINUTE = 60_000;

const SHORT =
  'да|нет|не знаю|назад|повтори|отмена|не то|заработало|не помогло|частично|дальше|yes|no|idk|back|cancel|works now|still broken|partly|next|2|первое'.split(
    '|',
  );
const NONSENSE = [
  '???',
  'фыва олдж',
  '<b>_*[',
  '😀😀',
  '   ',
  'asdf qwer zxcv',
  'ы'.repeat(3_000),
  '123',
  '​',
];
const CORRECTIONS = [
  'нет, домен example.net',
  'ой, точнее example.com',
  'no, the domain is shop.example.org',
];
const PEOPLE = ['позовите человека', 'я хочу поговорить с оператором', 'get me a human'];
/** An answer that fits a question of this type. */
const FITTING: Readonly<Record<string, string>> = {
  domain: 'example.org',
  url: 'https://example.org/page',
  email: 'anna@example.org',
  ip: '203.0.113.9',
  number: '3',
  date: '25.11.2026',
  'yes-no': 'да',
  text: 'ничего не происходит',
  'error-text': 'ERR_CONNECTION_REFUSED',
  choice: '1',
};

/** Makes the person: `random` gives numbers from 0 to below 1. */
export function randomPerson(
  random: () => number,
  content: DialogueContent,
  audience: Audience,
): RandomPerson {
  const intents = content.intents.filter((intent) => mayShow(intent.audience, audience));
  const flows = intents.filter(({ flow }) => flow !== undefined);
  /** Every button ever seen, the latest last. */
  const tokens: string[] = [];
  let open: string[] = [];

  function pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(random() * items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  }

  function writes(text: string, files = 0): Doing {
    return { kind: 'write', text, files, masked: [], understood: null };
  }

  function example(): string {
    const { examples } = pick(intents);
    return pick([...examples.ru, ...examples.en, 'сайт example.org не открывается', 'mail from example.org']);
  }

  function fitting(last: Observed | null): Doing {
    const step = content.flows.get(last?.flow ?? '')?.steps.get(last?.step ?? '');
    if (open.length > 0) return { kind: 'press', token: pick(open) };
    if (step === undefined || !('ask' in step)) return writes(example());
    return step.type === 'file' ? writes('', 1) : writes(FITTING[step.type] ?? 'example.org');
  }

  function anything(last: Observed | null): Doing {
    const owner = last?.owner ?? 'nobody';
    const roll = random();
    if (owner === 'queue' && roll < 0.5) return { kind: 'agent', does: 'claims' };
    if (owner === 'agent' && roll < 0.6) return { kind: 'agent', does: pick(['hands-back', 'resolves']) };
    if (roll < 0.3) return writes(pick(SHORT));
    if (roll < 0.42) return writes(example());
    if (roll < 0.5) return writes(pick(NONSENSE));
    if (roll < 0.55) return writes(pick(CORRECTIONS));
    if (roll < 0.57) return writes(pick(PEOPLE));
    if (roll < 0.65 && tokens.length > 0) return { kind: 'press', token: pick(tokens) };
    if (roll < 0.75) return { kind: 'pass', ms: pick([5, 11, 40, 25 * 60, 3 * 24 * 60]) * MINUTE };
    if (roll < 0.8) return { kind: 'edit', text: pick([...NONSENSE, 'example.com']) };
    if (roll < 0.84) return writes('', 1);
    if (roll < 0.9) {
      const name = pick(['new', 'status', 'lang', 'help', 'cancel', 'start', 'human'] as const);
      return { kind: 'command', name, argument: name === 'lang' ? pick(['ru', 'en']) : '' };
    }
    return roll < 0.94 ? { kind: 'restart' } : { kind: 'arrive' };
  }

  function checks(): Checks {
    const verdicts = probeNameSchema.options.map((probe: ProbeName) => [probe, pick(PROBES[probe].verdicts)]);
    return { script: scriptSchema.parse(Object.fromEntries(verdicts)), later: random() < 0.2 };
  }

  return {
    next(last) {
      const choices = last?.says.at(-1)?.choices ?? [];
      if (last !== null && last.says.length > 0) open = choices.map(({ token }) => token);
      tokens.push(...choices.map(({ token }) => token));
      tokens.splice(0, tokens.length - 40);
      const begins = (last?.owner ?? 'nobody') === 'nobody' && random() < 0.6;
      const doing: Doing = begins
        ? { kind: 'command', name: 'start', argument: pick(flows).id }
        : random() < 0.55
          ? fitting(last)
          : anything(last);
      return { doing, checks: checks() };
    },
  };
}

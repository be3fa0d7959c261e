import { fill, plain, type RichText } from '../model/text.js';
import { FirstlineError } from '../errors.js';
import { PROBES, type ProbeName } from '../model/probe.js';
import type { LocalText } from '../model/language.js';
import type { Scene } from './scene.js';

/** Placeholders that every phrase may use: the deployment's names and the hours of its desk. */
const NAMES = ['provider', 'site', 'panel', 'status_page', 'hours'] as const;

/** What else a phrase may use, by phrase. */
const OWN_PLACEHOLDERS = {
  'answers.yes': [],
  'answers.no': [],
  'answers.back-none': [],
  'answers.file': [],
  'answers.still-broken': [],
  'answers.retry-text': [],
  'answers.retry-error-text': [],
  'answers.retry-yes-no': [],
  'answers.retry-domain': [],
  'answers.retry-url': [],
  'answers.retry-email': [],
  'answers.retry-ip': [],
  'answers.retry-number': [],
  'answers.retry-date': [],
  'answers.retry-choose': [],
  'answers.retry-file': [],
  'answers.example': ['example'],
  'answers.partly': [],
  'answers.retry-confirm': [],
  'greet.welcome': [],
  'greet.topic': ['title'],
  'greet.new': [],
  'greet.replaced': [],
  'greet.idle': [],
  'greet.help-customer': [],
  'greet.help-staff': [],
  'greet.greeting': [],
  'greet.thanks': [],
  'greet.goodbye': [],
  'handover.number': ['number'],
  'handover.describe': [],
  'handover.already': [],
  'collect.begin': ['agent'],
  'collect.done': ['agent'],
  'collect.goes-on': ['agent'],
  'handover.begins': ['when'],
  'handover.place': ['count'],
  'handover.go-on': [],
  'issue.first': [],
  'issue.next': [],
  'issue.no-check': [],
  'issue.aside': ['problem', 'solution', 'check'],
  'issue.unknown-term': [],
  'language.ask': [],
  'language.changed': [],
  'language.ru': [],
  'language.en': [],
  'resolve.done': [],
  'resolve.topic': ['title'],
  'resolve.idle': [],
  'several.done': [],
  'several.handed-over': ['titles'],
  'stale.question': [],
  'stale.idle': [],
  'stale.waiting': [],
  'status.none': [],
  'status.bot': ['number'],
  'status.bot-topic': ['number', 'title'],
  'status.queue': ['number', 'wait'],
  'status.queue-closed': ['number'],
  'status.agent': ['number', 'agent'],
  'work.checking': ['target'],
  'work.still-checking': [],
  'work.still-waiting': [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** The name of a phrase that the dialogue says. */
export type PhraseKey = keyof typeof OWN_PLACEHOLDERS | `probe-${ProbeName}.${string}`;

/** What each check's verdicts are said with: the target, and the facts of its result. */
const PROBE_PHRASES = Object.entries(PROBES).flatMap(([probe, { verdicts, facts }]) =>
  verdicts.map((verdict): [string, readonly string[]] => [`probe-${probe}.${verdict}`, ['target', ...facts]]),
);

/** Every phrase the dialogue needs, `pattern.name`, with the placeholders its text may use. */
export const REQUIRED_PHRASES: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  [...Object.entries(OWN_PLACEHOLDERS), ...PROBE_PHRASES].map(([key, own]) => [key, [...own, ...NAMES]]),
);

/** A phrase in both languages. Throws `PHRASE_MISSING`: `firstline check` finds that before anything starts. */
export function phraseText(scene: Scene, key: PhraseKey): LocalText {
  const text = scene.content.phrases.get(key);
  if (text === undefined) {
    throw new FirstlineError(
      'PHRASE_MISSING',
      `The phrase ${key} is missing.`,
      `Add it to flows/patterns/${key.split('.')[0] ?? ''}.yml and run firstline check.`,
    );
  }
  return text;
}

/** A phrase in the scene's language, filled. Values are taken literally. */
export function phrase(
  scene: Scene,
  key: PhraseKey,
  values: Readonly<Record<string, string | RichText>> = {},
): RichText {
  return fill(phraseText(scene, key)[scene.language], { ...namesOf(scene), ...values });
}

/** The deployment's names as values for templates. */
export function namesOf(scene: Scene): Record<string, RichText> {
  const { names, deskHours } = scene.context;
  return {
    provider: plain(names.provider),
    site: plain(names.site),
    panel: plain(names.panel),
    status_page: plain(names.status_page),
    hours: plain(deskHours[scene.language]),
  };
}

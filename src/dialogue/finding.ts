import type { LocalText } from '../model/language.js';
import { PROBES, type ProbeName, type ProbeResult } from '../model/probe.js';
import { fill } from '../model/text.js';
import { namesOf, phraseText } from './phrases.js';
import type { Scene } from './scene.js';

/** What a check found, as a person is told. */
export function saysOf(scene: Scene, { probe, verdict, target, facts }: ProbeResult): LocalText {
  // A verdict that today's words do not have says no more than that nothing was found out.
  const known = PROBES[probe].verdicts.find((name) => name === verdict) ?? 'unknown';
  const text = phraseText(scene, `probe-${probe}.${known}`);
  const values = { ...namesOf(scene), ...facts, target };
  return { ru: fill(text.ru, values).text, en: fill(text.en, values).text };
}

/** The result of a check that could not be run, because there is nothing to look at. */
export function nothingToProbe(probe: ProbeName): ProbeResult {
  const facts = Object.fromEntries(PROBES[probe].facts.map((name) => [name, '—']));
  return { probe, target: '—', verdict: 'unknown', facts, details: ['not run: nothing to look at is known'] };
}

/** The bare result of a finding. */
export function resultOf({ probe, target, verdict, facts, details }: ProbeResult): ProbeResult {
  return { probe, target, verdict, facts, details };
}

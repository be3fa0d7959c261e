import type { Dossier, HandoverReason } from '../model/case.js';
import { problemIn } from '../model/issue.js';
import { fill } from '../model/text.js';
import { flowOf, issueFor, titleOf } from './content.js';
import { resultOf } from './finding.js';
import { frameValues } from './frame.js';
import type { Scene } from './scene.js';
import type { Episode, Found, Frame } from './state.js';

/** How many solved issues the card names. */
const NEAREST = 3;

/** Everything found in an episode, as the agent is shown it: texts are in the language spoken last. */
export function dossierOf(
  scene: Scene,
  episode: Episode,
  reason: HandoverReason,
  note: string | null = null,
): Dossier {
  const found = episode.stack.reduce((sum, frame) => foundWith(scene, sum, frame), episode.found);
  const { understood } = episode;
  const { content, context, language } = scene;
  const near = episode.nearest.flatMap((id) => issueFor(content, context.audience, id) ?? []);
  return {
    reason,
    problem: episode.problem,
    understood:
      understood === null
        ? null
        : { ...understood, title: titleOf(content, context.audience, understood.intent, language) },
    ...(episode.later.length > 0 && {
      also: episode.later.map(({ intent }) => ({
        intent,
        title: titleOf(content, context.audience, intent, language),
      })),
    }),
    answers: found.answers,
    tried: found.tried,
    probes: found.findings
      .toSorted((a, b) => a.run - b.run)
      .map(({ probe, target, verdict, says, details }) => ({
        probe,
        target,
        verdict,
        says: says[language],
        details,
      })),
    note,
    nearest: near.slice(0, NEAREST).map((issue) => ({ issue: issue.id, title: problemIn(issue, language) })),
  };
}

/** What was found so far, and what a flow found, with what flows that it called found. */
export function foundWith(scene: Scene, before: Found, frame: Frame): Found {
  const values = frameValues(scene, frame);
  const { language } = scene;
  const asked = latest(frame.answers)
    .filter((given) => given.kind !== 'confirm')
    .map((given) => ({
      slot: given.slot ?? given.step,
      question: fill(given.question[language], values).text,
      value: given.shown[language],
    }));
  const names = new Set(asked.map((answer) => answer.slot));
  const told = toldSlots(scene, frame)
    .filter((slot) => !names.has(slot) && Object.hasOwn(frame.slots, slot))
    .map((slot) => ({ slot, question: null, value: frame.slots[slot] ?? '' }));
  const tried = frame.tried.map(({ step, text, result }) => ({
    step: frame.issue ?? step,
    // A suggested issue is told by its problem: its solution would fill the card.
    text: (frame.issue === null
      ? fill(text[language], values)
      : (values.problem ?? fill(text[language], values))
    ).text,
    result,
  }));
  const findings = frame.findings.map((finding) => ({
    ...resultOf(finding),
    says: finding.says,
    run: finding.run,
  }));
  return {
    answers: [...before.answers, ...told, ...asked, ...frame.below.answers],
    tried: [...before.tried, ...tried, ...frame.below.tried],
    findings: [...before.findings, ...findings, ...frame.below.findings],
  };
}

/** Answers without those that a later one to the same slot has replaced. */
function latest(answers: Frame['answers']): Frame['answers'] {
  return answers.filter(
    ({ slot }, index) => slot === null || answers.findLastIndex((given) => given.slot === slot) === index,
  );
}

/**
 * The slots that the person may have filled without being asked: what a suggested issue was started with is its own
 * text, what a flow was given by the one that called it is told there, and what it set itself is no answer.
 */
function toldSlots({ content }: Scene, frame: Frame): string[] {
  if (frame.issue !== null) return [];
  const steps = flowOf(content, frame.flow)?.flow.steps ?? [];
  const askedFor = steps.flatMap((step) => ('slot' in step && step.slot !== undefined ? [step.slot] : []));
  const given = Object.keys(frame.inputs);
  const slots = new Set([...given, ...askedFor]);
  return [...slots].filter((slot) => !frame.called || !given.includes(slot));
}

/** Whether something the person was asked to try did not help. */
export function somethingFailed(episode: Episode): boolean {
  return (
    episode.found.tried.some((tried) => tried.result === 'did-not-help') ||
    episode.stack.some(({ tried, below }) =>
      [...tried, ...below.tried].some(({ result }) => result === 'did-not-help'),
    )
  );
}

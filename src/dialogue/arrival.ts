import type { ProbeResult } from '../model/probe.js';
import { plain } from '../model/text.js';
import { named, withEffect, withEpisode, type Draft } from './draft.js';
import { handOver } from './handover.js';
import { askedByFlow } from './question.js';
import { goOn } from './running.js';
import { runningFrame } from './stack.js';
import type { Frame } from './state.js';
import { allResults } from './work.js';

/**
 * What a flow waited for has come: results of checks, or the end of a wait (`results` empty). The flow goes on as
 * soon as nothing else is open; until then it is kept. What nobody waits for any more changes nothing, but a person
 * who has the case by now is told what the checks found.
 */
export function takeArrival(draft: Draft, run: number, results: readonly ProbeResult[]): Draft {
  const { owner } = draft.scene.context;
  if (owner !== 'bot') return { ...tellDesk(draft, run, results), outcome: 'quiet' };
  const { stack } = draft.state.episode;
  const waits = stack.some((frame) => frame.run === run);
  if (!waits) return { ...named(draft, 'late-result'), outcome: 'quiet' };
  const kept = withEpisode(draft, { stack: stack.map((frame) => arrived(frame, run, results)) });
  const on = goOnWithArrived(kept);
  return on === kept ? { ...named(kept, 'result-kept'), outcome: 'quiet' } : on;
}

/** Goes on with the running flow, if what it waited for has come while something else was open. */
export function goOnWithArrived(draft: Draft): Draft {
  const { episode } = draft.state;
  const results = runningFrame(episode)?.arrived ?? null;
  if (results === null || episode.pending !== null || draft.outcome !== 'going-on') return draft;
  const asked = askedByFlow(draft.scene, draft.state);
  if (asked.kind === 'outdated') return handOver(draft, 'upgrade');
  if (asked.kind !== 'working') return draft;
  const { work } = asked;
  if (work.kind === 'probe') {
    return goOn(named(draft, 'probed'), { kind: 'probed', results: allResults(work.checks, results) });
  }
  return work.kind === 'wait' ? goOn(named(draft, 'elapsed'), { kind: 'elapsed' }) : draft;
}

function arrived(frame: Frame, run: number, results: readonly ProbeResult[]): Frame {
  return frame.run === run ? { ...frame, arrived: [...results] } : frame;
}

/** Checks that were under way when the case went to a person: their lines go to the desk. */
function tellDesk(draft: Draft, run: number, results: readonly ProbeResult[]): Draft {
  const { owner } = draft.scene.context;
  const asked = draft.state.parked?.stack.some((frame) => frame.run === run) ?? false;
  const late = named(draft, 'late-result');
  if ((owner !== 'queue' && owner !== 'agent') || !asked || results.length === 0) return late;
  const lines = results.flatMap(({ probe, target, verdict, details }) => [
    `${probe} ${target}: ${verdict}`,
    ...details.map((line) => `  ${line}`),
  ]);
  return withEffect(late, { kind: 'post', author: null, text: plain(lines.join('\n')), attachments: [] });
}

import { checkCalls } from './check-call.js';
import { checkFlow } from './check-flow.js';
import { checkIds } from './check-id.js';
import { checkIntents } from './check-intent.js';
import { checkPattern } from './check-pattern.js';
import { checkPhrases } from './check-phrase.js';
import { checkTemplate } from './check-template.js';
import type { Fault } from './fault.js';
import { readFlows } from './known.js';
import type { Needs } from './needs.js';
import type { Flow } from './schema.js';
import type { Sources } from './sources.js';
import type { FlowView } from './view.js';

/**
 * Everything that content can be wrong in beyond the form of each file: ids, references, flows that hang or end
 * nowhere, slots without a value, what customers must not see. `needs`: see `loadContent`.
 */
export function checkContent(sources: Sources, needs: Needs | null): Fault[] {
  const { intents, issues, templates, flows, patterns, phrases } = sources;
  const scripts = [...flows.read, ...patterns.read];
  const views = viewsOf(sources, needs);
  return [
    ...[intents.read, issues.read, templates.read, scripts, phrases.read].flatMap(checkIds),
    ...views.flatMap(checkFlow),
    ...views.flatMap((view) => checkPattern(view, needs?.patterns ?? {})),
    ...checkCalls(views, sources),
    ...checkIntents(sources, needs),
    ...templates.read.flatMap(checkTemplate),
    ...checkPhrases(phrases, needs?.phrases ?? null),
    ...(needs === null ? [] : checkStarted(sources, needs)),
  ];
}

function viewsOf({ intents, flows, patterns }: Sources, needs: Needs | null): FlowView[] {
  const started = new Set(intents.read.map(({ value }) => value.flow));
  const specs = needs?.patterns ?? {};
  /** Nothing is given to what an intent starts, and blank values to some patterns. */
  const blank = ({ id, inputs }: Flow): ReadonlySet<string> => {
    const spec = Object.hasOwn(specs, id) ? specs[id] : undefined;
    return new Set(started.has(id) ? inputs : (spec?.blank ?? []));
  };
  const read = readFlows(
    [...flows.read, ...patterns.read].map(({ value }) => value),
    blank,
  );
  const isPattern = (id: string): boolean => needs?.scripts.includes(id) !== true;
  return [
    ...flows.read.map((flow) => ({ ...flow, reading: read(flow.value), pattern: false })),
    ...patterns.read.map((flow) => ({
      ...flow,
      reading: read(flow.value),
      pattern: isPattern(flow.value.id),
    })),
  ];
}

/** Flows that the bot starts by itself: those that are missing, and those that not everybody may see. */
function checkStarted({ patterns, phrases }: Sources, { scripts, patterns: specs }: Needs): Fault[] {
  const wanted = [...new Set([...scripts, ...Object.keys(specs)])];
  return wanted.flatMap((id) => {
    const flow = patterns.read.find(({ value }) => value.id === id);
    if (flow === undefined) {
      // A file that holds phrases under this name is no flow; one that could not be read may be.
      const unread = patterns.named.has(id) && !phrases.read.some(({ value }) => value.id === id);
      return unread ? [] : [missing(id)];
    }
    if (flow.value.audience === 'both') return [];
    const message = `the bot starts this flow for everybody, but it is for ${flow.value.audience} only`;
    return [flow.source.fault(['audience'], 'audience', message, 'Write `audience: both`')];
  });
}

function missing(id: string): Fault {
  const place = { file: `flows/patterns/${id}.yml`, line: 1, column: 1, step: null };
  const message = `the flow \`${id}\`, which the bot starts by itself, is missing`;
  return { ...place, code: 'no-such-flow', message, remedy: 'Write it, or restore it from the project' };
}

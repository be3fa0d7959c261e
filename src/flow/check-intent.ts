import { LANGUAGES } from '../model/language.js';
import type { Intent } from '../model/intent.js';
import { checkExamples } from './check-example.js';
import { checkIssues } from './check-issue.js';
import { checkText } from './check-text.js';
import type { Fault } from './fault.js';
import { nearestRemedy } from '../model/spelling.js';
import type { Needs } from './needs.js';
import { isWhole, type Sourced, type Sources } from './sources.js';
import { checkValidation } from './check-validation.js';

/** The fewest examples that an intent can be told by, in each language. */
const FEWEST_EXAMPLES = 2;

/** Everything that can be wrong with intents and solved issues, and with what they point to. */
export function checkIntents(sources: Sources, needs: Needs | null): Fault[] {
  return [
    ...sources.intents.read.flatMap((intent) => checkIntent(intent, sources, needs)),
    ...checkExamples(sources),
    ...checkIssues(sources),
    ...checkUse(sources, needs),
    ...checkValidation(sources),
  ];
}

function checkIntent(
  { source, value }: Sourced<Intent>,
  { flows, patterns, issues }: Sources,
  needs: Needs | null,
): Fault[] {
  const faults = checkText(source, ['title'], value.title, { label: true, allowed: new Set() });
  if (value.reply !== undefined) {
    faults.push(...checkText(source, ['reply'], value.reply, { allowed: new Set() }));
  }
  if (value.flow !== undefined) {
    const started = [...flows.read, ...patterns.read].find((flow) => flow.value.id === value.flow);
    const named = new Set([...flows.named, ...patterns.named]);
    if (started === undefined && !named.has(value.flow)) {
      const remedy = nearestRemedy(value.flow, flows.named, `Write flows/${value.flow}.yml or name another`);
      faults.push(source.fault(['flow'], 'no-such-flow', `there is no flow \`${value.flow}\``, remedy));
    }
    if (needs !== null && Object.hasOwn(needs.patterns, value.flow)) {
      const message = `\`${value.flow}\` is a pattern, which only the dialogue starts`;
      faults.push(source.fault(['flow'], 'pattern-started', message, 'Name a flow of `flows/`'));
    }
    if (started?.value.audience === 'staff' && value.audience !== 'staff') {
      const message = `a customer would be led through \`${value.flow}\`, which is for staff only`;
      const remedy = `Set the audience to staff here, or write a flow for customers`;
      faults.push(source.fault(['flow'], 'audience', message, remedy));
    }
  }
  const way = value.flow ?? value.reply ?? (value.action === 'explain' ? undefined : value.action);
  const suggested = issues.read.some((issue) => issue.value.intent === value.id);
  if (way === undefined && !suggested && isWhole(issues)) {
    const message = 'nothing follows from this intent';
    const remedy = 'Give it a `flow`, a `reply` or an `action`, or write a solved issue for it';
    faults.push(source.fault(['id'], 'nothing-follows', message, remedy));
  }
  for (const language of LANGUAGES) {
    const count = value.examples[language].length;
    if (count >= FEWEST_EXAMPLES) continue;
    const message = `there ${count === 1 ? 'is 1 example' : 'are 0 examples'} in \`${language}\``;
    const remedy = `Write at least ${FEWEST_EXAMPLES}; thirty are good`;
    faults.push(source.fault(['examples', language], 'few-examples', message, remedy));
  }
  return faults;
}

/** Flows that nobody starts: no intent, no other flow, and those of `flows/patterns/` not the bot itself. */
function checkUse({ intents, flows, patterns }: Sources, needs: Needs | null): Fault[] {
  if (!isWhole(intents) || !isWhole(flows)) return [];
  const all = [...flows.read, ...patterns.read];
  const started = new Set([
    ...intents.read.map(({ value }) => value.flow),
    ...all.flatMap(({ value }) => value.steps.flatMap((step) => ('call' in step ? [step.call] : []))),
  ]);
  const byBot = needs === null ? null : new Set([...needs.scripts, ...Object.keys(needs.patterns)]);
  return [...flows.read, ...(byBot === null ? [] : patterns.read)].flatMap((flow) => {
    const { id } = flow.value;
    const pattern = patterns.read.includes(flow);
    if (started.has(id) || (pattern && byBot?.has(id) === true)) return [];
    const message = pattern ? 'the bot does not start this flow' : 'no intent starts this flow';
    const remedy = `Name it in an intent (\`flow: ${id}\`) or remove it`;
    return [flow.source.fault(['id'], 'unused-flow', message, remedy)];
  });
}

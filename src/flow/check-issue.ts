import { LANGUAGES } from '../model/language.js';
import type { WrittenIssue } from '../model/issue.js';
import { nearestRemedy } from '../model/spelling.js';
import { checkLiteral } from './check-text.js';
import type { Fault } from './fault.js';
import type { Path } from './path.js';
import type { Sourced, Sources } from './sources.js';
import type { Step } from './step.js';

/** Everything that can be wrong with solved issues, and with what they point to. */
export function checkIssues(sources: Sources): Fault[] {
  return sources.issues.read.flatMap((issue) => [
    ...checkWords(issue),
    ...checkIntentOf(issue, sources),
    ...checkRelated(issue, sources),
    ...checkStep(issue, sources),
  ]);
}

function checkWords({ source, value }: Sourced<WrittenIssue>): Fault[] {
  return LANGUAGES.flatMap((language) => {
    const { solution, symptoms, ...single } = value[language];
    const literal = (path: Path, text: string): Fault[] =>
      checkLiteral(source, [language, ...path], language, text);
    return [
      ...Object.entries(single).flatMap(([name, text]) => literal([name], text)),
      ...solution.flatMap((text, index) => literal(['solution', index], text)),
      ...symptoms.flatMap((text, index) => literal(['symptoms', index], text)),
    ];
  });
}

function checkIntentOf({ source, value }: Sourced<WrittenIssue>, { intents }: Sources): Fault[] {
  const intent = intents.read.find((candidate) => candidate.value.id === value.intent);
  if (intent === undefined) {
    if (intents.named.has(value.intent)) return [];
    const remedy = nearestRemedy(
      value.intent,
      intents.named,
      `Write intents/${value.intent}.yml or name another`,
    );
    return [source.fault(['intent'], 'no-such-intent', `there is no intent \`${value.intent}\``, remedy)];
  }
  const staffOnly = value.audience === 'staff';
  if (staffOnly === (intent.value.audience === 'staff')) return [];
  const message = staffOnly
    ? `the issue is for staff only, but customers may ask for \`${value.intent}\``
    : `the issue may be shown to customers, but \`${value.intent}\` is for staff only`;
  return [source.fault(['audience'], 'audience', message, 'Give both the same audience')];
}

function checkRelated({ source, value }: Sourced<WrittenIssue>, { issues }: Sources): Fault[] {
  return value.related.flatMap((id, index) => {
    const path = ['related', index];
    if (id === value.id || value.related.indexOf(id) < index) {
      const message = id === value.id ? 'an issue is not related to itself' : `\`${id}\` is named twice`;
      return [source.fault(path, 'related-twice', message, 'Take it out')];
    }
    const other = issues.read.find((one) => one.value.id === id)?.value;
    if (other === undefined) {
      if (issues.named.has(id)) return [];
      const remedy = nearestRemedy(id, issues.named, `Write data/issues/${id}.yml or name another`);
      return [source.fault(path, 'no-such-issue', `there is no solved issue \`${id}\``, remedy)];
    }
    if (other.audience !== 'staff' || value.audience === 'staff') return [];
    const message = `\`${id}\` is for staff only, and this one may be shown to customers`;
    return [source.fault(path, 'audience', message, 'Name another, or give both the same audience')];
  });
}

/** An issue whose intent starts a flow names the step that shows it, and that step does. */
function checkStep({ source, value }: Sourced<WrittenIssue>, sources: Sources): Fault[] {
  const { intents, flows } = sources;
  if (value.step === undefined) {
    const started = intents.read.find((intent) => intent.value.id === value.intent)?.value.flow;
    if (started === undefined || !flows.named.has(started)) return [];
    const message = `no step of \`${started}\` is said to suggest it`;
    const remedy = `Write \`step: ${started}.STEP\`, of a step with \`suggest\`, or one with \`confirm\` or \`choose\` and \`issue: ${value.id}\``;
    return [source.fault(['id'], 'issue-unsuggested', message, remedy)];
  }
  const [flowId = '', stepId = ''] = value.step.split('.');
  const flow = flows.read.find((one) => one.value.id === flowId)?.value;
  if (flow === undefined) {
    if (flows.named.has(flowId)) return [];
    const remedy = nearestRemedy(flowId, flows.named, `Write flows/${flowId}.yml or name another`);
    return [source.fault(['step'], 'no-such-flow', `there is no flow \`${flowId}\``, remedy)];
  }
  const step = flow.steps.find(({ id }) => id === stepId);
  if (step === undefined) {
    const ids = flow.steps.filter(mayShow).map(({ id }) => `${flowId}.${id}`);
    const remedy = nearestRemedy(value.step, ids, `Name one of ${ids.join(', ')}`);
    return [source.fault(['step'], 'no-such-step', `\`${flowId}\` has no step \`${stepId}\``, remedy)];
  }
  if (shows(step, value.id)) return [];
  const message = `the step \`${value.step}\` does not show this issue`;
  const remedy = `Name it there: in \`issues\` of a step with \`suggest\`, or as \`issue: ${value.id}\` of one with \`confirm\` or \`choose\``;
  return [source.fault(['step'], 'issue-unsuggested', message, remedy)];
}

const mayShow = (step: Step): boolean => 'suggest' in step || 'confirm' in step || 'choose' in step;

function shows(step: Step, issue: string): boolean {
  if ('suggest' in step) return step.issues === undefined || step.issues.includes(issue);
  return ('confirm' in step || 'choose' in step) && step.issue === issue;
}

import { afterAll, describe, expect, it } from 'vitest';
import { loadCheckedContent } from '../../src/content.js';
import type { DialogueContent } from '../../src/dialogue/content.js';
import { USUAL_LIMITS } from '../../src/dialogue/event.js';
import { solvedIssueSchema, type SolvedIssue } from '../../src/model/issue.js';
import { train } from '../../src/nlu/train.js';
import { createUnderstanding, type Understander } from '../../src/nlu/understand.js';
import type { ReplayMessage } from '../../src/replay/message.js';
import { replay } from '../../src/replay/replay.js';
import { createIssueTrial } from '../../src/replay/trial.js';
import { tempFolder } from '../support/cli.js';
import { EXAMPLES, withThings } from './content.js';

const temp = tempFolder('trial');
afterAll(() => temp.remove());
const files = loadCheckedContent(withThings(temp.smallContent()));
const model = train(files);
const names = { provider: 'p', site: 'https://s.example', panel: 'p', status_page: 'https://t.example' };
const deployment = { names, limits: USUAL_LIMITS };

const stored = (id: string, problem: string): SolvedIssue =>
  solvedIssueSchema.parse({
    ...{ id, intent: 'oven', audience: 'customer', tags: [] },
    en: { problem, symptoms: [], solution: ['Turn the knob'] },
  });
const [known, rewritten, added] = [
  stored('knob', 'the oven is cold since the knob was cleaned'),
  stored('knob', 'nothing bakes since the knob was cleaned'),
  stored('gizmo', 'the oven stays cold, the gizmo shows E7'),
];

/** What a bot has that knows these issues besides those of the files. */
function has(...issues: SolvedIssue[]): { content: DialogueContent; understander: Understander } {
  const understander = createUnderstanding(files, { model });
  issues.forEach(understander.putIssue);
  const learned = new Set(issues.map(({ id }) => id));
  return { content: { ...files, issues: [...files.issues, ...issues], learned }, understander };
}

const texts = [...Object.values(EXAMPLES).flat(), 'the gizmo of the oven shows E7', 'the knob was cleaned'];
const messages = texts.map((text): ReplayMessage => ({
  ...{ text, audience: 'customer', language: 'en', place: { kind: 'begins' } },
  ...{ meant: { intent: 'oven', issue: 'knob' }, from: { case: 1, at: 1 } },
}));
const clarified: ReplayMessage = {
  ...{ text: 'it shows E7', audience: 'customer', language: 'en', meant: null, from: null },
  place: { kind: 'clarifies', earlier: ['the gizmo of the oven'] },
};

describe('an issue that is tried', () => {
  it.each([
    ['joins the others', added, [known, added]],
    ['has other texts than before', rewritten, [rewritten]],
  ])('%s: what it changes is what it would change in force', (_, issue, then) => {
    const { content, understander } = has(known);
    const trial = createIssueTrial({ issue, solved: 1, deployment }, content, understander);
    const all = [...messages, clarified];
    const finding = trial.finding(all);
    expect(finding.length).toBeGreaterThan(1);
    expect(finding.length).toBeLessThan(all.length);

    const after = has(...then);
    const whole = replay(
      all,
      { content, understand: understander.understand, deployment },
      { content: after.content, understand: after.understander.understand, deployment },
    );
    const changes = trial.changes(finding);
    expect(changes.length).toBeGreaterThan(0);
    expect(new Set(changes)).toEqual(new Set(whole.changes));
    expect(trial.finding([{ ...clarified, place: { kind: 'in-flow' } }])).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import type { DialogueContent } from '../../src/dialogue/content.js';
import type { DialogueContext, DialogueStep } from '../../src/dialogue/event.js';
import { initialState, type DialogueState } from '../../src/dialogue/state.js';
import { step } from '../../src/dialogue/step.js';
import { solvedIssueSchema, type SolvedIssue } from '../../src/model/issue.js';
import type { Language } from '../../src/model/language.js';
import type { Understanding } from '../../src/model/understanding.js';
import { content as fixture, idle, understanding } from './fixture.js';

/** An issue of which only this is known. */
const known = (id: string, intent: string | null, language: Language): SolvedIssue =>
  solvedIssueSchema.parse({
    ...{ id, intent, audience: 'both', tags: [], related: [] },
    [language]: { problem: `Problem ${id}`, symptoms: [], solution: ['Run `df -h`'] },
  });

const content: DialogueContent = {
  ...fixture,
  issues: [
    known('only-russian', 'gamma', 'ru'),
    known('only-english', 'gamma', 'en'),
    known('of-nothing', null, 'en'),
    ...fixture.issues,
  ],
};

/** Somebody whose problem is `gamma`, with these issues near to it. */
function told(nearest: string[], language: Language = 'en') {
  let state: DialogueState = initialState();
  let context: DialogueContext = { ...idle, language };
  const write = (text: string, given: Partial<Understanding>): DialogueStep => {
    const event = {
      kind: 'message' as const,
      text,
      understanding: understanding({ language, ...given }),
      files: 0,
      masked: [],
    };
    const taken = step(state, event, context, content);
    state = taken.state;
    context = { ...context, owner: 'bot' };
    return taken;
  };
  const first = write('something about gamma', {
    intents: [{ intent: 'gamma', p: 0.95 }],
    decision: 'answer',
    p: 0.95,
    issues: nearest.map((issue, at) => ({ issue, score: 1 - at / 10 })),
  });
  return { first, write };
}

const said = ({ effects }: DialogueStep): string =>
  effects.flatMap((effect) => (effect.kind === 'say' ? [effect.text.text] : [])).join('\n');

describe('a solved issue of which not all is known', () => {
  it('is suggested in its language only', () => {
    const near = ['only-russian', 'only-english', 'gamma-one'];
    expect(said(told(near).first)).toContain('Problem only-english');
    expect(said(told(near, 'ru').first)).toContain('Problem only-russian');
    expect(said(told(['only-russian', 'gamma-one']).first)).toContain('Problem gamma-one');
  });

  it('is never suggested without an intent, and is on the card as what it is called', () => {
    const { first, write } = told(['of-nothing', 'only-russian']);
    expect(said(first)).not.toContain('Problem');
    const step = first.effects.some(({ kind }) => kind === 'handover')
      ? first
      : write('a person please', { signals: { human: true, anger: false, urgent: false } });
    const handover = step.effects.find((effect) => effect.kind === 'handover');
    expect(handover?.dossier.nearest).toEqual([
      { issue: 'of-nothing', title: 'Problem of-nothing' },
      { issue: 'only-russian', title: 'Problem only-russian' },
    ]);
  });

  it('says by a phrase how to see that it worked', () => {
    expect(said(told(['only-english']).first)).toContain(
      'Problem only-english\nRun df -h\n[issue.no-check] \nDid it help?',
    );
  });
});

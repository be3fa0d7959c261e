import { describe, expect, it } from 'vitest';
import { explain, explanationLines } from '../../src/eval/explanation.js';
import type { Decision, Problem, Understanding } from '../../src/model/understanding.js';
import { createUnderstanding } from '../../src/nlu/understand.js';
import { INTENTS, intent, issue } from '../nlu/content.js';
import { NOTHING } from './samples.js';

const CONTENT = {
  intents: [intent('mail', 'customer', ['почта'], ['mail'])],
  issues: [issue('mail-lost', 'mail', 'customer', 'пропали письма', 'letters are gone')],
};

const told = (text: string, understanding: Partial<Understanding>): string =>
  explanationLines(explain(text, 'customer', { ...NOTHING, ...understanding }, CONTENT)).join('\n');

describe('an explanation', () => {
  it('tells reading, entities, signals, decision with limits, candidates, reasons and issues', () => {
    const lines = told('gjxnf example.ru', {
      language: 'ru',
      intents: [
        { intent: 'mail', p: 0.91 },
        { intent: 'gone', p: 0.05 },
      ],
      issues: [{ issue: 'mail-lost', score: 0.5 }],
      decision: 'answer',
      p: 0.91,
      margin: 0.86,
      entities: [{ kind: 'domain', value: 'example.ru', offset: 6, length: 10 }],
      signals: { human: true, anger: false, urgent: true },
      reasons: ['other-layout: почта', 'terms: почт', 'nearest example of mail: почта'],
    });
    expect(lines).toContain('read as     почта (typed in the other keyboard layout)');
    expect(lines).toContain('language    Russian, understood for a customer');
    expect(lines).toMatch(/entities +domain +example\.ru/);
    expect(lines).toContain('signals     asks for a person, says that it is urgent');
    expect(lines).toContain('decision    answer at once');
    expect(lines).toContain('probability 0.910, 0.860 ahead of the next');
    expect(lines).toContain('limits: answer from 0.800, clarify from 0.200, below that hand over');
    expect(lines).toMatch(/0\.910 █+·+ {3}mail/);
    expect(lines).toContain('because     terms: почт\n            nearest example of mail: почта');
    expect(lines).toMatch(/issues +0\.500 +mail-lost +пропали письма/);
  });

  it('tells each of several problems with its words', () => {
    const problem = (intent: string, p: number, decision: Decision, offset: number): Problem => ({
      offset,
      length: 7,
      intents: [{ intent, p }],
      issues: [],
      decision,
      p,
    });
    const lines = told('no mail. also, no site', {
      problems: [problem('mail', 0.9, 'answer', 0), problem('site', 0.7, 'choose', 15)],
    });
    expect(lines).toContain(
      'problems    0.900   mail   answer at once   no mail\n            0.700   site   offer a choice   no site\n\n',
    );
    expect(lines.split('problems')).toHaveLength(2);
    expect(told('no mail', {})).not.toContain('problems');
  });

  it('says when something else than the limits decided', () => {
    const sure = { decision: 'clarify', p: 0.9, margin: 0.9 } as const;
    expect(told('ok', { ...sure, act: 'yes' })).toContain('sure enough to answer, but');
    expect(told('ok', { ...sure, decision: 'answer' })).not.toContain('sure enough');
    expect(told('x', { decision: 'choose', p: 0.5, margin: 0.5 })).not.toContain('sure enough');
  });

  it('is short for a text of any length, and has words where there is nothing', () => {
    const lines = told(' \n ', {});
    expect(lines).toContain('text        (empty)');
    expect(lines).toContain('none comes into question');
    expect(told('long '.repeat(20_000), {}).length).toBeLessThan(2_000);
  });

  it('understands the reasons that understanding gives', () => {
    const understander = createUnderstanding({ intents: INTENTS, issues: [] });
    const context = { audience: 'customer', language: null, inFlow: false } as const;
    const example = INTENTS.find(({ audience }) => audience !== 'staff')?.examples.ru[0] ?? '';
    const explained = explain(example, 'customer', understander.understand(example, context), CONTENT);
    expect(explained.readAs).toBeNull();
    expect(explanationLines(explained).join('\n')).toContain(`: ${example}`);
  });
});

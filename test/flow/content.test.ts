import { afterAll, describe, expect, it } from 'vitest';
import { loadContent } from '../../src/flow/content.js';
import { cleanUp, FLOW, folder, GOOD, INTENT, ISSUE, PHRASES } from './folder.js';
import { change, faultsOf, REQUIRED, type Files } from './faults.js';

afterAll(cleanUp);

describe('loadContent', () => {
  it('gives everything when nothing is wrong', () => {
    const script = FLOW.replace('./flow', '../flow').replace('no-site', 'script').replace('customer', 'both');
    const outcome = loadContent(folder({ ...GOOD, 'flows/patterns/script.yml': script }), {
      ...{ phrases: REQUIRED, scripts: ['script'], patterns: {} },
    });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults));
    const { intents, issues, flows, phrases } = outcome.content;
    expect(intents.map(({ id, department }) => [id, department])).toEqual([
      ['no-site', 'support'],
      ['old-page', 'support'],
    ]);
    expect(issues.map(({ id }) => id)).toEqual(['no-site-cache']);
    expect([...flows.keys()]).toEqual(['no-site', 'script']);
    expect([...phrases]).toEqual([['hello.welcome', { ru: 'Здравствуйте, {name}', en: 'Hello, {name}' }]]);
  });

  it('gives the same content for the same files, with line ends of either kind', () => {
    const hash = (files: Files) => {
      const outcome = loadContent(folder({ ...GOOD, ...files }));
      return outcome.ok ? outcome.content.flows.get('no-site')?.hash : JSON.stringify(outcome.faults);
    };
    expect(hash({ 'flows/no-site.yml': FLOW.replaceAll('\n', '\r\n') })).toBe(hash({}));
  });

  it('tells all mistakes of all files at once, in order', () => {
    const faults = faultsOf({
      'flows/no-site.yml': change(FLOW, ['next: seen', 'next: sen'], ['yes: done', 'yes: dine']),
      'intents/no-site.yml': change(INTENT, ['audience: customer', 'audience: costumer']),
    });
    expect(faults.map(({ file, line, code }) => [file, line, code])).toEqual([
      ['flows/no-site.yml', 11, 'no-such-step'],
      ['flows/no-site.yml', 24, 'no-such-step'],
      ['intents/no-site.yml', 3, 'value'],
    ]);
  });

  it('demands content, phrases and the scripts that the bot starts', () => {
    expect(loadContent(folder({}))).toMatchObject({
      ok: false,
      faults: [{ code: 'no-content', file: 'intents' }],
    });
    expect(faultsOf({}, { ...REQUIRED, 'hello.again': [] })).toMatchObject([
      { code: 'no-such-phrase', file: 'flows/patterns/hello.yml', line: 3 },
    ]);
    expect(faultsOf({}, { ...REQUIRED, 'bye.bye': [] })).toMatchObject([
      { code: 'no-such-phrase', file: 'flows/patterns/bye.yml', line: 1 },
    ]);
    expect(
      loadContent(folder(GOOD), { phrases: REQUIRED, scripts: ['suggest'], patterns: {} }),
    ).toMatchObject({
      ok: false,
      faults: [{ code: 'no-such-flow', file: 'flows/patterns/suggest.yml' }],
    });
  });

  it('does not tell what only follows from a file that cannot be read', () => {
    const broken = { 'flows/no-site.yml': change(FLOW, ['audience:', 'audiens:']) };
    expect(faultsOf(broken).map(({ code }) => code)).toEqual(['missing', 'unknown-key']);
    const intent = { 'intents/no-site.yml': change(INTENT, ['audience:', 'audiens:']) };
    expect(faultsOf(intent).map(({ code }) => code)).toEqual(['missing', 'unknown-key']);
    const issue = {
      'data/issues/no-site-cache.yml': change(
        ISSUE,
        ['audience:', 'audiens:'],
        ['intent: old-page', 'intent: other'],
      ),
      'intents/other.yml': change(
        INTENT,
        ['id: no-site', 'id: other'],
        ['audience: customer', 'audience: staff'],
        ['flow: no-site\n', ''],
      ),
    };
    expect(faultsOf(issue).map(({ code }) => code)).toEqual(['missing', 'unknown-key']);
    const phrases = { 'flows/patterns/hello.yml': change(PHRASES, ['texts:', 'text:']) };
    expect(faultsOf(phrases).map(({ code }) => code)).toEqual(['missing', 'unknown-key']);
  });
});

import { describe, expect, it } from 'vitest';
import {
  findCanned,
  sendIssue,
  useTemplate,
  type CannedContext,
  type ReadyIssue,
} from '../../src/desk/canned.js';
import type { Effect } from '../../src/model/effect.js';
import { plain } from '../../src/model/text.js';
import { caseOf, deskPhrases, dossierOf } from '../support/desk.js';
import { shippedContent } from '../support/shipped.js';

const olga = { id: 'olga', name: 'Olga', locale: null };
const SPF = { id: 'mail-spf', title: 'Mail goes to spam', text: plain('Publish SPF') };
const context: CannedContext = {
  phrases: deskPhrases(),
  deskLanguage: 'en',
  library: {
    templates: shippedContent().templates,
    flows: [],
    names: { status_page: 'https://status.example.com', panel: 'Panel' },
    issue: (id) => (id === SPF.id ? SPF : null),
    find: (words) => (words.includes('spam') ? [SPF] : []),
  },
};
const subject = caseOf({ owner: 'agent', agent: olga, language: 'ru', department: 'billing' });

const answers = (effects: Effect[]): string[] =>
  effects.flatMap((effect) => (effect.kind === 'answer' ? [effect.text.text] : []));
const posted = (effects: Effect[]): string =>
  effects.flatMap((effect) => (effect.kind === 'post' ? [effect.text.text] : [])).join('\n');
const buttons = (effects: Effect[]): (string | undefined)[] =>
  effects
    .flatMap((effect) => (effect.kind === 'post' ? (effect.actions ?? []) : []))
    .map((one) => one.argument);

describe('an answer that is ready', () => {
  it('is sent by its id, in the language of the case and filled, and shown in the thread', () => {
    const effects = useTemplate(subject, olga, 'known-outage', context);
    expect(answers(effects)).toEqual([expect.stringContaining('https://status.example.com')]);
    expect(answers(effects)[0]).toContain('общий сбой');
    expect(posted(effects)).toContain('Olga has sent to the person:\nЭто общий сбой');
    expect(answers(useTemplate(subject, olga, 'closing', context))[0]).toContain(`№${subject.number}`);
  });

  it('is chosen from those of the department first', () => {
    expect(buttons(useTemplate(subject, olga, null, context)).slice(0, 2)).toEqual([
      'payment-proof',
      'refund-terms',
    ]);
  });

  it.each(['closnig', 'скриншот', 'screenshoot'])('that does not exist is not sent: %j', (written) => {
    const effects = useTemplate(subject, olga, written, context);
    expect(answers(effects)).toEqual([]);
    expect(posted(effects)).toContain('nothing was sent');
    expect(buttons(effects)).toContain(written === 'closnig' ? 'closing' : 'ask-for-screenshot');
  });

  it('is told to be missing where nothing is near', () => {
    expect(posted(useTemplate(subject, olga, 'xyzzy', context))).toContain('no template "xyzzy"');
    const none = { ...context, library: { ...context.library, templates: [] } };
    expect(posted(useTemplate(subject, olga, null, none))).toContain('There are no templates');
  });

  it('is found among solved issues and templates, with a button that sends it', () => {
    expect(buttons(findCanned('spam', context))).toEqual([SPF.id]);
    expect(posted(findCanned('spam', context))).toContain('Publish SPF');
    expect(buttons(findCanned('backup', context))).toContain('restore-from-backup');
    expect(posted(findCanned('xyzzy', context))).toContain('Nothing was found');
  });

  it('is found by how it begins, however long it is, so that its button is below it', () => {
    const long: ReadyIssue = { ...SPF, text: plain('Publish SPF. '.repeat(500)) };
    const library = { ...context.library, find: () => [long, long, long] };
    expect(posted(findCanned('spam', { ...context, library })).length).toBeLessThan(1_500);
  });

  it('may be one of the card, by its number or by its id', () => {
    const known = { ...subject, dossier: dossierOf({ nearest: [{ issue: SPF.id, title: SPF.title }] }) };
    expect(answers(sendIssue(known, olga, '1', context))).toEqual(['Publish SPF']);
    expect(answers(sendIssue(known, olga, SPF.id, context))).toEqual(['Publish SPF']);
    expect(posted(sendIssue(known, olga, '2', context))).toContain('no solved issue "2"');
    expect(posted(sendIssue(known, olga, 'mail-sfp', context))).toContain('Perhaps you meant mail-spf');
  });
});

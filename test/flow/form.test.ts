import { afterAll, describe } from 'vitest';
import { cleanUp, FLOW, INTENT } from './folder.js';
import { flow, intent, issue, phrases, steps, tells, T, END } from './faults.js';

afterAll(cleanUp);

describe('the form of a file: a fault is told for', () => {
  tells([
    // Files
    {
      name: 'a file that is not called as its id',
      code: 'file-name',
      ...flow(['id: no-site', 'id: @site-down']),
      remedy: /site-down\.yml/,
      with: { 'intents/no-site.yml': INTENT.replace('flow: no-site', 'flow: site-down') },
    },
    {
      name: 'an ending that is not read',
      code: 'file-ending',
      path: 'flows/more.yaml',
      text: `@${FLOW}`,
      remedy: /more\.yml/,
    },
    {
      name: 'a first line without the schema',
      code: 'schema-line',
      ...intent(['# yaml-language-server: $schema=./', '@# $schema=./']),
      remedy: /Begin the file with `# yaml-language-server: \$schema=\.\/intent\.schema\.json`/,
    },
    {
      name: 'a first line with the schema of another folder',
      code: 'schema-line',
      ...issue(['# yaml-language-server: $schema=../', '@# yaml-language-server: $schema=./']),
      remedy: /\.\.\/issue/,
    },

    // YAML
    { name: 'a tab', code: 'tab', ...flow(['    slot: domain', '  @\tslot: domain']), remedy: /spaces/ },
    {
      name: 'a key twice',
      code: 'duplicate-key',
      ...flow(['    slot: domain', '    slot: domain\n    @slot: domain']),
    },
    { name: 'an alias', code: 'alias', ...flow(['slot: domain', 'slot: &a @domain']), remedy: /out/ },
    { name: 'a second document', code: 'documents', ...intent(['examples:', '@---\nexamples:']) },
    { name: 'broken syntax', code: 'syntax', ...intent(["['site is down', ", "['site is down' @"]) },
    { name: 'a tag', code: 'syntax', ...intent(['audience: customer', 'audience: @!!python/name customer']) },

    // Fields
    {
      name: 'a field that is missing',
      code: 'missing',
      ...flow(['  - id: which', '  - @id: which'], ['    slot: domain\n', '']),
      step: 'which',
      remedy: /Add `slot`/,
    },
    {
      name: 'a language that is missing',
      code: 'missing',
      ...flow(["resolve: { ru: 'Хорошо', en: 'Good' }", "resolve: @{ ru: 'Хорошо' }"]),
      step: 'done',
      remedy: /Add `en`/,
    },
    {
      name: 'a key that is not known',
      code: 'unknown-key',
      ...flow(['    unknown: agent\n    next', '    @unknwon: agent\n    next']),
      step: 'which',
      remedy: /Write `unknown`/,
    },
    {
      name: 'a number where a text belongs',
      code: 'type',
      ...flow(['value: blank', 'value: @404']),
      step: 'seen',
      remedy: /quotes: '404'/,
    },
    {
      name: 'a value that is none of those',
      code: 'value',
      ...flow(['type: domain', 'type: @domian']),
      step: 'which',
      remedy: /Write `domain`/,
    },
    {
      name: 'an empty text',
      code: 'value',
      ...flow(["en: 'Good'", "en: @''"]),
      step: 'done',
      remedy: /Write the text/,
    },
    {
      name: 'an id with capitals',
      code: 'value',
      ...flow(['- id: seen', '- id: @Seen']),
      step: 'Seen',
      remedy: /lower-case/,
    },
    {
      name: 'a date that is none',
      code: 'value',
      ...issue([`'2026-01-15'`, `@'15.01.2026'`]),
      remedy: /YYYY-MM-DD/,
    },
    {
      name: 'a phrase with a name that is none',
      code: 'value',
      ...phrases(['texts:', 'texts:\n  @Good Bye: { ru: а, en: a }']),
      remedy: /lower-case/,
    },
    {
      name: 'a flow and a reply at once',
      code: 'value',
      ...intent(['id: no-site', `@id: no-site\nreply: ${T}`]),
      remedy: /one of flow, reply and action/,
    },
    {
      name: 'a step without a kind',
      code: 'step-kind',
      ...flow(['  - id: done', '  - @id: done'], ['resolve:', 'resolv:']),
      step: 'done',
      remedy: /Write `resolve`/,
    },
    {
      name: 'a step of two kinds',
      code: 'step-kind',
      ...flow(['    handover:', `    say: ${T}\n    @handover:`]),
      step: 'agent',
      remedy: /two steps/,
    },
    {
      name: 'a condition with two tests',
      code: 'value',
      ...steps(
        `{ id: a, choose: ${T}, slot: s, options: [{ value: x, label: { ru: б, en: b }, next: b }, { value: y, label: ${T}, next: b }] }`,
        `{ id: b, branch: [@{ slot: s, is: x, known: true, next: end }], else: end }`,
        END,
      ),
      step: 'b',
      remedy: /exactly one of is, in, known and guard/,
    },
  ]);
});

import { afterAll, describe } from 'vitest';
import { cleanUp, FLOW, INTENT } from './folder.js';
import { ASK, END, flow, intent, issue, phrases, steps, T, tells } from './faults.js';

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
    {
      name: 'a file that some systems take for another',
      code: 'names-alike',
      path: 'flows/no_site.yml',
      text: `@${FLOW}`,
      remedy: /another name/,
    },

    // Steps of all kinds
    {
      name: 'a check that does not exist',
      code: 'value',
      ...steps(ASK('p'), '{ id: p, probe: [{ check: @dsn, of: domain }], next: end }', END),
      step: 'p',
      remedy: /Write `dns`/,
    },
    {
      name: 'a key that a check does not have',
      code: 'unknown-key',
      ...steps(ASK('p'), '{ id: p, probe: [{ check: dns, of: domain, @kep: {} }], next: end }', END),
      step: 'p',
      remedy: /Write `keep`/,
    },
    {
      name: 'a port beyond all ports',
      code: 'value',
      ...steps(ASK('p'), '{ id: p, probe: [{ check: port, of: domain, port: @70000 }], next: end }', END),
      step: 'p',
      remedy: /65535/,
    },
    {
      name: 'checks that are no list',
      code: 'type',
      ...steps(ASK('p'), '{ id: p, probe: @{ check: dns, of: domain }, next: end }', END),
      step: 'p',
      remedy: /a list/,
    },
    {
      name: 'no minute to wait',
      code: 'value',
      ...steps(`{ id: w, wait: ${T}, minutes: @0, next: end }`, END),
      step: 'w',
      remedy: /Write 1/,
    },
    {
      name: 'a part of a number of times',
      code: 'type',
      ...steps(`{ id: a, ask: ${T}, slot: s, type: text, times: @1.5, next: end }`, END),
      step: 'a',
      remedy: /whole number/,
    },
    {
      name: 'a limit that is neither number nor date',
      code: 'type',
      ...steps(`{ id: a, ask: ${T}, slot: s, type: number, valid: { min: @[1] }, next: end }`, END),
      step: 'a',
      remedy: /a number or a text/,
    },
    {
      name: 'a form that is no regular expression',
      code: 'value',
      ...steps(`{ id: a, ask: ${T}, slot: s, type: text, valid: { pattern: @'(' }, next: end }`, END),
      step: 'a',
      remedy: /regular expression/,
    },
    {
      name: 'a guard that does not exist',
      code: 'value',
      ...steps(
        ASK('b'),
        '{ id: b, branch: [{ slot: domain, guard: @subdomian, next: end }], else: end }',
        END,
      ),
      step: 'b',
      remedy: /Write `subdomain`/,
    },
    {
      name: 'nothing to set',
      code: 'value',
      ...steps('{ id: s, set: @{}, next: end }', END),
      step: 's',
      remedy: /at least one slot/,
    },
    {
      name: 'a number to set',
      code: 'type',
      ...steps('{ id: s, set: { round: @1 }, next: end }', END),
      step: 's',
      remedy: /quotes: '1'/,
    },
    {
      name: 'more options than any platform shows',
      code: 'value',
      ...steps(
        `{ id: c, choose: ${T}, options: @[${Array.from({ length: 9 }, (_, n) => `{ value: v${n}, label: { ru: 'б${n}', en: b${n} }, next: end }`).join(', ')}] }`,
        END,
      ),
      step: 'c',
      remedy: /two steps/,
    },
    {
      name: 'a kind of step that is misspelt',
      code: 'step-kind',
      ...steps(`@{ id: s, sugest: ${T}, solved: end, unsolved: end }`, END),
      step: 's',
      remedy: /Write `suggest`/,
    },
  ]);
});

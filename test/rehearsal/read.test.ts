import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { PROJECT } from '../support/shipped.js';
import { fileOf, mistakesIn } from './small.js';

describe('a file of conversations', () => {
  it('is right', () => {
    expect(mistakesIn(fileOf('- user: привет'))).toEqual([]);
  });

  it('has a key that nobody knows: the nearest is named', () => {
    expect(mistakesIn(fileOf('- user: привет\n  bot: { handove: flow, sey: hello }'))).toEqual([
      '6:16 `handove` is not known here. Write `handover` if that is what you meant',
      '6:31 `sey` is not known here. Write `say` if that is what you meant',
    ]);
  });

  it('scripts a verdict that no check has: the nearest is named, whichever way it is written', () => {
    for (const dns of ['elswhere', '{ verdict: elswhere }', '[{ verdict: elswhere }]']) {
      const [mistake, ...others] = mistakesIn(fileOf(`- user: a\n  probes: { dns: ${dns} }`));
      expect(mistake).toMatch(/^6:\d+ `(?:dns|verdict)` is `elswhere`, which is none of ok, elsewhere, /);
      expect(mistake).toMatch(/\. Write `elsewhere` if that is what you meant$/);
      expect(others).toEqual([]);
    }
  });

  it('scripts a fact that the check does not have', () => {
    expect(mistakesIn(fileOf('- arrives: { tls: { verdict: expired, facts: { untill: never } } }'))).toEqual([
      '5:54 `untill` is not known here. Write `until` if that is what you meant',
    ]);
  });

  it('does two things in one turn, or none', () => {
    expect(mistakesIn(fileOf('- user: привет\n  passes: 10m'))).toEqual([
      '6:17 `passes` does not fit. Make two turns of `user` and `passes`: one turn does one thing',
    ]);
    expect(mistakesIn(fileOf('- bot: { say: привет }'))).toHaveLength(1);
  });

  it('tells a time or a pattern that cannot be read', () => {
    expect(mistakesIn(fileOf('- passes: an hour'))).toEqual([
      '5:17 `passes` does not fit. Write minutes, hours or days, such as 10m, 2h or 1d',
    ]);
    expect(mistakesIn(fileOf("- user: a\n  bot: { say: '/(/' }"))).toEqual([
      '6:21 `say` does not fit. Mend the regular expression between the slashes',
    ]);
  });

  it('names its schema and no conversation twice', () => {
    const again = '  - name: a talk\n    turns: [{ user: a }]\n';
    expect(mistakesIn(`${fileOf('- user: привет')}${again}`)).toEqual([
      '6:11 another conversation of this file is called “a talk”. Give this one another name',
    ]);
    expect(mistakesIn('conversations:\n  - name: a\n    turns: [{ user: a }]\n')).toHaveLength(1);
  });

  it('is described by the JSON schema for editors', () => {
    const schema: unknown = JSON.parse(
      readFileSync(join(PROJECT, 'test/conversations/conversation.schema.json'), 'utf8'),
    );
    if (typeof schema !== 'object' || schema === null) throw new Error('the schema is no object');
    const validate = new Ajv2020({ strict: false }).compile(schema);
    const probes = 'probes: { dns: elsewhere, tls: [{ verdict: expired, target: a.example }] }';
    expect(validate(parse(fileOf(`- user: a\n  ${probes}`)))).toBe(true);
    expect(validate(parse(fileOf('- user: a\n  probes: { dns: elswhere }')))).toBe(false);
    expect(validate(parse(fileOf('- user: a\n  bto: {}')))).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { SYSTEMS } from './job.js';
import { helpText, readOptions } from './options.js';
import { SETS } from './sets.js';

describe('options of the bench', () => {
  it('are everything by default', () => {
    expect(readOptions([])).toMatchObject({ sets: [...SETS.keys()], systems: SYSTEMS, intents: null });
  });

  it('choose sets and systems, and leave systems out', () => {
    expect(
      readOptions(['--sets', 'nlu-ru,banking77', '--skip', 'node-nlp', '--intents', '20']),
    ).toMatchObject({
      sets: ['nlu-ru', 'banking77'],
      systems: ['firstline', 'classifier', 'bayes'],
      intents: 20,
    });
    expect(readOptions(['--systems', 'firstline,bayes']).systems).toEqual(['firstline', 'bayes']);
  });

  it.each([
    [['--sets', 'banking'], 'Not known: banking; there are shipped'],
    [['--systems', 'rasa'], 'Not known: rasa'],
    [['--intents', 'few'], '--intents few is no whole number'],
    [['--what'], "Unknown option '--what'."],
  ])('say what is wrong with %j', (args, what) => {
    expect(() => readOptions(args)).toThrow(what);
  });

  it('are told, with every set', () => {
    for (const name of SETS.keys()) expect(helpText()).toContain(`\n  ${name} `);
  });
});

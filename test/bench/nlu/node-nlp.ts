import nodeNlpPackage from 'node-nlp';
import { LANGUAGES } from '../../../src/model/language.js';
import type { System, Trained } from './system.js';
import { titleOf } from './title.js';

const { NlpManager } = nodeNlpPackage;
/** Nothing on the disk and nothing on the console; all else by default. */
const SETTINGS = { autoSave: false, autoLoad: false, nlu: { log: false } };

function trained(manager: nodeNlpPackage.NlpManager): Trained {
  return {
    async guess(text, language) {
      const { intent } = await manager.process(language, text);
      return intent;
    },
    save: () => manager.export(true),
  };
}

/** `node-nlp` with its defaults, told the language; below its threshold of 0.5 it says `None`, which is wrong here. */
export const nodeNlp: System = {
  async train({ train }) {
    const spoken = new Set(train.map(({ language }) => language));
    const manager = new NlpManager({
      languages: LANGUAGES.filter((language) => spoken.has(language)),
      ...SETTINGS,
    });
    for (const { text, language, intent } of train) manager.addDocument(language, text, intent);
    const named = spoken.has('en') ? new Set(train.map(({ intent }) => intent)) : [];
    for (const intent of named) manager.addDocument('en', titleOf(intent), intent);
    await manager.train();
    return trained(manager);
  },
  open(saved) {
    const manager = new NlpManager(SETTINGS);
    manager.import(saved.toString());
    return trained(manager);
  },
};

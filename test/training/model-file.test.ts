import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { serialize } from 'node:v8';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/model/language.js';
import { train } from '../../src/nlu/train.js';
import { createUnderstanding } from '../../src/nlu/understand.js';
import { packModel, readModelFile, unpackModel, writeModelFile } from '../../src/training/model-file.js';
import { tempFolder } from '../support/cli.js';
import { shippedContent } from '../support/shipped.js';

const seed = Number(process.env.FC_SEED ?? Date.now() % 1_000_000_007);
process.stdout.write(`model-file.test: FC_SEED=${seed}\n`);

const temp = tempFolder('model-file');
afterAll(() => temp.remove());
let folders = 0;
function folder(): string {
  folders += 1;
  const path = join(temp.path, `files-${folders}`);
  mkdirSync(path);
  return path;
}

/** Enough to tell apart, and little enough to learn in a moment. */
const NAMES = ['site-unavailable', 'mail-to-spam', 'human', 'greeting', 'staff-vpn', 'payment-failed'];
const shipped = shippedContent();
const content = { ...shipped, intents: shipped.intents.filter(({ id }) => NAMES.includes(id)) };
const model = train(content);
const KEY = createHash('sha256').update('a key').digest('hex');
const OTHER = createHash('sha256').update('another').digest('hex');
const packed = packModel(KEY, model);

const kindOf = (bytes: Uint8Array, key = KEY): string => {
  const read = unpackModel(bytes, key);
  return read.kind === 'unfit' ? read.why : read.kind;
};

describe('a model that was kept', () => {
  it('is the one that was learned', () => {
    const read = unpackModel(packed, KEY);
    expect(read.kind === 'model' && isDeepStrictEqual(read.model, model)).toBe(true);
  });

  it('understands every message as the one that was learned does', () => {
    const read = unpackModel(packed, KEY);
    if (read.kind !== 'model') throw new Error(read.why);
    const learned = createUnderstanding(content, { model });
    const kept = createUnderstanding(content, { model: read.model });
    const words = content.intents.flatMap(({ examples }) =>
      LANGUAGES.flatMap((language) => examples[language].flatMap((text) => text.split(' '))),
    );
    const message = fc.oneof(
      fc.array(fc.constantFrom(...words), { maxLength: 12 }).map((some) => some.join(' ')),
      fc.string({ unit: 'grapheme', maxLength: 40 }),
    );
    fc.assert(
      fc.property(
        message,
        fc.constantFrom<'customer' | 'staff'>('customer', 'staff'),
        fc.boolean(),
        (text, audience, inFlow) => {
          const context = { audience, language: null, inFlow };
          expect(kept.understand(text, context)).toEqual(learned.understand(text, context));
        },
      ),
      { seed, numRuns: 200 },
    );
  });

  it('is one where there was too little to learn from', () => {
    const [first] = content.intents;
    if (first === undefined) throw new Error('the content has no intents');
    const one = { ...first, title: { ru: '', en: '' }, examples: { ru: ['сайт лежит'], en: [] } };
    for (const intents of [[], [one], [{ ...one, examples: { ru: [], en: [] } }]]) {
      const little = train({ intents, issues: [] });
      const read = unpackModel(packModel(KEY, little), KEY);
      expect(read.kind === 'unfit' ? read.why : isDeepStrictEqual(read.model, little)).toBe(true);
    }
  });

  it('does not depend on where in memory its bytes lie', () => {
    for (const shift of [1, 3, 8]) {
      const moved = new Uint8Array(packed.length + shift);
      moved.set(packed, shift);
      const read = unpackModel(moved.subarray(shift), KEY);
      expect(read.kind === 'model' && isDeepStrictEqual(read.model, model)).toBe(true);
    }
  });
});

describe('bytes that are no model to use', () => {
  it('are told from one by the reason', () => {
    const text = (written: string): Uint8Array => new TextEncoder().encode(written);
    const withHeader = (from: string, to: string): Uint8Array =>
      Buffer.concat([
        Buffer.from(Buffer.from(packed).toString('latin1', 0, 152).replace(from, to), 'latin1'),
        packed.subarray(152),
      ]);
    expect(kindOf(packed, OTHER)).toMatch(/^it was learned from other content/);
    expect(kindOf(withHeader(' v1 ', ' v0 '))).toBe('it has the format v0, and this version reads v1');
    expect(kindOf(withHeader(' v1 ', ' v2 '))).toBe('it has the format v2, and this version reads v1');
    expect(kindOf(text(''))).toBe('it is no model of Firstline');
    expect(kindOf(text('{"intents":[]}'))).toBe('it is no model of Firstline');
    expect(kindOf(packed.subarray(0, 100))).toBe('it is cut off');
    expect(kindOf(Buffer.concat([packed, text('more')]))).toBe('it is damaged: its checksum does not fit');
  });

  it('may have a right checksum: what is in them is held against the schema', () => {
    const sealed = (body: Uint8Array): Uint8Array => {
      const sum = createHash('sha256').update(body).digest('hex');
      return Buffer.concat([Buffer.from(`firstline-model v1 ${KEY} ${sum}`.padEnd(151) + '\n'), body]);
    };
    expect(kindOf(sealed(serialize(model)))).toBe('model');
    const { rows, ...less } = model;
    expect(rows.count).toBeGreaterThan(0);
    const unknown = 'what is in it is no model that this version knows';
    expect(kindOf(sealed(serialize(less)))).toBe(unknown);
    expect(kindOf(sealed(serialize({ ...model, labels: [...model.labels] })))).toBe(unknown);
    expect(kindOf(sealed(serialize('model')))).toBe(unknown);
    expect(kindOf(sealed(new TextEncoder().encode('no serialization')))).toMatch(/^it cannot be read \(/);
    expect(kindOf(sealed(new Uint8Array()))).toMatch(/^it cannot be read \(/);
  });

  it('are refused wherever they were cut or changed', () => {
    const at = fc.oneof(fc.nat(200), fc.nat(packed.length - 1));
    fc.assert(
      fc.property(at, fc.integer({ min: 1, max: 255 }), (place, change) => {
        expect(unpackModel(packed.subarray(0, place), KEY).kind).toBe('unfit');
        const broken = Uint8Array.from(packed);
        broken[place] = (broken[place] ?? 0) ^ change;
        expect(unpackModel(broken, KEY).kind).toBe('unfit');
      }),
      { seed, numRuns: 60 },
    );
  });
});

describe('a model file', () => {
  it('is made with its folder, read under its key, and replaced', () => {
    const path = join(folder(), 'var', 'deep', 'firstline.model');
    expect(readModelFile(path, KEY)).toEqual({ kind: 'absent' });
    expect(writeModelFile(path, packed)).toEqual({ kind: 'written' });
    expect(readModelFile(path, KEY).kind).toBe('model');
    expect(readModelFile(path, OTHER).kind).toBe('unfit');
    expect(writeModelFile(path, packModel(OTHER, model))).toEqual({ kind: 'written' });
    expect(readModelFile(path, OTHER).kind).toBe('model');
    expect(readdirSync(join(path, '..'))).toEqual(['firstline.model']);
  });

  it.each([
    ['of an older version', 'firstline-model v0 and so on'],
    ['cut off early', 'firstl'],
    ['empty', ''],
  ])('that is %s is replaced', (_, before) => {
    const path = join(folder(), 'firstline.model');
    writeFileSync(path, before);
    expect(readModelFile(path, KEY).kind).toBe('unfit');
    expect(writeModelFile(path, packed)).toEqual({ kind: 'written' });
    expect(readModelFile(path, KEY).kind).toBe('model');
  });

  it('does not take the place of anything else', () => {
    const path = folder();
    const database = join(path, 'firstline.db');
    writeFileSync(database, 'SQLite format 3\0');
    const device = join(path, 'device');
    symlinkSync('/dev/null', device);
    for (const taken of [database, path, device]) {
      expect(readModelFile(taken, KEY).kind).toBe('unfit');
      expect(writeModelFile(taken, packed)).toMatchObject({ kind: 'not-written' });
    }
    expect(readFileSync(database, 'utf8')).toBe('SQLite format 3\0');
    expect(readdirSync(path)).toEqual(['device', 'firstline.db']);
    expect(readlinkSync(device)).toBe('/dev/null');
  });

  it('that cannot be written is told, and leaves nothing behind', () => {
    const path = folder();
    writeFileSync(join(path, 'file'), '');
    const written = writeModelFile(join(path, 'file', 'firstline.model'), packed);
    expect(written.kind === 'not-written' && written.why).toMatch(/^(?:ENOTDIR|EEXIST)/);
    expect(readModelFile(join(path, 'file', 'firstline.model'), KEY).kind).not.toBe('model');
    expect(readdirSync(path)).toEqual(['file']);
  });
});

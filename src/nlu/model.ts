import { z } from 'zod';
import { LANGUAGES } from '../model/language.js';

const integers = z.custom<Int32Array>((value) => value instanceof Int32Array);
const floats = z.custom<Float32Array>((value) => value instanceof Float32Array);
const doubles = z.custom<Float64Array>((value) => value instanceof Float64Array);
const flags = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
/** Fitted to no messages at all, the constant is minus infinity: nothing ever comes true. */
const constant = z.number().or(z.literal(-Infinity));
const logistic = z.object({ constant, slopes: doubles });

/**
 * Everything that is learned from content, as plain data that can be kept in a file: the features, the examples'
 * vectors, the classifier, what its evidence is worth, and how the messages it was tried on were judged. It goes
 * with the content that it was learned from, and with no other.
 */
export const modelSchema = z.object({
  /** The known words, for telling typos and alphabets. */
  words: z.array(z.string()),
  /** No more words than this is usual: longer messages are weighed in pieces. */
  usualLength: z.number(),
  /** The classes, and the class of each example by its place. */
  intents: z.array(z.string()),
  labels: integers,
  texts: z.array(z.string()),
  space: z.object({ hashes: integers, rarities: floats, unseen: z.number(), shared: z.number() }),
  rows: z.object({ count: z.number(), starts: integers, shared: integers, ids: integers, values: floats }),
  linear: z.object({
    classes: z.number(),
    shared: z.number(),
    weights: floats,
    owners: integers,
    values: floats,
    pushes: floats,
  }),
  calibration: z.object({
    isRight: logistic,
    belongs: logistic,
    trust: z.map(z.string(), z.number()),
    sharpness: z.number(),
  }),
  outcomes: z.record(
    z.enum(LANGUAGES),
    z.object({ p: doubles, worth: flags, inside: flags, weights: doubles }),
  ),
});
export type Model = z.infer<typeof modelSchema>;

import fc from 'fast-check';
import { solvedIssueSchema, type SolvedIssue } from '../../src/model/issue.js';

const id = fc
  .array(fc.stringMatching(/^[a-z0-9]{1,6}$/), { minLength: 1, maxLength: 4 })
  .map((words) => words.join('-'));
/** Anything that people and programs write: signs, other scripts, line breaks, halves of letters. */
const line = fc
  .oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
    fc.lorem({ maxCount: 8 }),
    fc.constantFrom(
      'Откройте `nano a`\nи «ждите»',
      '1. не список',
      '"a";b,c\td',
      '\u2028\u0000\ufeff x \ud800',
    ),
  )
  .map((text) => text.trim())
  .filter((text) => text !== '');
const optional = (name: string) =>
  fc.option(
    line.map((text) => ({ [name]: text })),
    { nil: {} },
  );

const text = fc
  .record({
    known: fc.record({
      problem: line,
      symptoms: fc.array(line, { maxLength: 3 }),
      solution: fc.array(line, { minLength: 1, maxLength: 4 }),
    }),
    cause: optional('cause'),
    check: optional('check'),
    handover: optional('handover'),
  })
  .map(({ known, cause, check, handover }) => ({ ...known, ...cause, ...check, ...handover }));

/** Any solved issue, in one language or both. */
export const randomIssue: fc.Arbitrary<SolvedIssue> = fc
  .record({
    id,
    intent: fc.option(id),
    audience: fc.constantFrom('customer', 'staff', 'both'),
    tags: fc.array(id, { maxLength: 3 }),
    related: fc.array(id, { maxLength: 2 }),
    area: fc.option(id, { nil: undefined }),
    date: fc.option(fc.constantFrom('2024-02-29', '2026-12-31'), { nil: undefined }),
    step: fc.option(fc.constant('a-flow.a-step'), { nil: undefined }),
    texts: fc.oneof(
      text.map((ru) => ({ ru })),
      text.map((en) => ({ en })),
      fc.record({ ru: text, en: text }),
    ),
  })
  .map(({ texts, ...rest }) => solvedIssueSchema.parse(JSON.parse(JSON.stringify({ ...rest, ...texts }))));

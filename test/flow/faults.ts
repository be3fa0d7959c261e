import { expect, it } from 'vitest';
import { loadContent } from '../../src/flow/content.js';
import type { Fault, FaultCode } from '../../src/flow/fault.js';
import type { PatternSpecs } from '../../src/flow/pattern.js';
import { FLOW, folder, GOOD, INTENT, ISSUE, PHRASES } from './folder.js';

export const REQUIRED = { 'hello.welcome': ['name'] };

export type Files = Readonly<Record<string, string | Uint8Array>>;

export function faultsOf(
  files: Files,
  required: Readonly<Record<string, readonly string[]>> = REQUIRED,
  patterns: PatternSpecs = {},
): Fault[] {
  const outcome = loadContent(folder({ ...GOOD, ...files }), {
    phrases: required,
    scripts: [],
    patterns,
  });
  return [...(outcome.ok ? [] : outcome.faults), ...outcome.remarks()];
}

/** Replaces text that must be there, so that a fixture never loses its mistake without a word. */
export function change(text: string, ...edits: readonly (readonly [from: string, to: string])[]): string {
  return edits.reduce((now, [from, to]) => {
    if (!now.includes(from)) throw new Error(`not in the fixture: ${from}`);
    return now.replace(from, () => to);
  }, text);
}

/** Line and column, from 1, of the first `@` in a text; the text without it. */
export function marked(text: string): { text: string; line: number; column: number } {
  const lines = text.slice(0, text.indexOf('@')).split('\n');
  return { text: text.replace('@', ''), line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

/** One mistake: the file with `@` where it is to be found, and what is said about it. */
export interface Case {
  name: string;
  code: FaultCode;
  path: string;
  text: string;
  step?: string;
  remedy?: RegExp;
  with?: Files;
}

export const flow = (...edits: readonly (readonly [string, string])[]) => ({
  path: 'flows/no-site.yml',
  text: change(FLOW, ...edits),
});
export const intent = (...edits: readonly (readonly [string, string])[]) => ({
  path: 'intents/no-site.yml',
  text: change(INTENT, ...edits),
});
export const issue = (...edits: readonly (readonly [string, string])[]) => ({
  path: 'data/issues/no-site-cache.yml',
  text: change(ISSUE, ...edits),
});
export const phrases = (...edits: readonly (readonly [string, string])[]) => ({
  path: 'flows/patterns/hello.yml',
  text: change(PHRASES, ...edits),
});

export const HEAD = FLOW.slice(0, FLOW.indexOf('steps:'));
/** A flow of these steps, written one a line. */
export const steps = (...lines: readonly string[]) => ({
  path: 'flows/no-site.yml',
  text: `${HEAD}steps:\n${lines.map((line) => `  - ${line}\n`).join('')}`,
});
export const T = `{ ru: 'текст', en: 'text' }`;
export const END = `{ id: end, resolve: ${T} }`;
export const other = INTENT.replace('id: no-site', 'id: other');

/** A test for each case: the mistake is told, once, at its line and column, with the remedy. */
export function tells(cases: readonly Case[], patterns: PatternSpecs = {}): void {
  it.each(cases)('$name', ({ code, path, text, step, remedy, with: more }) => {
    const { text: written, line, column } = marked(text);
    const faults = faultsOf({ [path]: written, ...more }, REQUIRED, patterns);
    expect(
      faults.map((fault) => [fault.code, fault.file, fault.line, fault.column, fault.step]),
    ).toContainEqual([code, path, line, column, step ?? null]);
    const fault = faults.find((found) => found.code === code);
    expect(fault?.remedy).toMatch(remedy ?? /./);
    // One mistake is told once; only some mistakes make another of their own.
    expect(faults.length).toBeLessThanOrEqual(code === 'no-such-flow' || code === 'step-kind' ? 2 : 1);
  });
}

/** A test for each case: nothing is wrong with these files. */
export function fits(
  cases: readonly { name: string; path: string; text: string; with?: Files }[],
  patterns: PatternSpecs = {},
): void {
  it.each(cases)('$name', ({ path, text, with: more }) => {
    expect(faultsOf({ [path]: text, ...more }, REQUIRED, patterns)).toEqual([]);
  });
}

/** A `choose` of `plan` with the values `vps` and `shared`, both leading to one step. */
export const CHOOSE = (next: string): string =>
  `{ id: choose, choose: ${T}, slot: plan, options: [{ value: vps, label: { ru: 'б', en: b }, next: ${next} }, { value: shared, label: ${T}, next: ${next} }] }`;
/** An `ask` for `domain`; who does not know it goes to the end. */
export const ASK = (next: string): string =>
  `{ id: ask, ask: ${T}, slot: domain, type: domain, unknown: end, next: ${next} }`;

/** A solved issue for staff only, `vpn`, with its intent. */
export const STAFF_ISSUE: Files = {
  'data/issues/vpn.yml': change(
    ISSUE,
    ['id: no-site-cache', 'id: vpn'],
    ['intent: old-page', 'intent: vpn'],
    ['audience: customer', 'audience: staff'],
  ),
  'intents/vpn.yml': `# yaml-language-server: $schema=./intent.schema.json
id: vpn
audience: staff
title: { ru: Не работает VPN, en: VPN is down }
examples: { ru: [а, б], en: [a, b] }
`,
};

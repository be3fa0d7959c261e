import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { againstLines, heldAgainst, type Affected } from '../../src/cli/against.js';
import { checkReport } from '../../src/cli/check.js';
import { newFrame } from '../../src/dialogue/frame.js';
import { initialState, newEpisode } from '../../src/dialogue/state.js';
import { newMemory } from '../../src/engine/memory.js';
import { compileFlow, type CompiledFlow } from '../../src/flow/compile.js';
import { loadContent, type Content } from '../../src/flow/content.js';
import { answerFlow, startFlow } from '../../src/flow/run.js';
import type { FlowSnapshot } from '../../src/flow/turn.js';
import type { Owner } from '../../src/model/case.js';
import { openSqliteStore } from '../../src/store/sqlite/open.js';
import { surveyDatabase } from '../../src/store/sqlite/survey.js';
import type { Store } from '../../src/store/store.js';
import { caseOf, turnOf } from '../contracts/store-samples.js';
import { cleanUp, FLOW, folder, GOOD } from '../flow/folder.js';
import { says } from '../flow/sample.js';

afterAll(cleanUp);

let place: string;
let store: Store;
const database = (): string => join(place, 'test.db');
beforeEach(async () => {
  place = mkdtempSync(join(tmpdir(), 'firstline-against-'));
  store = await openSqliteStore({ url: `file:${database()}` });
});
afterEach(async () => {
  await store.close();
  rmSync(place, { recursive: true });
});

function contentWith(flow: string): Content {
  const outcome = loadContent(folder({ ...GOOD, 'flows/no-site.yml': flow }));
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults));
  return outcome.content;
}

function flowOf(content: Content): CompiledFlow {
  const flow = content.flows.get('no-site');
  if (flow === undefined) throw new Error('there is no flow');
  return flow;
}

/** The flow at its second question. */
function further(flow: CompiledFlow): FlowSnapshot {
  const outcome = answerFlow(
    flow,
    startFlow(flow, {}).snapshot,
    says('example.org', { domain: 'example.org' }),
  );
  if (outcome.kind !== 'taken') throw new Error('the answer does not fit');
  return outcome.turn.snapshot;
}

let cases = 0;
/** An open case whose conversation is in these flows, the running one last. */
async function open(flows: readonly FlowSnapshot[], owner: Owner = 'bot', state?: unknown): Promise<number> {
  cases += 1;
  const chat = `c${String(cases)}`;
  const stack = flows.map((flow) =>
    newFrame({ intent: null, issue: null, flow, inputs: {}, called: false, issues: null, otherwise: null }),
  );
  const dialogue = state ?? { ...initialState(), episode: { ...newEpisode(), stack } };
  const number = await store.reserveCaseNumber();
  await store.commitTurn(
    turnOf(chat, 0, {
      cases: [caseOf(`k${String(cases)}`, number, chat, { owner })],
      state: { ...newMemory(null), dialogue },
    }),
  );
  return number;
}

const RENAMED = FLOW.replaceAll('seen', 'shown');

describe('content held against a database', () => {
  it('leaves conversations in their version where that is kept', async () => {
    const old = flowOf(contentWith(FLOW.replaceAll('Which domain', 'What domain')));
    const now = contentWith(FLOW);
    await store.keepFlows([{ hash: old.hash, flow: 'no-site', definition: old.flow }], 1);
    const first = await open([startFlow(flowOf(now), {}).snapshot]);
    const second = await open([further(old)]);
    const against = heldAgainst(now, surveyDatabase(database()));
    expect(against).toEqual({
      counts: { unchanged: 1, 'own-version': 1, moved: 0, 'handed-over': 0 },
      conversations: [
        { case: first, flow: 'no-site', step: 'which', fate: 'unchanged', reason: null },
        { case: second, flow: 'no-site', step: 'seen', fate: 'own-version', reason: null },
      ],
    });
    expect(againstLines(against)).toEqual([
      `#${String(first)} no-site, step which: as it is`,
      `#${String(second)} no-site, step seen: goes on in the version that it began with`,
      '2 open conversations in a flow, 1 unchanged, 1 own-version',
    ]);
  });

  it('moves them, or hands them over, where it is not', async () => {
    const old = flowOf(contentWith(FLOW));
    const lost = compileFlow({ ...old.flow, id: 'gone' });
    const numbers = [
      await open([startFlow(old, {}).snapshot]),
      await open([further(old)]),
      await open([startFlow(lost, {}).snapshot]),
      await open([], 'bot', { format: 99 }),
      // One below cannot go on, whatever becomes of the running one.
      await open([startFlow(lost, {}).snapshot, startFlow(old, {}).snapshot]),
    ];
    await store.keepFlows([{ hash: old.hash, flow: 'no-site', definition: { of: 'another release' } }], 1);
    const { conversations, counts } = heldAgainst(contentWith(RENAMED), surveyDatabase(`file:${database()}`));
    const expected: Omit<Affected, 'case'>[] = [
      { flow: 'no-site', step: 'which', fate: 'moved', reason: null },
      { flow: 'no-site', step: 'seen', fate: 'handed-over', reason: 'no-step' },
      { flow: 'gone', step: 'which', fate: 'handed-over', reason: 'no-flow' },
      { flow: null, step: null, fate: 'handed-over', reason: 'unreadable' },
      { flow: 'gone', step: 'which', fate: 'handed-over', reason: 'no-flow' },
    ];
    expect(conversations).toEqual(expected.map((each, index) => ({ case: numbers[index], ...each })));
    expect(counts).toEqual({ unchanged: 0, 'own-version': 0, moved: 1, 'handed-over': 4 });
  });

  it('says nothing of conversations in no flow, of those that people have, and of what is over', async () => {
    const old = flowOf(contentWith(FLOW));
    await open([]);
    for (const owner of ['queue', 'agent', 'nobody'] as const) await open([further(old)], owner);
    const against = heldAgainst(contentWith(RENAMED), surveyDatabase(database()));
    expect(against.conversations).toEqual([]);
    expect(againstLines(against)).toEqual(['0 open conversations in a flow']);
  });

  it('is told after the sizes, and as part of the JSON', async () => {
    const outcome = loadContent(folder(GOOD));
    if (!outcome.ok) throw new Error('the sample has mistakes');
    await open([startFlow(flowOf(outcome.content), {}).snapshot]);
    const against = heldAgainst(outcome.content, surveyDatabase(database()));
    expect(checkReport(outcome, false, against).text).toMatch(
      /: nothing wrong\n#\d+ no-site.*\n1 open conversation in a flow, 1 unchanged\n$/,
    );
    expect(JSON.parse(checkReport(outcome, true, against).text)).toMatchObject({ ok: true, against });
  });

  it('changes nothing in the database, and makes none', async () => {
    await open([]);
    await store.close();
    const before = readFileSync(database());
    surveyDatabase(database());
    expect(readFileSync(database()).equals(before)).toBe(true);
    expect(() => surveyDatabase(join(place, 'other.db'))).toThrow(
      expect.objectContaining({ code: 'DATABASE_MISSING' }),
    );
    store = await openSqliteStore({ url: `file:${database()}` });
  });
});

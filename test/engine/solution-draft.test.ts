import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { createBrain } from '../../src/brain.js';
import { issuesCommand } from '../../src/cli/issues.js';
import type { Brain } from '../../src/engine/brain.js';
import type { Dossier } from '../../src/model/case.js';
import { openSqliteStore } from '../../src/store/sqlite/open.js';
import { createStoredIssues } from '../../src/stored-issues.js';
import { agentAt } from '../support/agent.js';
import { tempFolder } from '../support/cli.js';
import { bench, messageFrom, PAUSE_MS, type Bench } from '../support/engine.js';
import { shippedBrain, shippedContent, shippedModel } from '../support/shipped.js';

let b: Bench;
const agent = agentAt(() => b);
const temp = tempFolder('solution');
afterAll(() => temp.remove());

afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await b.close();
});

const WORDS = 'Письма с формы обратной связи приходят с кракозябрами вместо темы';

describe('what helped', () => {
  it('is kept without secrets and names, published, and found for the next with the same problem', async () => {
    const url = `file:${join(temp.path, 'test.db')}`;
    const issues = createStoredIssues(await openSqliteStore({ url }), pino({ level: 'silent' }));
    let brain: Brain = shippedBrain();
    b = await bench({ brain: () => brain, store: await openSqliteStore({ url }) });
    await b.writes('1', WORDS);
    await b.writes('1', 'Сайт romashka-shop.ru, мой телефон +7 912 345-67-89. Анна');
    await b.writes('1', 'позовите человека');
    await agent.press('claim');
    await agent.press('resolve');
    await agent.writes(
      'Анне из romashka-shop.ru задали кодировку UTF-8 в заголовке Subject.\nПочта ivan@romashka-shop.ru, пароль: Qwerty123!',
    );

    const { drafts } = await b.store.drafts();
    expect(drafts).toMatchObject([
      { number: 1, caseNumber: 1, language: 'ru', audience: 'customer', status: 'waiting', problem: WORDS },
    ]);
    expect(drafts[0]?.symptoms).toEqual(['Сайт example.com, мой телефон +0 000 000-00-00.']);
    const kept = JSON.stringify(drafts);
    expect(kept).toContain('example.com задали кодировку UTF-8');
    expect(kept).toContain('name@example.com, пароль: •••');
    expect(kept).not.toMatch(/romashka|912|Qwerty|Анн/);

    vi.stubEnv('CONTENT_DIR', temp.smallContent());
    vi.stubEnv('DATABASE_URL', url);
    vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const publish = ['review', '1', '--publish', '--id', 'form-mail-garbled', '--intent', 'none'];
    await issuesCommand().parseAsync(publish, { from: 'user' });

    const stored = await issues.beside(shippedContent().issues);
    const asked = { audience: 'customer', language: 'ru', inFlow: false } as const;
    const found = (): string | undefined => brain.understand(WORDS, asked).issues[0]?.issue;
    expect(found()).not.toBe('form-mail-garbled');
    brain = createBrain(shippedContent(), { model: shippedModel(), stored });
    expect(found()).toBe('form-mail-garbled');
    const next = { id: 'olga', name: 'Olga', locale: 'ru' };
    await b.engine.sink.accept(messageFrom('2', WORDS, { id: 'n1', at: b.clock.now(), person: next }));
    await b.pass(PAUSE_MS);
    await b.writes('2', 'позовите человека');
    const { latest } = await b.store.loadTurn('telegram:bot:2:');
    expect(latest?.dossier?.nearest[0]?.issue).toBe('form-mail-garbled');
  });

  it('holds what checks found wrong, what did not help and the area of the intent', async () => {
    b = await bench({ brain: shippedBrain() });
    await b.writes('1', 'сайт не открывается');
    await b.writes('1', 'оператор');
    const subject = await agent.case();
    if (subject.dossier === null) throw new Error('the case was not handed over');
    const dossier: Dossier = {
      ...subject.dossier,
      problem: ['Здравствуйте\nсайт lutik.ru упал', 'совсем', 'позовите оператора'],
      tried: [
        { step: 'a', text: 'Очистите кэш lutik.ru', result: 'did-not-help' },
        { step: 'b', text: 'Перезагрузите', result: 'helped' },
      ],
      probes: [
        { probe: 'dns', target: 'lutik.ru', verdict: 'ok', says: 'Имя на месте', details: [] },
        { probe: 'http', target: 'lutik.ru', verdict: 'timeout', says: 'lutik.ru не отвечает', details: [] },
        { probe: 'tls', target: 'lutik.ru', verdict: 'unknown', says: 'Неизвестно', details: [] },
      ],
    };
    const { version, conversation, state } = await b.store.loadTurn('telegram:bot:1:');
    await b.store.commitTurn({
      ...{ conversation, version, state, address: subject.address, chosenLanguage: 'ru', handled: [] },
      ...{ cases: [{ ...subject, intent: 'site-unavailable', dossier }], history: [], deliveries: [] },
      feedback: [],
      ...{ timers: [], probes: [], drafts: [], reviews: [], agents: [], bans: [], webhooks: [], misses: [] },
    });
    await agent.press('claim');
    await agent.press('resolve');
    await agent.writes('Подняли сервер');
    expect((await b.store.drafts()).drafts).toMatchObject([
      {
        ...{ intent: 'site-unavailable', area: 'site', problem: 'сайт example.com упал' },
        ...{ symptoms: ['совсем'], findings: ['example.com не отвечает'], solution: 'Подняли сервер' },
        failed: ['Очистите кэш example.com'],
      },
    ]);
  });
});

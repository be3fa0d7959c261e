import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { START_MS, startBench, type Bench } from '../support/app.js';
import { contentsOf, expectHeard, fits, type Desk, type Talker } from '../support/talk.js';
import { customer, topicDesk } from '../support/telegram/talk.js';

let bench: Bench;
let desk: Desk;

beforeAll(async () => {
  bench = await startBench({ telegram: 'polling', desk: 'telegram' });
  desk = topicDesk(bench.telegram);
}, START_MS);

afterAll(() => bench.close());

function caseOf(person: Talker): unknown {
  return bench
    .rows(
      `SELECT owner, intent, resolution FROM cases WHERE json_extract(person, '$.name') = ? ORDER BY number DESC LIMIT 1`,
      person.name,
    )
    .at(0);
}

describe('a customer in Telegram', () => {
  it('comes to a resolution by text', async () => {
    const anna = customer(bench.telegram, 'Анна', { language: 'ru' });
    anna.writes('сайт example.org не открывается');
    const question = await anna.hears('Что показывает браузер, когда вы открываете example.org?');
    expect(question.buttons).toContain('Сайт не найден (NXDOMAIN)');
    anna.writes('вторая');
    await anna.hears('Браузер не нашёл такого имени');
    anna.writes('да, помогло');
    await anna.hears('Хорошо, example.org снова открывается.');
    expect(anna.heard()).toHaveLength(4);
    expect(caseOf(anna)).toEqual({ owner: 'nobody', intent: 'site-unavailable', resolution: 'confirmed' });
  });

  it('comes to a resolution by buttons, each of which works once', async () => {
    const john = customer(bench.telegram, 'John', { language: 'en' });
    john.writes('my site is down');
    await john.hears('Which site does not open?');
    john.writes('example.org');
    await john.hears('What does the browser show when you open example.org?');
    const pressed = john.user.presses('Site not found (NXDOMAIN)');
    await john.hears('The browser found no such name.');
    await bench.telegram.nextCall('answerCallbackQuery', (params) => params.callback_query_id === pressed);
    expect(() => john.user.presses('Site not found (NXDOMAIN)')).toThrow('there is no button');
    john.presses('Yes');
    await john.hears('Good, example.org opens again.');
    expect(john.heard()).toHaveLength(5);
  });

  it('is greeted on /start, and taken to what a deep link names', async () => {
    const boris = customer(bench.telegram, 'Boris', { language: 'en' });
    boris.writes('/start');
    await boris.hears('This is the support bot of Example Hosting');
    boris.writes('/start site-unavailable');
    await boris.hears('Which site does not open?');
    expect(boris.heard()).toHaveLength(2);
  });

  it('is not taken to what is for staff only', async () => {
    const vera = customer(bench.telegram, 'Vera', { language: 'en' });
    vera.writes('/start staff-vpn');
    const greeting = await vera.hears('This is the support bot of Example Hosting');
    expect(greeting.text).not.toContain('VPN');
    vera.writes('/status');
    await vera.hears('You have no open case.');
  });

  it('has commands in every state', async () => {
    const oleg = customer(bench.telegram, 'Олег', { language: 'ru' });
    oleg.writes('сайт не открывается');
    await oleg.hears('Какой сайт не открывается?');
    oleg.writes('/status');
    await oleg.hears(/Обращение №\d+ открыто/);
    oleg.writes('/lang en');
    await oleg.hears('All right, we go on in English.');
    oleg.writes('/new');
    await oleg.hears('The earlier case is closed');
    oleg.writes('/status');
    await oleg.hears('You have no open case.');
    oleg.writes('/human');
    await oleg.hears('I am passing this to a person.');
    oleg.writes('/status');
    await oleg.hears(/Case #\d+ is waiting for a person/);
    oleg.writes('/human');
    await oleg.hears('A person already has your case.');
    await desk.thread('Олег');
    expect(oleg.heard()).toHaveLength(8);
  });
});

describe('what a customer sends', () => {
  it('reaches the topic with its files, whether it came before the hand-over or after', async () => {
    const nina = customer(bench.telegram, 'Nina', { language: 'en' });
    const bytes = new TextEncoder().encode('a screenshot');
    nina.sends({ kind: 'photo', name: 'shot.png', bytes, caption: 'my site example.org is down' });
    await nina.hears('What does the browser show when you open example.org?');
    nina.writes('/human');
    const thread = await desk.thread('Nina');
    await thread.reads('my site example.org is down');
    nina.sends({ kind: 'document', name: 'error.log', bytes, caption: 'and the log' });
    await thread.reads('Nina: and the log');
    nina.sends({ kind: 'voice', name: 'voice.ogg', bytes });
    await thread.reads(/^Nina$/);
    expect(contentsOf(thread.lines())).toEqual(Array(3).fill('a screenshot'));
    expect(thread.lines().flatMap((line) => line.files)[1]?.name).toBe('error.log');
    expect(nina.heard()).toHaveLength(3);
  });

  it('is one turn where it is an album', async () => {
    const lev = customer(bench.telegram, 'Lev', { language: 'en' });
    for (const index of [1, 2, 3]) {
      const caption = index === 1 ? { caption: 'my site example.org is down' } : {};
      lev.user.sends({ kind: 'photo', bytes: Buffer.from(`photo ${index}`), album: 'lev', ...caption });
    }
    await lev.hears('What does the browser show');
    lev.writes('/human');
    const thread = await desk.thread('Lev');
    await thread.reads('my site example.org is down');
    lev.writes('that is all');
    await thread.reads('Lev: that is all');
    expect(contentsOf(thread.lines())).toEqual(['photo 1', 'photo 2', 'photo 3']);
    expect(lev.heard()).toHaveLength(3);
  });
});

describe('a hand-over', () => {
  it('is claimed, answered, noted, handed back, and resolved in its topic', async () => {
    const olga = desk.agent('Olga');
    const igor = desk.agent('Igor');
    const pavel = customer(bench.telegram, 'Pavel', { language: 'en' });
    pavel.writes('my site example.org is down');
    await pavel.hears('What does the browser show when you open example.org?');
    pavel.presses('Site not found (NXDOMAIN)');
    await pavel.hears('The browser found no such name.');
    pavel.presses('No');
    await pavel.hears(/The name example\.org is not found[^]*passing this to a person/);

    const thread = await desk.thread('Pavel');
    expect(thread.card().text).toMatch(/^#\d+ · Pavel\nWaiting for an agent\n/);
    for (const part of [
      'Department: domains, priority: high',
      'Language: English',
      'Why handed over: the steps did not help',
      /Understood as: My site does not open \(site-unavailable, \d+%\)/,
      'In their words\n• my site example.org is down',
      '— example.org',
      'Already tried\n• The browser found no such name.',
      '— did not help',
    ]) {
      expect(fits(thread.card().text, part) || `${thread.card().text}\nlacks ${String(part)}`).toBe(true);
    }
    expect(thread.card().buttons.slice(0, 5)).toEqual([
      'Claim',
      'Hand back to the bot',
      'Resolve',
      'More',
      'Send 1',
    ]);
    await thread.reads('The conversation so far');

    olga.presses(thread, 'Claim');
    await thread.cardShows('Claimed by Olga');
    await thread.reads('Olga has the case.');
    await pavel.hears('Olga is with you now');
    igor.presses(thread, 'Resolve');
    await thread.reads('Only Olga can do that');

    olga.writes(thread, '// looks like an expired domain');
    igor.writes(thread, 'I would check the registrar');
    const answer = olga.writes(thread, 'Hello, I am looking into it.');
    await pavel.hears('Olga: Hello, I am looking into it.');
    expect(await thread.mark(answer)).toBe('delivered');

    pavel.writes('thank you, I will wait');
    await thread.reads('Pavel: thank you, I will wait');
    pavel.user.edits('thank you, I will wait here');
    await thread.reads('(amended) thank you, I will wait here');

    olga.presses(thread, 'Hand back to the bot');
    await thread.cardShows('Back with the bot');
    await pavel.hears('Our team has handed the conversation back to me.');
    pavel.writes('/human');
    await pavel.hears('I am passing this to a person.');
    await thread.cardShows('Waiting for an agent');
    igor.presses(thread, 'Claim');
    await pavel.hears('Igor is with you now');
    igor.presses(thread, 'Resolve');
    await pavel.hears(/Case #\d+ is closed/);
    await thread.reads('What helped?');
    igor.writes(thread, 'The domain had expired; renewed it.');
    await thread.reads(/^Draft \d+ of a solved issue[^]*The domain had expired; renewed it\./);
    await thread.cardShows('Closed');

    expectHeard(pavel, [
      'Let me see where example.org leads',
      'What does the browser show',
      'The browser found no such name.',
      'passing this to a person',
      'Olga is with you now',
      'Olga: Hello, I am looking into it.',
      'handed the conversation back',
      'passing this to a person',
      'Igor is with you now',
      /Case #\d+ is closed/,
    ]);
    expect(desk.threads().filter((title) => title.includes('Pavel'))).toHaveLength(1);
    expect(
      bench.rows('SELECT problem, solution FROM drafts WHERE solution LIKE ?', 'The domain had expired%'),
    ).toEqual([{ problem: 'my site example.org is down', solution: 'The domain had expired; renewed it.' }]);
    expect(caseOf(pavel)).toMatchObject({ owner: 'nobody', resolution: 'by-agent' });
  });
});

describe('what an agent solved', () => {
  it('answers the next person once it is published, and nobody any more once it is taken back', async () => {
    const tells = async (name: string): Promise<ReturnType<typeof customer>> => {
      const person = customer(bench.telegram, name, { language: 'ru' });
      person.writes('настроить почту в программе the bat после смены кодировки не выходит');
      await person.hears('С чем помочь?');
      person.presses('Другое');
      await person.hears('название программы и её версию');
      person.writes('The Bat 9, вместо букв кракозябры');
      return person;
    };
    const vera = await tells('Вера');
    await vera.hears('Передаю вопрос специалисту');
    const thread = await desk.thread('Вера');
    const olga = desk.agent('Olga');
    const igor = desk.agent('Igor');
    olga.writes(thread, '!claim');
    await vera.hears('Olga');
    olga.presses(thread, 'Resolve');
    const asked = await thread.reads('What helped?');
    expect(asked.buttons.at(-1)).toBe('Nothing to write down');
    olga.writes(thread, 'Смените кодировку писем на UTF-8 в свойствах ящика, Вера');
    const draft = await thread.reads('Смените кодировку писем на UTF-8');
    expect(draft.text).not.toContain('Вера');
    igor.presses(thread, 'Publish');
    await thread.reads('is published as');

    const zoya = await tells('Зоя');
    const told = await zoya.hears('Смените кодировку писем на UTF-8');
    expect(told.text).toContain('Похожий случай уже решали');
    zoya.presses('Да');
    await zoya.hears('Хорошо, что помогло');
    expect(caseOf(zoya)).toEqual({ owner: 'nobody', intent: 'mail-client-setup', resolution: 'confirmed' });
    expect(desk.threads().filter((title) => title.includes('Зоя'))).toEqual([]);

    olga.presses(thread, 'Take back');
    await thread.reads('is removed and not suggested any more');
    const nina = await tells('Нина');
    await nina.hears('Передаю вопрос специалисту');
  });
});

describe('a closed case', () => {
  it('is taken up again by an agent, who orders by words and by buttons', async () => {
    const olga = desk.agent('Olga');
    const igor = desk.agent('Igor');
    const rita = customer(bench.telegram, 'Rita', { language: 'en' });
    rita.writes('/human');
    await rita.hears('I am passing this to a person.');
    const thread = await desk.thread('Rita');
    olga.writes(thread, '!claim');
    await rita.hears('Olga is with you now');
    await thread.cardShows('Claimed by Olga');
    expect(thread.card().buttons).toEqual(['Hand back to the bot', 'Resolve', 'Release', 'More']);
    olga.writes(thread, '!relase');
    await thread.reads('Perhaps you meant !release');
    olga.writes(thread, '!note paid & <checked>');
    olga.presses(thread, 'Release');
    await thread.cardShows('Waiting for an agent');
    igor.writes(thread, '!priority urgent');
    await thread.cardShows('priority: urgent');
    igor.writes(thread, '!resolve');
    await rita.hears(/Case #\d+ is closed/);
    await thread.cardShows('Closed');
    expect(thread.card().buttons).toEqual(['Reopen']);
    olga.presses(thread, 'Reopen');
    await rita.hears(/Case #\d+ is open again/);
    await thread.cardShows('Claimed by Olga');
    igor.writes(thread, '!reopen');
    await thread.reads('not closed');
    olga.writes(thread, 'One more thing: is R&D <beta> on?');
    await rita.hears('One more thing: is R&D <beta> on?');
    rita.writes('it is, thank you');
    await thread.reads('Rita: it is, thank you');
    expect(rita.heard()).toHaveLength(5);
    expect(
      bench.rows(`SELECT entry ->> '$.text' AS text FROM history WHERE entry ->> '$.kind' = 'note'`),
    ).toContainEqual({ text: 'paid & <checked>' });
  });
});

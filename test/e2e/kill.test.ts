import { dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GROUP, START_MS, startPlatforms, type Platforms } from '../support/app.js';
import { startProcess, type Process } from '../support/process.js';
import { channelDesk, employee } from '../support/slack/talk.js';
import { expectHeard } from '../support/talk.js';
import { customer, topicDesk } from '../support/telegram/talk.js';

/**
 * One deployment through several lives: each test kills the process where it hurts and starts the next one,
 * which the next test goes on with.
 */
let on: Platforms;
let program: Process | null = null;

async function start(env: Record<string, string> = {}): Promise<void> {
  program = await startProcess({ ...on.env, ...env }, dirname(on.database), START_MS);
}

async function kill(): Promise<void> {
  await program?.kill();
  program = null;
}

const waitingDeliveries = (chat: string): unknown[] =>
  on.rows(
    "SELECT attempts FROM outbox WHERE status = 'waiting' AND json_extract(delivery, '$.to.chat') = ?",
    chat,
  );
const inbounds = (chat: string): unknown[] =>
  on.rows('SELECT kind, status FROM inbounds WHERE conversation LIKE ? ORDER BY seq', `%:${chat}:%`);

beforeAll(async () => {
  on = await startPlatforms({ telegram: 'polling', slack: 'socket', desk: 'both' });
  await start({ BURST_WINDOW_MS: '10000' });
}, START_MS);

afterAll(async () => {
  await kill();
  await on.close();
});

describe('a process killed with kill -9', () => {
  it(
    'after it received and before it committed: everything is answered by the next, once',
    async () => {
      const anna = customer(on.telegram, 'Anna', { language: 'en' });
      const boris = employee(on.slack, 'Boris');
      anna.writes('my site example.org is down');
      boris.writes("vpn won't connect");
      await Promise.all([on.telegram.settled(), on.slack.settled()]);
      await kill();
      const annas = String(anna.user.chat.id);
      expect(inbounds(annas)).toEqual([{ kind: 'message', status: 'waiting' }]);
      expect(inbounds(boris.user.dm)).toEqual([{ kind: 'message', status: 'waiting' }]);
      expect(anna.heard()).toEqual([]);

      anna.writes('since this morning');
      await start();
      await anna.hears('What does the browser show when you open example.org?');
      await boris.hears('What does the VPN do?');
      anna.writes('/status');
      boris.writes('!status');
      await anna.hears(/Case #\d+ is open/);
      await boris.hears(/Case #\d+ is open/);
      expect(boris.heard()).toHaveLength(2);
      // What checks found comes in between, whenever they are done.
      const probed = { kind: 'probed', status: 'handled' };
      expect(inbounds(annas).filter((row) => !isDeepStrictEqual(row, probed))).toEqual([
        { kind: 'message', status: 'handled' },
        { kind: 'message', status: 'handled' },
        { kind: 'command', status: 'handled' },
      ]);
      const told = anna.heard().map((seen) => seen.text);
      expect(told.filter((text) => text.includes('is open'))).toHaveLength(1);
      expect(new Set(told).size).toBe(told.length);
    },
    START_MS,
  );

  it(
    'after it committed and before it sent: the next one sends, once and in order',
    async () => {
      const clara = customer(on.telegram, 'Clara', { language: 'en' });
      const david = employee(on.slack, 'David');
      on.telegram.fail('sendMessage', { code: 500, times: 1 });
      on.slack.fault(
        'chat.postMessage',
        { kind: 'status', status: 503 },
        1,
        (params) => params.channel === david.user.dm,
      );
      clara.writes('/status');
      clara.writes('/help');
      david.writes('!status');
      david.writes('!help');
      const claras = String(clara.user.chat.id);
      await on.telegram.nextCall('sendMessage', (params) => String(params.chat_id) === claras);
      await on.slack.nextCall('chat.postMessage', (call) => call.fault !== null);
      await Promise.all([on.telegram.settled(), on.slack.settled()]);
      await kill();
      expect(waitingDeliveries(claras).length).toBeGreaterThan(0);
      expect(waitingDeliveries(david.user.dm).length).toBeGreaterThan(0);
      expect([...clara.heard(), ...david.heard()]).toEqual([]);

      await start();
      await clara.hears('I help with websites');
      await david.hears('I help with work passwords');
      expectHeard(clara, ['You have no open case.', 'I help with websites']);
      expectHeard(david, ['You have no open case.', 'I help with work passwords']);
    },
    START_MS,
  );

  it(
    'while it was sending: only the message that was under way comes twice, and the marks follow',
    async () => {
      const eva = customer(on.telegram, 'Eva', { language: 'en' });
      const fred = employee(on.slack, 'Fred');
      const topics = topicDesk(on.telegram);
      const threads = channelDesk(on.slack);
      eva.writes('/human');
      fred.writes('!human');
      const evas = await topics.thread('Eva');
      const freds = await threads.thread('Fred');
      const olga = topics.agent('Olga');
      const igor = threads.agent('Igor');
      olga.presses(evas, 'Claim');
      igor.presses(freds, 'Claim');
      await eva.hears('Olga is with you now');
      await fred.hears('Igor is with you now');

      const evaId = String(eva.user.chat.id);
      on.telegram.fail('sendMessage', {
        hang: true,
        when: (params) => params.text === 'Olga: First answer',
      });
      on.slack.fault('chat.postMessage', { kind: 'hang' }, 1, (params) => params.channel === fred.user.dm);
      const first = olga.writes(evas, 'First answer');
      const second = olga.writes(evas, 'Second answer');
      const answer = igor.writes(freds, 'First answer');
      await on.telegram.nextCall('sendMessage', (params) => params.text === 'Olga: First answer');
      await on.slack.nextCall('chat.postMessage', (call) => call.fault === 'hang');
      await Promise.all([on.telegram.settled(), on.slack.settled()]);
      await kill();
      expect(waitingDeliveries(evaId)).not.toEqual([]);
      expect(waitingDeliveries(fred.user.dm)).toHaveLength(1);

      await start();
      expect(await evas.mark(first)).toBe('delivered');
      expect(await evas.mark(second)).toBe('delivered');
      expect(await freds.mark(answer)).toBe('delivered');
      expectHeard(eva, [
        'I am passing this to a person.',
        'Olga is with you now',
        'Olga: First answer',
        'Olga: First answer',
        'Olga: Second answer',
      ]);
      expectHeard(fred, ['I am passing this to a person.', 'Igor is with you now', 'First answer']);
      expect(on.telegram.topics(GROUP).filter((topic) => topic.name.includes('Eva'))).toHaveLength(1);
    },
    START_MS,
  );

  it('leaves nothing waiting, nothing dead and nothing unread', () => {
    expect(on.rows("SELECT kind, status FROM inbounds WHERE status <> 'handled'")).toEqual([]);
    expect(on.rows("SELECT kind, reason, error FROM outbox WHERE status = 'dead'")).toEqual([]);
    expect(on.rows('SELECT reason FROM rejected')).toEqual([]);
    expect(on.slack.violations).toEqual([]);
  });
});

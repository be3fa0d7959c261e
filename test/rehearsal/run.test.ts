import { describe, expect, it } from 'vitest';
import { MODES } from '../../src/rehearsal/run.js';
import { fileLines, totalLine } from '../../src/rehearsal/report.js';
import { fileOf, rehearsed } from './small.js';

/** Nothing went otherwise than expected, in any mode. */
async function holds(turns: string, head?: string): Promise<void> {
  const result = await rehearsed(fileOf(turns, head));
  expect(fileLines(result)).toEqual(['ok      a.yml: 1 conversation']);
}

const SITE = `
- user: сайт не открывается
  understood: { decision: answer, intents: [site] }
  bot: { start: site, ask: domain, probe: [] }`;

describe('checks', () => {
  it('find what is scripted, at once, in the same turn', async () => {
    await holds(
      `${SITE}
- user: example.org
  bot:
    probe: [dns, http]
    say: example.org ведёт на 192.0.2.9
    step: moved
    slots: { domain: example.org, dns: elsewhere, http: unknown, site_addresses: 192.0.2.9, number: null }`,
      `
    probes: { dns: { verdict: elsewhere, facts: { addresses: 192.0.2.9 } } }`,
    );
  });

  it('find nothing out where nothing is scripted', async () => {
    await holds(`${SITE}
- user: example.org
  bot: { handover: flow, department: domains, dossier: { probes: { dns: unknown, http: unknown } } }`);
  });

  it('find something else from the turn on that says so', async () => {
    await holds(`${SITE}
- user: example.org
  probes: { http: ok }
  bot: { close: answered, say: Сайт отвечает }
${SITE.trim()}
- user: example.com
  bot: { close: answered }`);
  });

  it('tell one target from another', async () => {
    await holds(
      `${SITE}
- user: example.org
  bot: { slots: { dns: elsewhere } }`,
      `
    probes: { dns: [{ verdict: ok }, { verdict: elsewhere, target: Example.org }] }`,
    );
  });

  it('arrive later, while the person says something else, even in another process', async () => {
    await holds(`${SITE}
- user: example.org
  probes: later
  bot: { probe: [dns, http], step: look, say: example.org }
- user: ну как там
  understood: { decision: clarify }
  bot: { owner: bot }
- passes: 5m
- restart: true
- arrives: { http: ok }
  bot: { say: Сайт отвечает, close: answered }`);
  });

  it('cannot arrive when none are under way', async () => {
    const { failures } = await rehearsed(fileOf('- arrives: { dns: ok }'));
    expect(failures).toMatchObject([
      { line: 5, differences: [{ got: 'no checks are under way' }], modes: [...MODES] },
    ]);
  });
});

describe('time', () => {
  const MOVED = `${SITE}
- user: example.org
  probes: { dns: elsewhere }
  bot: { step: moved }`;

  it('passes: a wait is over, a reminder comes, a silent case ends', async () => {
    await holds(`${MOVED}
- passes: 9m
  bot: { say: /^$/, step: moved, move: none }
- passes: 1m
  bot: { say: Открылся, step: again }
- passes: 29m
  bot: { move: none }
- passes: 1m
  bot: { move: remind }
- passes: 2d
  bot: { close: silence, owner: nobody }`);
  });

  it('passes at once over all that becomes due on the way, each at its own time', async () => {
    await holds(`${MOVED}
- passes: 40m
  bot: { say: [Напоминаю, Открылся], move: remind, owner: bot }`);
  });

  it('goes on over a restart, and silence has names of its own', async () => {
    await holds(`${MOVED}
- restart: true
- passes: 10m
  bot: { step: again }
- silence: remind
  bot: { move: remind }
- silence: close
  bot: { close: silence }`);
  });
});

describe('flows', () => {
  it('start, are left for another one, and go on', async () => {
    await holds(`${SITE}
- user: где моя посылка
  understood: { decision: answer, intents: [parcel] }
- user: да
  bot: { start: parcel, ask: number }
- user: '77'
  bot: { resume: site, ask: domain, say: Посылка 77 найдена }`);
  });

  it('are under way during an upgrade: at the same step, or with a person where that is gone', async () => {
    await holds(`${SITE}
- upgrade: true
- user: example.org
  probes: { http: ok }
  bot: { close: answered }`);
    await holds(`${SITE}
- upgrade: { lacks: [site.domain] }
- user: example.org
  bot: { handover: upgrade }`);
    await holds(`${SITE}
- upgrade: { lacks: [site] }
- user: example.org
  bot: { handover: upgrade }`);
    const { failures } = await rehearsed(fileOf('- upgrade: { lacks: [site.nothing] }'));
    expect(failures[0]?.differences[0]?.got).toBe('there is no `site.nothing` that it could lack');
  });

  it('are handed over to an agent and back', async () => {
    await holds(`${SITE}
- command: human
  bot: { handover: asked-for-person, owner: queue, slots: { domain: null } }
- agent: claims
  bot: { owner: agent }
- agent: hands-back
  bot: { resume: site, ask: domain, owner: bot }
- agent: resolves
  bot: { owner: bot }`);
  });
});

describe('what goes otherwise than expected', () => {
  const WRONG = fileOf(`
- user: сайт не открывается
  understood: { decision: answer, intents: [site] }
- user: example.org
  bot:
    say: [Сайт отвечает, 'чего нет']
    probe: [dns]
    step: lok
- user: nobody comes to this turn`);

  it('is told by the line it is expected on, in all modes as one', async () => {
    const result = await rehearsed(WRONG, { modes: ['plain', 'stored', 'engine'] });
    expect(result.failures).toMatchObject([
      {
        file: 'a.yml',
        line: 9,
        column: 17,
        conversation: 'a talk',
        turn: 1,
        modes: ['plain', 'stored', 'engine'],
      },
    ]);
    const lines = fileLines(result);
    expect(lines.slice(0, 3)).toEqual([
      'FAILED  a.yml: 1 of 1 conversation',
      '',
      'a.yml:9:17 “a talk”, turn 2, plain, stored, engine',
    ]);
    expect(lines).toContain('  expected  probe: ["dns"]');
    expect(lines).toContain('  but       probe: ["dns","http"]');
    expect(lines).toContain(
      '  but       step: none; the content has no “lok”. Write `look` if that is what you meant',
    );
    expect(lines).toContain('    > example.org');
    expect(lines.join('\n')).not.toContain('nobody comes');
    expect(totalLine([result], MODES)).toBe(
      '1 conversation in 1 file, held plain, stored, engine: 1 otherwise than expected',
    );
  });

  it('is a button that is not there', async () => {
    const { failures } = await rehearsed(fileOf(`${SITE}\n- press: Да`));
    expect(failures[0]).toMatchObject({ line: 8, differences: [{ got: 'there are no buttons' }] });
  });

  it('is an agent without a case', async () => {
    const { failures } = await rehearsed(fileOf('- agent: claims'));
    expect(failures).toMatchObject([
      { modes: [...MODES], differences: [{ got: 'there is no case that an agent could have' }] },
    ]);
  });
});

describe('modes and names', () => {
  it('choose among ways and conversations', async () => {
    const two = `${fileOf('- user: привет')}  - name: another\n    turns:\n      - user: привет\n        bot: { move: x }\n`;
    expect(await rehearsed(two, { only: 'A TALK' })).toMatchObject({ conversations: 1, failures: [] });
    expect(await rehearsed(two, { modes: ['stored'] })).toMatchObject({
      conversations: 2,
      failures: [{ conversation: 'another', modes: ['stored'] }],
    });
    expect(await rehearsed(two, { only: 'nothing' })).toMatchObject({ conversations: 0 });
  });
});

import { afterAll, describe, expect, it } from 'vitest';
import { loadCheckedContent } from '../../src/content.js';
import type { CaseTalk } from '../../src/model/case-talk.js';
import { createTalkReader } from '../../src/replay/talk.js';
import { tempFolder } from '../support/cli.js';
import { withThings } from './content.js';

const temp = tempFolder('talk');
afterAll(() => temp.remove());
const read = createTalkReader(loadCheckedContent(withThings(temp.smallContent())));

type Line = CaseTalk['lines'][number];
const line =
  (kind: Line['kind'], written = false) =>
  (text: string): Line => ({ at: 5, kind, text, written });
const [writes, presses, says, event] = [
  line('person', true),
  line('person'),
  line('bot'),
  line('event'),
] as const;

function talkOf(fields: Partial<CaseTalk>): CaseTalk {
  return {
    ...{ number: 7, audience: 'customer', language: 'en', intent: 'oven', resolution: null },
    ...{ meant: null, issue: null },
    ...{ lines: [] },
    ...fields,
  };
}

const said = (...lines: Line[]): (string | readonly string[])[] =>
  read(talkOf({ lines })).map(({ text, place }) =>
    place.kind === 'clarifies' ? [text, ...place.earlier] : `${place.kind}: ${text}`,
  );

const DETAILS =
  'Please tell me a little more, so that I look in the right place. What exactly goes wrong, and what error text do you see?';

describe('messages of a history', () => {
  it('stand where the bot had asked what it is about, or in a flow', () => {
    expect(
      said(
        writes('it is broken'),
        says(`Hello.\n\n${DETAILS}`),
        writes('the oven'),
        says('Is this what it is about?'),
        writes('About the oven'),
        says('Which of these is closest to your question?'),
        writes('no, the stove is cold'),
        says('Is the plug in?'),
        writes('yes it is'),
        presses('No'),
        writes('  '),
      ),
    ).toEqual([
      'begins: it is broken',
      ['the oven', 'it is broken'],
      'begins: no, the stove is cold',
      'in-flow: yes it is',
    ]);
  });

  it('are none while people have the case, nor after it was opened again', () => {
    expect(
      said(
        writes('one'),
        event('handover: flow'),
        writes('two'),
        event('claim'),
        writes('three'),
        event('hand-back'),
        writes('four'),
        event('close: confirmed'),
        event('reopen'),
        writes('five'),
      ),
    ).toEqual(['begins: one', 'in-flow: four']);
  });
});

describe('what a message meant', () => {
  const meant = (fields: Partial<CaseTalk>, ...lines: Line[]): unknown =>
    read(talkOf({ lines: [writes('cold'), ...lines], ...fields }))[0]?.meant;

  it.each<[string, Partial<CaseTalk>, Line[], unknown]>([
    ['is not known of a case under way', {}, [], null],
    [
      'is the intent that the person confirmed',
      { resolution: 'confirmed' },
      [],
      { intent: 'oven', issue: null },
    ],
    [
      'is the issue that was shown last, too',
      { resolution: 'confirmed' },
      [
        says('the door squeaks when it opens: Take the door apart'),
        says('Like this?\n\nthe oven stays cold\n\nWhat to do:\nTake the oven apart'),
        says('Did it help?'),
      ],
      { intent: 'oven', issue: 'oven-known' },
    ],
    [
      'is the issue of which it is told that it helped, too',
      { resolution: 'confirmed' },
      [event('tried: plug, did-not-help'), event('tried: fuse, helped'), says('Good')],
      { intent: 'oven', issue: 'fuse' },
    ],
    [
      'is the intent whose script an agent took over from',
      { resolution: 'by-agent' },
      [event('handover: steps-failed'), event('claim')],
      { intent: 'oven', issue: null },
    ],
    [
      'is not known where the person did not go on with the bot',
      { resolution: 'by-agent' },
      [event('handover: anger')],
      null,
    ],
    ['is what an agent said', { meant: 'lamp' }, [event('handover: anger')], { intent: 'lamp', issue: null }],
    [
      'is the issue that came of the case, and its intent',
      { resolution: 'by-agent', intent: null, issue: 'door-known' },
      [],
      { intent: 'door', issue: 'door-known' },
    ],
    [
      'is not known of a case that nobody knows the intent of',
      { resolution: 'confirmed', intent: null },
      [],
      null,
    ],
  ])('%s', (_, fields, lines, expected) => {
    expect(meant(fields, ...lines)).toEqual(expected);
  });

  it('is not known of an answer to a flow', () => {
    const talk = talkOf({
      resolution: 'confirmed',
      lines: [writes('cold'), says('Is the plug in?'), writes('in the wall')],
    });
    expect(read(talk).map(({ meant: known }) => known?.intent ?? null)).toEqual(['oven', null]);
  });
});

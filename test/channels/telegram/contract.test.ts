import type { ChannelBench } from '../../contracts/channel.js';
import { channelContract } from '../../contracts/channel.js';
import type { TelegramOptions } from '../../../src/channels/telegram/telegram.js';
import { address, connected, DESK, shownOf } from './bench.js';
import { listen } from './listen.js';

async function open(more: Partial<TelegramOptions> = {}): Promise<ChannelBench> {
  const { server, channel, close } = await connected(more);
  const anna = server.user(7, 'An<b>na_*', { lastName: '[O`Hara]', language: 'ru' });
  const agent = server.agent(70, 'Ivan', DESK);
  const inThread = (thread: string) =>
    server.chat(DESK).messages.filter((message) => String(message.thread) === thread);
  return {
    channel,
    person: {
      id: '7',
      name: 'An<b>na_* [O`Hara]',
      address: address(server, 7),
      writes: (text) => void anna.writes(text),
      presses: (label) => void anna.presses(label),
      sends: ({ kind, ...file }) =>
        void anna.sends({ kind: kind === 'video-note' ? 'video_note' : kind, ...file }),
      shown: () => anna.chat.messages.filter((message) => message.from.isBot).map(shownOf),
      leaves: () => anna.blocks(),
    },
    desk: {
      address: address(server, DESK),
      agent: { id: '70', name: 'Ivan' },
      writes: (thread, text) => String(agent.writes(Number(thread.thread), text).id),
      presses: (thread, label) => void agent.presses(Number(thread.thread), label),
      shown: ({ thread }) =>
        inThread(thread)
          .filter((message) => message.from.isBot)
          .map(shownOf),
      outside: () =>
        server
          .chat(DESK)
          .messages.filter((message) => message.from.isBot && message.thread === null)
          .map(shownOf),
      marks: ({ thread }, id) =>
        inThread(thread)
          .filter((message) => String(message.id) === id)
          .flatMap((message) => message.reactions),
      deletes: (thread) => server.deleteTopic(DESK, Number(thread.thread)),
    },
    breaks(how) {
      if (how === 'rate-limited') server.fail('sendMessage', { code: 429, retryAfter: 1 });
      else if (how === 'server-error') server.fail('sendMessage', { code: 502 });
      else server.fail('sendMessage', { drop: 'before' });
    },
    unacknowledged: () => server.pending().length,
    settled: () => server.settled(),
    close,
  };
}

channelContract('telegram, long polling', () => open());

channelContract('telegram, webhook', async () => {
  const web = await listen();
  const bench = await open({ webhook: { url: `${web.url}/telegram/webhook`, secret: 'right-secret' } });
  web.serve(bench.channel.routes);
  return {
    ...bench,
    async close() {
      await bench.close();
      await web.close();
    },
  };
});

import type { App, types, webApi } from '@slack/bolt';
import { languageSchema } from '../../model/language.js';
import type { Members } from '../members.js';
import { strangerWords } from '../stranger-words.js';
import { ACTION, LIMITS } from './blocks.js';
import type { DeskSide } from './desk-side.js';
import { longAnswerForm } from './form.js';
import { type Press, readPayload } from './payload.js';
import type { People } from './people.js';
import { deskPresses } from './press.js';
import { cut, fallback, unescape } from './text.js';
import { languageOf, wordsFor } from './words.js';

type PressedAction = Press['actions'][number];

/** A message that was answered, without its buttons and with what was chosen. */
function settled(blocks: readonly types.Block[], label: string): types.AnyBlock[] {
  const chosen: types.ContextBlock = {
    type: 'context',
    elements: [{ type: 'plain_text', text: cut(`✓ ${label}`, LIMITS.label), emoji: false }],
  };
  return [...blocks.filter((block) => block.type !== 'actions'), chosen];
}

async function settle(client: webApi.WebClient, press: Press, action: PressedAction): Promise<void> {
  const { channel, message } = press;
  if (channel === undefined || channel === null || message?.blocks === undefined || message.blocks === null)
    return;
  const label = unescape(action.text?.text ?? '');
  await client.chat.update({
    channel: channel.id,
    ts: message.ts,
    text: fallback(unescape(message.text ?? label), LIMITS.fallback),
    blocks: settled(message.blocks, label),
  });
}

async function openForm(client: webApi.WebClient, press: Press, action: PressedAction): Promise<void> {
  const { channel, message } = press;
  if (channel === undefined || channel === null) return;
  const thread = message?.thread_ts ?? '';
  const place = { chat: channel.id, thread: thread === message?.ts ? '' : thread };
  const language = languageSchema.catch('en').parse(action.value);
  await client.views.open({
    trigger_id: press.trigger_id,
    view: longAnswerForm(place, message?.text ?? '', language),
  });
}

/**
 * What follows an event that is stored and acknowledged: courtesies that only Slack knows. All of it is best
 * effort; a failure is the app's error handler's.
 */
export function follow(
  app: App,
  client: webApi.WebClient,
  people: People,
  members: Members,
  current: () => DeskSide | null,
): void {
  app.action({ type: 'block_actions' }, async ({ body, respond }) => {
    const payload = readPayload(body);
    if (payload.kind !== 'press') return;
    const { user, trigger_id: trigger } = payload.press;
    const desk = current();
    for (const press of desk === null ? [] : deskPresses(payload.press, desk.account)) {
      if (await members.may(press.address.chat, user.id, 'pressed')) {
        await desk?.pressed(press, user.id, trigger);
      } else if (press.atHome) {
        await desk?.home.show(user.id, null);
      } else {
        const { locale } = await people.person(user.id);
        // Slack shows a bot's own ephemeral messages to members alone; the answer to a press reaches whoever pressed.
        const text = strangerWords(locale);
        await respond({ response_type: 'ephemeral', replace_original: false, text });
      }
    }
    for (const action of payload.press.actions) {
      if (action.action_id === ACTION.form) await openForm(client, payload.press, action);
      if (action.action_id.startsWith(ACTION.choice)) await settle(client, payload.press, action);
    }
  });
  app.event('app_home_opened', async ({ event }) => {
    if (event.tab === 'home') await current()?.home.show(event.user, null);
  });
  app.event('assistant_thread_started', async ({ body }) => {
    const payload = readPayload(body);
    if (payload.kind !== 'assistant') return;
    const { user_id, channel_id, thread_ts } = payload.event.assistant_thread;
    const { locale } = await people.person(user_id);
    const { prompts } = wordsFor(languageOf(locale));
    await client.assistant.threads.setSuggestedPrompts({ channel_id, thread_ts, prompts });
  });
}

import { isObject, listParam, textParam, type Params } from './params.js';
import { badRequest } from './refusal.js';

/**
 * What Telegram refuses beyond types: limits on lengths, entities outside their text, buttons without meaning.
 * Wordings are Telegram's where they are known. Each function throws a `Refusal`.
 */
export function checkContent(method: string, params: Params, reactions: ReadonlySet<string>): void {
  if (params.parse_mode !== undefined) {
    throw badRequest('parse_mode is not taken here: names and texts must never be read as markup');
  }
  if (method === 'sendMessage' || method === 'editMessageText') {
    checkText(params, 'text', 'entities', 4096, 'message is too long');
    if ((textParam(params, 'text') ?? '').trim() === '') throw badRequest('message text is empty');
  }
  checkText(params, 'caption', 'caption_entities', 1024, 'message caption is too long');
  checkKeyboard(params.reply_markup);
  if (method === 'createForumTopic') checkLength(params, 'name', 1, 128);
  if (method === 'setMyCommands') listParam(params, 'commands').forEach(checkCommand);
  if (method === 'setWebhook') {
    const secret = textParam(params, 'secret_token');
    if (secret !== null && !/^[\w-]{1,256}$/.test(secret)) {
      throw badRequest('secret token contains unallowed characters');
    }
  }
  if (method === 'setMessageReaction') {
    for (const reaction of listParam(params, 'reaction')) {
      const emoji = isObject(reaction) ? reaction.emoji : undefined;
      const known = typeof emoji === 'string' && (reactions.size === 0 || reactions.has(emoji));
      if (!known) throw badRequest('REACTION_INVALID');
    }
  }
}

const ENTITY_TYPES = [
  ...['bold', 'italic', 'code', 'pre', 'underline', 'strikethrough', 'spoiler', 'text_link', 'blockquote'],
];

function checkText(params: Params, name: string, spans: string, limit: number, tooLong: string): void {
  const text = textParam(params, name);
  if (text === null) return;
  if (/\p{Surrogate}/u.test(text)) throw badRequest('strings must be encoded in UTF-8');
  if (text.length > limit) throw badRequest(tooLong);
  for (const entity of listParam(params, spans)) {
    const { type, offset, length, user } = isObject(entity) ? entity : {};
    const fits =
      typeof offset === 'number' &&
      typeof length === 'number' &&
      offset >= 0 &&
      length > 0 &&
      offset + length <= text.length &&
      !insidePair(text, offset) &&
      !insidePair(text, offset + length);
    const mentions = type === 'text_mention' && isObject(user) && Number.isSafeInteger(user.id);
    const known = mentions || (typeof type === 'string' && ENTITY_TYPES.includes(type));
    if (!fits || !known) throw badRequest(`can't parse entities: ${JSON.stringify(entity)}`);
  }
}

function insidePair(text: string, at: number): boolean {
  return at > 0 && /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(at - 1, at + 1));
}

function checkKeyboard(markup: unknown): void {
  if (!isObject(markup) || !Array.isArray(markup.inline_keyboard)) return;
  const buttons: unknown[] = markup.inline_keyboard.flat();
  if (buttons.length > 100) throw badRequest('too many buttons');
  for (const button of buttons) {
    if (!isObject(button) || typeof button.text !== 'string' || button.text.trim() === '') {
      throw badRequest('inline keyboard button text must be non-empty');
    }
    const data = button.callback_data;
    if (typeof data !== 'string') throw badRequest('text buttons are unallowed in the inline keyboard');
    const bytes = Buffer.byteLength(data);
    if (bytes < 1 || bytes > 64) throw badRequest('BUTTON_DATA_INVALID');
  }
}

function checkLength(params: Params, name: string, least: number, most: number): void {
  const length = Array.from(textParam(params, name) ?? '').length;
  if (length < least || length > most)
    throw badRequest(`${name} must be ${least} to ${most} characters long`);
}

function checkCommand(command: unknown): void {
  const { command: name, description } = isObject(command) ? command : {};
  if (typeof name !== 'string' || !/^[a-z0-9_]{1,32}$/.test(name)) throw badRequest('BOT_COMMAND_INVALID');
  if (typeof description !== 'string' || description.length < 1 || description.length > 256) {
    throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
  }
}

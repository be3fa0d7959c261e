import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/**
 * Slack's wire format as others recorded it, kept beside the project and not in it. Where it is absent, nothing
 * is checked and the test run says so once.
 */
const FOLDER = resolve(fileURLToPath(new URL('../../../', import.meta.url)), '../shared/data/wire/slack');

const methodsSchema = z.record(
  z.string(),
  z.object({ params: z.record(z.string(), z.object({ required: z.boolean().optional() })) }),
);

/** Parameters of methods that are newer than the recorded list (docs.slack.dev/reference/methods). */
const NEWER: Readonly<Record<string, { required: string[]; optional: string[] }>> = {
  'apps.connections.open': { required: [], optional: [] },
  'assistant.threads.setStatus': {
    required: ['channel_id', 'thread_ts', 'status'],
    optional: ['loading_messages'],
  },
  'assistant.threads.setSuggestedPrompts': {
    required: ['channel_id', 'prompts'],
    optional: ['thread_ts', 'title'],
  },
  'assistant.threads.setTitle': { required: ['channel_id', 'thread_ts', 'title'], optional: [] },
  'files.completeUploadExternal': {
    required: ['files'],
    optional: ['channel_id', 'channels', 'thread_ts', 'initial_comment', 'blocks'],
  },
  'files.getUploadURLExternal': {
    required: ['filename', 'length'],
    optional: ['alt_text', 'snippet_type'],
  },
};

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function readFolder(name: string): Map<string, unknown> {
  const folder = resolve(FOLDER, name);
  return new Map(
    readdirSync(folder).map((file) => [basename(file, '.json'), readJson(resolve(folder, file))]),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a sample stands for an item of a list: of the same type, or the sample leaves the type blank. */
function sameKind(item: unknown, sample: unknown): boolean {
  if (!isRecord(item) || !isRecord(sample)) return true;
  return sample.type === '' || item.type === sample.type;
}

/** Where `value` has what `sample` has not: a path for each, with what is wrong. Values may be null. */
export function misfits(value: unknown, sample: unknown, path = ''): string[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) {
    if (!Array.isArray(sample)) return [`${path}: a list`];
    if (sample.length === 0) return [];
    return value.flatMap((item: unknown, index) => {
      // Rich text is newer than the samples; the Block Kit check has seen it.
      if (isRecord(item) && item.type === 'rich_text') return [];
      const tries = sample
        .filter((one: unknown) => sameKind(item, one))
        .map((one: unknown) => misfits(item, one, `${path}[${index}]`));
      return tries.find((found) => found.length === 0) ?? tries[0] ?? [`${path}[${index}]: of no known type`];
    });
  }
  if (isRecord(value)) {
    if (!isRecord(sample)) return [`${path}: an object`];
    if (Object.keys(sample).length === 0) return [];
    return Object.entries(value).flatMap(([key, inner]) =>
      key in sample ? misfits(inner, sample[key], `${path}.${key}`) : [`${path}.${key}: unknown`],
    );
  }
  return typeof value === typeof sample ? [] : [`${path}: ${typeof value} instead of ${typeof sample}`];
}

/** Checks against the recorded formats. Every function tells what is wrong; nothing where all fits. */
export interface Wire {
  /** A call's parameters. `unknown_method` where there is no such method. */
  call(method: string, params: Readonly<Record<string, unknown>>): string[];
  /** An answer of ours, where one is recorded. */
  answer(method: string, answer: unknown): string[];
  /** A body that we send: an event, an interaction, a slash command. */
  body(body: unknown): string[];
}

const NOTHING: Wire = { call: () => [], answer: () => [], body: () => [] };

const EVENT_SAMPLES: Readonly<Record<string, string>> = {
  'message:': 'MessagePayload',
  'message:file_share': 'MessageFileSharePayload',
  'message:message_changed': 'MessageChangedPayload',
  'message:message_deleted': 'MessageDeletedPayload',
  'message:bot_message': 'MessageBotPayload',
  'app_mention:': 'AppMentionPayload',
  'app_home_opened:': 'AppHomeOpenedPayload',
  'member_joined_channel:': 'MemberJoinedChannelPayload',
  'member_left_channel:': 'MemberJoinedChannelPayload',
};

const BODY_SAMPLES: Readonly<Record<string, string>> = {
  block_actions: 'BlockActionPayload',
  view_submission: 'ViewSubmissionPayload',
  view_closed: 'ViewClosedPayload',
};

const bodySchema = z.looseObject({
  type: z.string().optional(),
  event: z.looseObject({ type: z.string(), subtype: z.string().optional() }).optional(),
});

function without(value: Record<string, unknown>, ...keys: string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
}

/** The samples leave a form's blocks and state out. */
function withoutForm(body: Record<string, unknown>): Record<string, unknown> {
  return isRecord(body.view) ? { ...body, view: without(body.view, 'blocks', 'state') } : body;
}

function load(): Wire {
  const methods = methodsSchema.parse(readJson(resolve(FOLDER, 'web-api.json')));
  const answers = readFolder('api');
  const events = readFolder('events');
  const bodies = readFolder('app-backend');

  function parameters(method: string): { required: string[]; known: Set<string> } | null {
    const newer = NEWER[method];
    if (newer !== undefined) {
      return { required: newer.required, known: new Set([...newer.required, ...newer.optional]) };
    }
    const listed = methods[method];
    if (listed === undefined) return null;
    const names = Object.keys(listed.params).filter((name) => name !== 'token');
    return {
      required: names.filter((name) => listed.params[name]?.required === true),
      known: new Set(names),
    };
  }

  return {
    call: (method, params) => {
      const listed = parameters(method);
      if (listed === null) return ['unknown_method'];
      return [
        ...Object.keys(params)
          .filter((name) => !listed.known.has(name))
          .map((name) => `unknown parameter ${name}`),
        ...listed.required
          .filter((name) => params[name] === undefined || params[name] === '')
          .map((name) => `missing parameter ${name}`),
      ];
    },
    answer: (method, answer) => {
      const sample = answers.get(method);
      return sample === undefined ? [] : misfits(answer, sample);
    },
    body: (body) => {
      if (!isRecord(body)) return ['not an object'];
      const read = bodySchema.parse(body);
      if (read.event !== undefined) {
        const name = EVENT_SAMPLES[`${read.event.type}:${read.event.subtype ?? ''}`];
        // Of the assistant's events nothing is recorded but the envelope, which is everybody's.
        return name === undefined
          ? misfits(without(body, 'event'), events.get('MessagePayload'))
          : misfits(body, events.get(name));
      }
      const sample = read.type === undefined ? 'SlashCommandPayload' : BODY_SAMPLES[read.type];
      return sample === undefined ? ['no sample'] : misfits(withoutForm(body), bodies.get(sample));
    },
  };
}

let loaded: Wire | null = null;

/** The recorded formats, read once. */
export function wire(): Wire {
  if (loaded !== null) return loaded;
  if (existsSync(FOLDER)) loaded = load();
  else {
    process.emitWarning(`no recorded wire formats at ${FOLDER}: the Slack test server checks less`);
    loaded = NOTHING;
  }
  return loaded;
}

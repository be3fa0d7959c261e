import { setImmediate as pause } from 'node:timers/promises';
import { z } from 'zod';
import { compileFlow } from '../flow/compile.js';
import type { Content } from '../flow/content.js';
import { flowSchema } from '../flow/schema.js';
import { intentSchema } from '../model/intent.js';
import { writtenIssueSchema } from '../model/issue.js';
import { localTextSchema } from '../model/language.js';
import { labelledMessageSchema } from '../model/message.js';
import { templateSchema } from '../model/template.js';
import type { PlainContent } from './task.js';

const phraseSchema = z.tuple([z.string(), localTextSchema]);

/** Content as it can go from one thread to another. */
export function plainContent(content: Content): PlainContent {
  const { intents, issues, templates, flows, phrases, validation } = content;
  return {
    ...{ intents, issues, templates, phrases: [...phrases], validation: [...validation] },
    flows: [...flows.values()].map(({ flow }) => flow),
  };
}

/**
 * The content that was made plain, its flows compiled. Everything else that waits gets its turn after each part.
 * Rejects once the signal is aborted.
 */
export async function contentFrom(plain: PlainContent, signal: AbortSignal): Promise<Content> {
  const flows = await inTurn(plain.flows, signal, (flow) => compileFlow(flowSchema.parse(flow)));
  return {
    intents: await inTurn(plain.intents, signal, (intent) => intentSchema.parse(intent)),
    issues: await inTurn(plain.issues, signal, (issue) => writtenIssueSchema.parse(issue)),
    templates: await inTurn(plain.templates, signal, (template) => templateSchema.parse(template)),
    flows: new Map(flows.map((compiled) => [compiled.flow.id, compiled])),
    phrases: new Map(plain.phrases.map((phrase) => phraseSchema.parse(phrase))),
    validation: plain.validation.map((message) => labelledMessageSchema.parse(message)),
  };
}

async function inTurn<T>(
  parts: readonly unknown[],
  signal: AbortSignal,
  read: (part: unknown) => T,
): Promise<T[]> {
  const made: T[] = [];
  for (const part of parts) {
    made.push(read(part));
    await pause(undefined, { signal });
  }
  return made;
}

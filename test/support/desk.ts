import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { newCase, type Case, type Dossier } from '../../src/model/case.js';
import { localTextSchema, type LocalText } from '../../src/model/language.js';

/** The shipped phrases, by key. */
export function deskPhrases(): ReadonlyMap<string, LocalText> {
  const folder = new URL('../../flows/patterns/', import.meta.url);
  const file = z.object({ id: z.string(), texts: z.record(z.string(), localTextSchema) });
  const phrases = new Map<string, LocalText>();
  for (const name of readdirSync(folder).filter((entry) => entry.endsWith('.yml'))) {
    const read = file.safeParse(parse(readFileSync(new URL(name, folder), 'utf8')));
    if (!read.success) continue;
    for (const [key, text] of Object.entries(read.data.texts)) phrases.set(`${read.data.id}.${key}`, text);
  }
  return phrases;
}

/** A case of Анна's in Telegram, with whatever differs. */
export function caseOf(fields: Partial<Case> = {}): Case {
  const begun = newCase({
    id: 'case-1',
    number: 7,
    address: { channel: 'telegram', account: '100', chat: '1', thread: '' },
    person: { id: '1', name: 'Анна', locale: 'ru' },
    audience: 'customer',
    language: 'ru',
    openedAt: 0,
  });
  const desk: Case['desk'] = { channel: 'telegram', account: '100', chat: '-1001', thread: '5' };
  return { ...begun, owner: 'queue', desk, cardMessage: '50', ...fields };
}

/** A dossier with nothing in it, and whatever differs. */
export function dossierOf(fields: Partial<Dossier> = {}): Dossier {
  return {
    reason: 'flow',
    problem: [],
    understood: null,
    answers: [],
    tried: [],
    probes: [],
    note: null,
    nearest: [],
    ...fields,
  };
}

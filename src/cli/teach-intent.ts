import { FirstlineError } from '../errors.js';
import { alikes } from '../flow/alike.js';
import { idSchema, type Intent } from '../model/intent.js';
import { mayShow, type Language } from '../model/language.js';
import { nearestRemedy } from '../model/spelling.js';
import type { MissGroup } from '../teaching/group.js';
import type { Teaching } from './teaching-list.js';

/** The intent that a group is assigned to. Throws `TEACH_INTENT` or `TEACH_AUDIENCE` where it cannot be. */
export function assignedIntent(
  id: string,
  { audience }: MissGroup,
  { intents, named, examples }: Teaching,
): Intent {
  const intent = intents.find((one) => one.id === id);
  if (intent !== undefined && mayShow(intent.audience, audience)) return intent;
  if (intent !== undefined) {
    throw new FirstlineError(
      'TEACH_AUDIENCE',
      `\`${id}\` is for ${intent.audience} only, and these messages are a ${audience}'s.`,
      'Name an intent that whoever wrote them may meet, or change its audience.',
    );
  }
  if (named.has(id)) {
    throw new FirstlineError(
      'TEACH_INTENT',
      `intents/${id}.yml has a mistake and cannot be read.`,
      'Mend it first: `firstline check` shows every mistake.',
    );
  }
  const proposal = examples.some((one) => one.intent === id && one.status === 'taught');
  const shown = intents.filter((one) => mayShow(one.audience, audience)).map((one) => one.id);
  throw new FirstlineError(
    'TEACH_INTENT',
    `There is no intent \`${id}\`${proposal ? ', only a proposal of it' : ''}.`,
    `${nearestRemedy(id, proposal ? [] : shown, 'Name one that there is')}; \`--new-intent ${id}\` proposes ${proposal ? 'more examples' : 'it'}.`,
  );
}

/** The intent that a group is the proposal of, with what was proposed for it already. Throws `TEACH_INTENT`. */
export function proposedIntent(id: string, { audience }: MissGroup, { named, examples }: Teaching): Intent {
  const wrong = idSchema.safeParse(id).error?.issues[0]?.message;
  if (wrong !== undefined) {
    throw new FirstlineError('TEACH_INTENT', `\`${id}\` cannot be the id of an intent.`, `Please ${wrong}.`);
  }
  const taken = named.has(id) ? id : alikes([...named, id]).get(id);
  if (taken !== undefined) {
    throw new FirstlineError(
      'TEACH_INTENT',
      `There is an intent \`${taken}\` already.`,
      `Assign the group to it with \`--intent ${taken}\`, or propose one with another id.`,
    );
  }
  const before = examples.filter((one) => one.intent === id && one.status === 'taught');
  const of = (language: Language): string[] =>
    before.filter((one) => one.language === language).map(({ text }) => text);
  return {
    ...{ id, audience, title: { ru: id, en: id }, department: 'support', priority: 'normal' },
    ...{ dangerous: false, examples: { ru: of('ru'), en: of('en') } },
  };
}

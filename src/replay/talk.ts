import type { CaseTalk } from '../model/case-talk.js';
import type { SolvedIssue } from '../model/issue.js';
import { LANGUAGES } from '../model/language.js';
import { foldText } from '../model/likeness.js';
import { fill } from '../model/text.js';
import type { DialogueContent } from '../dialogue/content.js';
import { TOGETHER } from '../dialogue/problem.js';
import type { Meant, Place, ReplayMessage } from './message.js';

/**
 * Hand-overs at the end of a script, or after its steps: whoever went through it did not say that it was about something
 * else. Any other hand-over says nothing of whether the bot was right about the intent.
 */
const AFTER_THE_SCRIPT: ReadonlySet<string> = new Set(['flow', 'steps-failed']);

/** Events after which people have a case, and those after which a flow goes on. */
const TO_PEOPLE: ReadonlySet<string> = new Set(['handover', 'claim', 'assign', 'release', 'bring-back']);
const TO_BOT: ReadonlySet<string> = new Set(['hand-back', 'collect']);

/** Gives the messages of a case that the bot decided about. */
export type TalkReader = (talk: CaseTalk) => ReplayMessage[];

/**
 * Reads cases by the content that the bot has. The messages of one are given oldest first: what the person wrote while no agent had the case, and
 * before it was opened again. What is told of the history:
 *
 * - the first message begins with the problem; so does one after the bot offered what it may be, but for the title of an
 *   intent, which takes an offer;
 * - one after a clarifying question, as the content words it, is understood together with what was written before;
 * - after anything else that the bot said, a flow was under way.
 *
 * What it meant is known where the case tells, of the messages that told the problem (see `meantIn`).
 */
export function createTalkReader(content: DialogueContent): TalkReader {
  const known: Known = {
    asks: questionsOf(content),
    titles: new Set(content.intents.flatMap(({ title }) => LANGUAGES.map((one) => foldText(title[one])))),
    intents: new Map(content.issues.map(({ id, intent }) => [id, intent])),
    lastShown: lastShownOf(content.issues),
  };
  return (talk) => messagesOf(talk, known);
}

/** What cases are read by. */
interface Known {
  /** What kind of answer a text of the bot's asks for. */
  asks: (said: string) => Place['kind'];
  /** Of intents, folded. */
  titles: ReadonlySet<string>;
  /** The intent of each solved issue. */
  intents: ReadonlyMap<string, string | null>;
  lastShown: (lines: CaseTalk['lines']) => string | null;
}

function messagesOf(talk: CaseTalk, known: Known): ReplayMessage[] {
  const { number, audience, language } = talk;
  const { asks, titles } = known;
  const meant = meantIn(talk, known);
  const messages: ReplayMessage[] = [];
  const told: string[] = [];
  let held = false;
  let next: Place['kind'] = 'begins';
  for (const { at, kind, text, written } of talk.lines) {
    if (kind === 'event') {
      const [name = ''] = text.split(': ', 1);
      if (name === 'reopen') break;
      if (TO_PEOPLE.has(name)) held = true;
      if (TO_BOT.has(name)) [held, next] = [false, 'in-flow'];
    } else if (kind === 'bot') next = asks(text);
    else if (written && !held && text.trim() !== '') {
      if (next === 'begins' && messages.length > 0 && titles.has(foldText(text))) continue;
      const place: Place =
        next === 'clarifies' ? { kind: next, earlier: told.slice(-TOGETHER) } : { kind: next };
      const tells = place.kind !== 'in-flow';
      messages.push({
        ...{ text, audience, language, place, from: { case: number, at } },
        meant: tells ? meant : null,
      });
      if (tells) told.push(text);
    }
  }
  return messages;
}

/** Tells what kind of answer a text of the bot's asks for. */
function questionsOf({ flows }: DialogueContent): (said: string) => Place['kind'] {
  const wordings = (pattern: string): { id: string; text: string }[] =>
    (flows.get(pattern)?.flow.steps ?? []).flatMap((step) => {
      const text = 'ask' in step ? step.ask : 'choose' in step ? step.choose : null;
      return text === null ? [] : LANGUAGES.map((language) => ({ id: step.id, text: text[language] }));
    });
  const clarifying = wordings('clarify');
  const offering = wordings('choose-between');
  return (said) => {
    if (offering.some(({ text }) => said.includes(text))) return 'begins';
    const asked = clarifying.find(({ text }) => said.includes(text));
    if (asked === undefined) return 'in-flow';
    return asked.id === 'help' ? 'begins' : 'clarifies';
  };
}

/**
 * What a case was about, where its end tells:
 *
 * - an agent said what it was really about: that intent;
 * - what helped was published: the intent of that solved issue, and the issue;
 * - the person confirmed that it works: the intent of the case, and the solved issue that helped, if one did;
 * - an agent resolved it after the script of its intent had been gone through: that intent.
 *
 * Null: nobody knows. That an agent resolved a case which was handed over for any other reason says nothing: the bot may
 * have been wrong about it, and nobody corrects what is solved.
 */
function meantIn(talk: CaseTalk, { intents, lastShown }: Known): Meant | null {
  const { resolution, issue, lines } = talk;
  const told = lines.flatMap(({ kind, text }) => (kind === 'event' ? [text] : []));
  const solved = issue === null ? null : (intents.get(issue) ?? null);
  const intent = talk.meant ?? solved ?? talk.intent;
  if (intent === null) return null;
  if (issue !== null || talk.meant !== null) return { intent, issue };
  if (resolution === 'confirmed') return { intent, issue: lastHelped(told) ?? lastShown(lines) };
  const reason = told.findLast((text) => text.startsWith(HANDOVER))?.slice(HANDOVER.length);
  const known = resolution === 'by-agent' && reason !== undefined && AFTER_THE_SCRIPT.has(reason);
  return known ? { intent, issue: null } : null;
}

const HANDOVER = 'handover: ';
const HELPED = /^tried: (\S+), helped$/u;

/** The solved issue of which the history tells that it helped. */
function lastHelped(events: readonly string[]): string | null {
  const helped = events.flatMap((text) => HELPED.exec(text)?.[1] ?? []);
  return helped.at(-1) ?? null;
}

/**
 * Where the history does not tell, as that of earlier versions: the solved issue that the bot showed last. What it said holds
 * the problem and the first step of one.
 */
function lastShownOf(issues: readonly SolvedIssue[]): Known['lastShown'] {
  const texts = issues.flatMap((issue) =>
    LANGUAGES.flatMap((language) => {
      const text = issue[language];
      if (text === undefined) return [];
      const parts = [text.problem, text.solution[0] ?? ''].map((part) => fill(part, {}).text);
      return [{ id: issue.id, parts }];
    }),
  );
  return (lines) => {
    for (const { kind, text } of lines.toReversed()) {
      if (kind !== 'bot') continue;
      const shown = texts.find(({ parts }) => parts.every((part) => text.includes(part)));
      if (shown !== undefined) return shown.id;
    }
    return null;
  };
}

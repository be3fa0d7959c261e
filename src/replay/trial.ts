import type { DialogueContent } from '../dialogue/content.js';
import type { SolvedIssue } from '../model/issue.js';
import type { Understander } from '../nlu/understand.js';
import { decide, type Decision, type Version } from './decision.js';
import type { ReplayMessage } from './message.js';
import { changeOf, type Change } from './replay.js';
import { createTalkReader, type TalkReader } from './talk.js';

/** What a bot decides by, and the issue that it does not have yet, or has with other texts. */
export interface Tried {
  issue: SolvedIssue;
  /** The number of the case that it comes of: there it has helped. */
  solved: number;
  deployment: Version['deployment'];
}

/**
 * A solved issue tried on messages before it is in force. It is part of what is known within a call alone, so that messages
 * may be given a few at a time, with other work in between.
 */
export interface IssueTrial {
  /** The messages of a case that the bot decided about, oldest first. */
  messagesOf: TalkReader;
  /** Those of them that find the issue: about the others it changes nothing. */
  finding(messages: readonly ReplayMessage[]): ReplayMessage[];
  /** The decisions about these that would be others. */
  changes(messages: readonly ReplayMessage[]): Change[];
}

export function createIssueTrial(
  { issue, solved, deployment }: Tried,
  content: DialogueContent,
  { understand, trying }: Pick<Understander, 'understand' | 'trying'>,
): IssueTrial {
  const issues = [...content.issues.filter(({ id }) => id !== issue.id), issue];
  const isKnown = issues.length === content.issues.length;
  const read = createTalkReader({ ...content, issues: [...content.issues, issue] });
  const before: Version = { content, understand, deployment };
  const learned = new Set([...(content.learned ?? []), issue.id]);
  const after: Version = { ...before, content: { ...content, issues, learned } };

  function finds(message: ReplayMessage): boolean {
    const { audience, language } = message;
    return textsOf(message).some((text) => {
      const found = understand(text, { audience, language, inFlow: false });
      const problems = found.problems?.flatMap((problem) => problem.issues) ?? [];
      return [...found.issues, ...problems].some((match) => match.issue === issue.id);
    });
  }

  return {
    messagesOf: (talk) => read(talk.number === solved ? { ...talk, issue: issue.id } : talk),
    finding(messages) {
      const withIt = new Set(trying(issue, () => messages.filter(finds)));
      return messages.filter((message) => withIt.has(message) || (isKnown && finds(message)));
    },
    changes(messages) {
      const decideBy = (version: Version): Decision[] => messages.map((message) => decide(message, version));
      const [were, are] = [decideBy(before), trying(issue, () => decideBy(after))];
      return messages.flatMap((message, at) => {
        const [was, is] = [were[at], are[at]];
        const change = was === undefined || is === undefined ? null : changeOf(message, was, is);
        return change ?? [];
      });
    },
  };
}

/** What is looked for: the message, and all of a problem that it tells more of; in a flow no issue is suggested by it. */
function textsOf({ text, place }: ReplayMessage): string[] {
  if (place.kind === 'in-flow') return [];
  return place.kind === 'clarifies' ? [text, [...place.earlier, text].join('\n')] : [text];
}

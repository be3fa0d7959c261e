import Fuse from 'fuse.js';
import type { Person } from '../model/address.js';
import type { Case } from '../model/case.js';
import type { DeskButton } from '../model/delivery.js';
import type { Effect } from '../model/effect.js';
import type { Language, LocalText } from '../model/language.js';
import { nearest } from '../model/spelling.js';
import type { Template } from '../model/template.js';
import { fill, join, plain, type RichText } from '../model/text.js';
import { cut, oneLine } from './cut.js';
import { phrase, type Phrases } from './phrases.js';
import { threadLine, threadPhrase } from './thread-line.js';

/** A solved issue as an agent may send it. */
export interface ReadyIssue {
  id: string;
  /** The problem, as a title. */
  title: string;
  /** What the person is to do, in their language, or in the one that it is written in. */
  text: RichText;
}

/** A flow that the bot can be asked to go through with the person, called by the intent that starts it. */
export interface AskableFlow {
  id: string;
  intent: string;
  title: LocalText;
}

/** What agents have ready to send, and how it is found. */
export interface Library {
  templates: readonly Template[];
  /** What the bot can ask by itself. */
  flows: readonly AskableFlow[];
  /** The deployment's names, as placeholders. */
  names: Readonly<Record<string, string>>;
  /** A solved issue that the person may see; null where there is none of this id. */
  issue(id: string): ReadyIssue | null;
  /** The solved issues that fit these words best, in order. */
  find(words: string): readonly ReadyIssue[];
}

export interface CannedContext {
  phrases: Phrases;
  /** The language agents read. */
  deskLanguage: Language;
  library: Library;
}

/** More buttons below a line are not read. */
const MOST_BUTTONS = 8;
const MOST_FOUND = 3;
const LABEL_LENGTH = 60;
/** What is found is chosen by how it begins; the whole of it is shown once it is sent. */
const EXCERPT_LENGTH = 300;

/** Sends a template, or offers those that may be meant. */
export function useTemplate(
  subject: Case,
  agent: Person,
  which: string | null,
  context: CannedContext,
): Effect[] {
  const { templates } = context.library;
  if (templates.length === 0) return [threadPhrase('desk-thread.no-templates', context, {})];
  if (which === null) {
    return [
      threadPhrase(
        'desk-thread.which-template',
        context,
        {},
        templateButtons(templatesFor(subject, templates), context),
      ),
    ];
  }
  const exact = templates.find(({ id }) => id === which.toLowerCase());
  if (exact !== undefined) return answer(agent, wordsOf(exact, subject, agent, context), context);
  const found = findTemplates(which, templates);
  const near = nearest(
    which.toLowerCase(),
    templates.map(({ id }) => id),
  );
  const meant = templates.filter(({ id }) => id === near);
  const offered = [...new Set([...meant, ...found])];
  return [
    offered.length === 0
      ? threadPhrase('desk-thread.no-such-template', context, { written: which })
      : threadPhrase(
          'desk-thread.misspelt-template',
          context,
          { written: which },
          templateButtons(offered, context),
        ),
  ];
}

/** Shows which solved issues and templates fit some words, each with a button that sends it. */
export function findCanned(words: string, context: CannedContext): Effect[] {
  const { library, deskLanguage } = context;
  const issues = library.find(words).slice(0, MOST_FOUND);
  const templates = findTemplates(words, library.templates).slice(0, MOST_FOUND);
  const sought = { words: cut(oneLine(words), LABEL_LENGTH) };
  if (issues.length + templates.length === 0)
    return [threadPhrase('desk-thread.nothing-found', context, sought)];
  const items = [
    ...issues.map(({ id, title, text }) =>
      plain(`• ${title} (${id})\n${cut(oneLine(text.text), EXCERPT_LENGTH)}`),
    ),
    ...templates.map(({ id, title }) => plain(`• ${title[deskLanguage]} (!template ${id})`)),
  ];
  const head = phrase(context.phrases, 'desk-thread.found', deskLanguage, sought);
  const buttons = [
    ...issues.map(({ id, title }): DeskButton => ({
      action: 'send',
      argument: id,
      label: cut(`➤ ${title}`, LABEL_LENGTH),
    })),
    ...templateButtons(templates, context),
  ];
  return [threadLine(join([head, ...items], '\n'), buttons)];
}

/** Sends a solved issue to the person, by its id or by its place among those of the card. */
export function sendIssue(subject: Case, agent: Person, written: string, context: CannedContext): Effect[] {
  const { library } = context;
  const known = subject.dossier?.nearest ?? [];
  const id = /^\d$/.test(written) ? known[Number(written) - 1]?.issue : written;
  const issue = id === undefined ? null : library.issue(id);
  if (issue !== null) return answer(agent, issue.text, context);
  const near = nearest(
    written,
    known.map((one) => one.issue),
  );
  return [
    near === null
      ? threadPhrase('desk-thread.no-such-issue', context, { written })
      : threadPhrase('desk-thread.misspelt-issue', context, { written, near }),
  ];
}

/** The words go to the person, and the thread shows them. */
function answer(agent: Person, text: RichText, { phrases, deskLanguage }: CannedContext): Effect[] {
  const sent = phrase(phrases, 'desk-thread.sent', deskLanguage, { agent: agent.name });
  return [{ kind: 'answer', author: agent, text }, threadLine(join([sent, text], '\n'))];
}

function wordsOf({ text }: Template, subject: Case, agent: Person, { library }: CannedContext): RichText {
  return fill(text[subject.language], {
    ...library.names,
    name: subject.person.name,
    agent: agent.name,
    number: String(subject.number),
  });
}

/** Templates in the order in which they are offered for a case: its department's own, everybody's, then the others'. */
export function templatesFor(subject: Case, templates: readonly Template[]): Template[] {
  return templates.toSorted((one, other) => rank(one, subject) - rank(other, subject));
}

function rank({ department }: Template, subject: Case): number {
  if (department === undefined) return 1;
  return department === subject.department ? 0 : 2;
}

function templateButtons(templates: readonly Template[], { deskLanguage }: CannedContext): DeskButton[] {
  return templates
    .slice(0, MOST_BUTTONS)
    .map(({ id, title }) => ({ action: 'template', argument: id, label: title[deskLanguage] }));
}

/** Templates by words of their titles, texts and ids, in either language, typed rightly or nearly so. */
function findTemplates(words: string, templates: readonly Template[]): Template[] {
  const fuse = new Fuse(templates, {
    keys: [
      { name: 'title.ru', weight: 2 },
      { name: 'title.en', weight: 2 },
      { name: 'id', weight: 2 },
      'text.ru',
      'text.en',
    ],
    ignoreLocation: true,
    ignoreDiacritics: true,
    threshold: 0.35,
  });
  return fuse.search(words.slice(0, 60)).map(({ item }) => item);
}

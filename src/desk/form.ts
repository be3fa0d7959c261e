import type { Person } from '../model/address.js';
import type { Case } from '../model/case.js';
import type { DeskForm, FormAction, FormChoice, FormText } from '../model/desk-form.js';
import type { Template } from '../model/template.js';
import { templatesFor, type AskableFlow } from './canned.js';
import { cut, oneLine } from './cut.js';
import { agentButtons, followUpButtons, labelOf, snoozeButtons, type MenuContext } from './menu.js';
import { phrase, type DeskPhrase } from './phrases.js';
import { refusalOf } from './refusal.js';

/** What there is to choose from. */
export interface FormContext extends MenuContext {
  /** Who has been seen at work on this desk, the latest first. */
  agents: readonly Person[];
  templates: readonly Template[];
  flows: readonly AskableFlow[];
}

const ABOUT_LENGTH = 200;

/**
 * The form for an order on a case. Null where the order would be refused, or there is nothing to choose from: given
 * without more, it is answered in the thread.
 */
export function formFor(
  subject: Case,
  agent: Person,
  action: FormAction,
  context: FormContext,
): DeskForm | null {
  if (refusalOf(subject, agent, action, { otherOpen: false }) !== null) return null;
  const fields = fieldsOf(subject, action, context);
  if (fields.choice === null && fields.text === null) return null;
  const { dossier, person } = subject;
  const title = dossier?.understood?.title ?? dossier?.problem[0] ?? person.name;
  const about = phrase(context.phrases, 'desk-form.about', context.deskLanguage, {
    number: String(subject.number),
    title: cut(oneLine(title), ABOUT_LENGTH),
  });
  return {
    ...{ action, caseId: subject.id, language: context.deskLanguage },
    title: labelOf(action, context),
    about: about.text,
    ...fields,
  };
}

type Fields = Pick<DeskForm, 'choice' | 'text'>;

function fieldsOf(subject: Case, action: FormAction, context: FormContext): Fields {
  const say = (key: DeskPhrase): string => phrase(context.phrases, key, context.deskLanguage).text;
  const chosen = (label: DeskPhrase, options: FormChoice['options'], required = true): FormChoice | null =>
    options.length === 0 ? null : { label: say(label), options, required };
  const written = (label: DeskPhrase, kind: FormText['kind'], hint: DeskPhrase | null = null): FormText => ({
    ...{ label: say(label), kind, required: hint === null },
    hint: hint === null ? null : say(hint),
  });
  switch (action) {
    case 'note':
      return { choice: null, text: written('desk-form.note', 'lines') };
    case 'resolve': {
      const nearest = subject.dossier?.nearest ?? [];
      const issues = nearest.map(({ issue, title }) => ({ value: issue, label: title }));
      return {
        choice: chosen('desk-form.as-in', issues, false),
        text: written('desk-form.helped', 'lines', 'desk-form.helped-hint'),
      };
    }
    case 'snooze': {
      const lengths = snoozeButtons(context).map(({ argument = '', label }) => ({ value: argument, label }));
      return {
        choice: chosen('desk-form.how-long', lengths, false),
        text: written('desk-form.or-length', 'line', 'desk-form.length-hint'),
      };
    }
    case 'follow-up': {
      const lengths = followUpButtons(context).map(({ argument = '', label }) => ({
        value: argument,
        label,
      }));
      return {
        choice: chosen('desk-form.follow-up', lengths, false),
        text: written('desk-form.or-length', 'line', 'desk-form.length-hint'),
      };
    }
    case 'template': {
      const titles = templatesFor(subject, context.templates).map(({ id, title }) => ({
        value: id,
        label: title[context.deskLanguage],
      }));
      return { choice: chosen('desk-form.which-template', titles), text: null };
    }
    case 'assign': {
      const colleagues = agentButtons(subject, context.agents, Infinity);
      const names = colleagues.map(({ argument = '', label }) => ({ value: argument, label }));
      return { choice: chosen('desk-form.which-agent', names), text: null };
    }
    case 'merge':
      return { choice: null, text: written('desk-form.merge-into', 'number') };
    case 'collect': {
      const flows = context.flows.map(({ id, title }) => ({ value: id, label: title[context.deskLanguage] }));
      return { choice: chosen('desk-form.which-flow', flows), text: null };
    }
  }
}

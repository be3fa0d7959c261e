import type { CommandName } from '../model/inbound.js';
import { askToCloseWaiting, cancel } from './cancel.js';
import { intentFor, isCourtesy } from './content.js';
import { mayDigress, offerDigression } from './digression.js';
import { botHasCase, close, named, sayPhrase, type Draft } from './draft.js';
import { handOver } from './handover.js';
import { actOn } from './intent.js';
import { chooseLanguage, offerLanguages, readLanguage } from './language.js';
import { sayStatus } from './status.js';

/** Does what a command says. Where a person has the case, no command starts anything. */
export function obey(draft: Draft, name: CommandName, argument: string): Draft {
  const { owner } = draft.scene.context;
  const waiting = owner === 'queue' || owner === 'agent';
  switch (name) {
    case 'status':
      return sayStatus(draft);
    case 'lang': {
      const language = readLanguage(argument);
      return language === null ? offerLanguages(draft) : chooseLanguage(draft, language);
    }
    case 'help':
      return sayPhrase(
        named(draft, 'help'),
        draft.scene.context.audience === 'staff' ? 'greet.help-staff' : 'greet.help-customer',
      );
    case 'human':
      return waiting
        ? sayPhrase(named(draft, 'human'), 'handover.already')
        : handOver(draft, 'asked-for-person');
    case 'cancel':
      return waiting ? askToCloseWaiting(draft, 'cancelled') : cancel(draft);
    case 'new':
      return waiting ? askToCloseWaiting(draft, 'replaced') : beginAnew(draft);
    case 'start':
      return waiting ? sayStatus(draft) : welcome(draft, argument);
  }
}

function beginAnew(draft: Draft): Draft {
  const anew = named(draft, 'new');
  return botHasCase(draft)
    ? close(sayPhrase(anew, 'greet.replaced'), 'replaced')
    : sayPhrase(anew, 'greet.new');
}

/** Greets, or begins with the intent that a deep link names. */
function welcome(draft: Draft, payload: string): Draft {
  const { content, context } = draft.scene;
  const intent = intentFor(content, context.audience, payload.trim().toLowerCase());
  if (intent === null || isCourtesy(intent.id)) return sayPhrase(named(draft, 'start'), 'greet.welcome');
  const { stack } = draft.state.episode;
  if (stack.length === 0 || intent.dangerous || intent.action !== undefined || intent.reply !== undefined) {
    return actOn(draft, intent, false);
  }
  // What is under way is not thrown away by pressing a link.
  return mayDigress(draft, intent) ? offerDigression(draft, intent, null) : named(draft, 'start');
}

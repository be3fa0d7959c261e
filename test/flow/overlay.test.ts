import { describe, expect, it } from 'vitest';
import { withExamples } from '../../src/flow/overlay.js';
import { intentSchema, type Intent } from '../../src/model/intent.js';

const dns = intent('dns-wrong', 'customer', ['сайт не открывается']);
const login = intent('login', 'customer', ['не могу войти']);
const printer = intent('printer', 'staff', ['не печатает']);

function intent(id: string, audience: string, ru: string[]): Intent {
  return intentSchema.parse({ id, audience, title: { ru: id, en: id }, examples: { ru, en: [] } });
}

describe('content with an overlay of examples', () => {
  it('puts each behind those of its intent and language, and leaves the content as it was', () => {
    const content = { intents: [dns, login, printer] };
    const taught = withExamples(content, [
      { intent: 'login', language: 'ru', text: 'панель не пускает' },
      { intent: 'login', language: 'en', text: 'locked out' },
    ]);
    expect(taught.intents.map(({ examples }) => examples)).toEqual([
      dns.examples,
      { ru: ['не могу войти', 'панель не пускает'], en: ['locked out'] },
      printer.examples,
    ]);
    expect(content.intents[1]).toBe(login);
  });

  it('leaves out what the same person may be understood by already, and what no intent is there for', () => {
    const content = { intents: [dns, login, printer] };
    const taught = withExamples(content, [
      { intent: 'login', language: 'ru', text: 'Сайт не открывается!' },
      { intent: 'login', language: 'ru', text: 'не могу войти' },
      { intent: 'printer', language: 'ru', text: 'Не могу войти' },
      { intent: 'printer', language: 'ru', text: 'не могу войти!' },
      { intent: 'gone', language: 'ru', text: 'где мой заказ' },
    ]);
    expect(taught.intents.map(({ examples }) => examples.ru)).toEqual([
      ['сайт не открывается'],
      ['не могу войти'],
      ['не печатает', 'Не могу войти'],
    ]);
  });
});

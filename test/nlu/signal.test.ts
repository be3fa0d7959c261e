import { describe, expect, it } from 'vitest';
import { signalsOf } from '../../src/nlu/signal.js';
import { halves, SENTENCES } from './signal-sentences.js';

const which = (texts: string[], signal: 'human' | 'anger' | 'urgent'): string[] =>
  texts.filter((text) => signalsOf(text)[signal]);

describe('signalsOf', () => {
  it('hears who asks for a person', () => {
    const asks = [
      'оператор',
      'Позовите оператора',
      'соедините меня с человеком',
      'хочу поговорить с живым человеком',
      'мне нужен живой оператор',
      'дайте специалиста пожалуйста',
      'можно человека?',
      'переключите на техподдержку',
      'есть кто живой?',
      'не хочу общаться с ботом',
      'свяжите меня с менеджером',
      'human',
      'agent please',
      'I want to talk to a real person',
      'can I speak with an operator',
      'connect me to support staff',
      'get me a human',
      "I don't want to talk to a bot",
      'is there anyone real here',
    ];
    expect(which(asks, 'human')).toEqual(asks);
  });

  it('does not hear it where people are only mentioned', () => {
    const mentions = [
      'у меня живой человек на сайте не может оформить заказ',
      'клиент, реальный человек, не получает письма',
      'сотрудник не может войти в почту',
      'someone hacked my site',
      'the password manager does not fill the form',
      'human readable urls do not work',
      'письма от оператора связи попадают в спам',
      'I need to find someone else’s record in the log',
      'user agent is blocked by the firewall',
    ];
    expect(which(mentions, 'human')).toEqual([]);
  });

  it('hears anger and despair', () => {
    const angry = [
      'вы там идиоты что ли',
      'сколько можно ждать, третий день',
      'ВЫ ИЗДЕВАЕТЕСЬ НАДО МНОЙ!',
      'САЙТ НЕ РАБОТАЕТ УЖЕ НЕДЕЛЮ!',
      'ухожу от вас к другому хостеру',
      'верните деньги, буду жаловаться в роспотребнадзор',
      'this is ridiculous, worst support ever',
      'your hosting sucks',
      'I am moving to another provider',
      'где ответ?!?!?!',
    ];
    expect(which(angry, 'anger')).toEqual(angry);
  });

  it('hears no anger in plain reports and codes', () => {
    const calm = [
      'сайт не открывается',
      'ERR_CERT_DATE_INVALID',
      'пишет DNS_PROBE_FINISHED_NXDOMAIN!',
      'MX SPF DKIM DMARC настроены',
      'Помогите, пожалуйста!',
      'my site is down',
      'Hello!',
      'это шикарно, спасибо!',
      'сайт лежит!!!',
      'Спасибо большое!!!',
      'my site is down!!!',
    ];
    expect(which(calm, 'anger')).toEqual([]);
  });

  it('hears urgency, and its denial', () => {
    const urgent = [
      'срочно помогите',
      'магазин стоит, теряем клиентов',
      'urgent!',
      'сайт лежит!!!',
      'my site is down!!!',
      'need this asap',
      'we are losing sales',
    ];
    expect(which(urgent, 'urgent')).toEqual(urgent);
    expect(
      which(['не срочно', 'no rush', 'критическая ошибка wordpress', 'critical error on my site'], 'urgent'),
    ).toEqual([]);
  });

  describe.each(['human', 'anger', 'urgent'] as const)('%s, by the sentences', (signal) => {
    const yes = halves(SENTENCES[signal].yes);
    const no = halves(SENTENCES[signal].no);

    it('hears all that it was tuned by, and nothing else', () => {
      expect(which(yes.tuned, signal)).toEqual(yes.tuned);
      expect(which(no.tuned, signal)).toEqual([]);
    });

    it('hears most of those held apart, and hardly anything else', () => {
      const heard = which(yes.held, signal).length;
      const misheard = which(no.held, signal).length;
      expect(heard / yes.held.length).toBeGreaterThanOrEqual(0.88);
      expect(heard / (heard + misheard)).toBeGreaterThanOrEqual(0.95);
    });
  });

  it('hears who asks in the middle of something else', () => {
    const text = 'Someone hacked my site and I changed all passwords. Please connect me with an operator.';
    expect(signalsOf(text)).toMatchObject({ human: true, anger: false });
  });
});

import type { Intent } from '../../src/model/intent.js';
import type { WrittenIssue } from '../../src/model/issue.js';
import type { ContentAudience } from '../../src/model/language.js';

/** An intent with these examples. */
export function intent(id: string, audience: ContentAudience, ru: string[], en: string[]): Intent {
  return {
    id,
    audience,
    title: { ru: id, en: id },
    department: 'support',
    priority: 'normal',
    dangerous: false,
    examples: { ru, en },
  };
}

/** A solved issue with these problems. */
export function issue(
  id: string,
  of: string,
  audience: ContentAudience,
  ru: string,
  en: string,
): WrittenIssue {
  const text = (problem: string): WrittenIssue['ru'] => ({
    problem,
    symptoms: [problem],
    cause: '-',
    solution: ['-'],
    check: '-',
    handover: '-',
  });
  return {
    id,
    intent: of,
    audience,
    area: 'site',
    tags: [],
    related: [],
    date: '2026-01-01',
    ru: text(ru),
    en: text(en),
  };
}

const times = <T>(subjects: readonly T[], of: (subject: T) => string[]): string[] => subjects.flatMap(of);

/** Four intents, one of them for staff, with a few dozen short examples each. */
export const INTENTS: Intent[] = [
  intent(
    'site-unavailable',
    'customer',
    times(['сайт', 'мой сайт', 'магазин', 'страница'], (s) => [
      `${s} не открывается`,
      `${s} лежит с утра`,
      `почему ${s} недоступен`,
      `не могу зайти на ${s}`,
    ]),
    times(['site', 'my website', 'the shop', 'the page'], (s) => [
      `${s} is down`,
      `${s} does not open`,
      `why is ${s} unavailable`,
      `I cannot reach ${s}`,
    ]),
  ),
  intent(
    'mail-to-spam',
    'customer',
    times(['письма', 'наши письма', 'рассылка', 'почта'], (s) => [
      `${s} попадает в спам`,
      `${s} в спаме у клиентов`,
      `почему ${s} уходит в папку спам`,
      `gmail помечает ${s} как спам`,
    ]),
    times(['mail', 'our letters', 'the newsletter', 'email'], (s) => [
      `${s} goes to spam`,
      `${s} lands in the junk folder`,
      `why is ${s} marked as spam`,
      `gmail puts ${s} into spam`,
    ]),
  ),
  intent(
    'payment-failed',
    'customer',
    times(['платёж', 'оплата', 'перевод', 'карта'], (s) => [
      `${s} не проходит`,
      `${s} отклоняется банком`,
      `деньги списались, ${s} не виден на балансе`,
      `ошибка: ${s} не принимается`,
    ]),
    times(['payment', 'my card', 'the transfer', 'paying'], (s) => [
      `${s} fails`,
      `${s} was declined by the bank`,
      `money is gone but ${s} is not on the balance`,
      `error, ${s} is not accepted`,
    ]),
  ),
  intent(
    'staff-vpn',
    'staff',
    times(['впн', 'рабочий vpn', 'туннель', 'vpn клиент'], (s) => [
      `${s} не подключается`,
      `${s} отваливается каждые пять минут`,
      `из дома ${s} не пускает`,
      `${s} просит код и висит`,
    ]),
    times(['vpn', 'the work vpn', 'the tunnel', 'vpn client'], (s) => [
      `${s} does not connect`,
      `${s} drops every five minutes`,
      `${s} will not let me in from home`,
      `${s} asks for a code and hangs`,
    ]),
  ),
];

export const ISSUES: WrittenIssue[] = [
  issue(
    'site-unavailable-dns',
    'site-unavailable',
    'customer',
    'Сайт не открывается после смены серверов имён',
    'The site does not open after name servers were changed',
  ),
  issue(
    'site-unavailable-limit',
    'site-unavailable',
    'customer',
    'Сайт недоступен из-за превышения лимита процессов',
    'The site is unavailable because the process limit was reached',
  ),
  issue(
    'mail-to-spam-spf',
    'mail-to-spam',
    'customer',
    'Письма в спаме: нет записи SPF',
    'Letters land in spam: no SPF record',
  ),
  issue(
    'staff-vpn-token',
    'staff-vpn',
    'staff',
    'VPN не подключается: истёк сертификат сотрудника',
    'VPN does not connect: the employee certificate has expired',
  ),
];

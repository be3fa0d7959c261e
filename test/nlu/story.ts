import type { Language } from '../../src/model/language.js';

/** What people write around a problem: two sentences before it, two behind. */
export const AROUND: Readonly<Record<Language, readonly string[]>> = {
  ru: [
    'Добрый день, надеюсь, у вас всё хорошо.',
    'Я ваш клиент с две тысячи восемнадцатого года.',
    'Я в этом совсем не разбираюсь, сын обычно помогает, но он в отъезде.',
    'У нас завтра выставка, и всё как назло сразу.',
    'Настроение, честно говоря, так себе.',
    'Мы торгуем запчастями для сельхозтехники.',
    'Вроде бы никто ничего не менял, все клянутся.',
    'Готова прислать снимки экрана, если надо.',
    'Может, это и ерунда, но мне важно.',
    'В офисе ремонт, сидим на чемоданах.',
    'Буду благодарен за любой совет.',
    'Сижу с кофе с шести утра и пытаюсь разобраться.',
  ],
  en: [
    'Good afternoon, hope you are all doing well.',
    'I have been a customer since twenty eighteen.',
    'I am not technical at all, my son usually helps but he is away.',
    'We have a trade fair tomorrow and of course everything happens at once.',
    'Honestly I am a bit frustrated by now.',
    'Our business is spare parts for farm machinery.',
    'As far as I know nobody changed anything, they all swear.',
    'I can send you screenshots if necessary.',
    'Maybe it is nothing, but it matters to me.',
    'Our office is being renovated and we live out of boxes.',
    'I would be grateful for any advice.',
    'I have been sitting here with coffee since six in the morning.',
  ],
};

/** Two of these sentences, others for other numbers. */
export function around(language: Language, at: number): string {
  const all = AROUND[language];
  return `${all[at % all.length] ?? ''} ${all[(at + 5) % all.length] ?? ''}`;
}

/** What says that a further matter follows. */
export const FURTHER = { ru: '. А ещё ', en: '. Also, ' } as const;

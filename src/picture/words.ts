import type { StepKind } from '../flow/step.js';
import type { LocalText } from '../model/language.js';

/** What a step's kind is called in the legend. */
export const KINDS: Readonly<Record<StepKind, LocalText>> = {
  say: { ru: 'говорит', en: 'says' },
  ask: { ru: 'вопрос', en: 'question' },
  choose: { ru: 'выбор', en: 'choice' },
  confirm: { ru: 'совет: «помогло?»', en: 'advice: “did it help?”' },
  probe: { ru: 'проверка', en: 'check' },
  branch: { ru: 'развилка', en: 'branch' },
  goto: { ru: 'переход', en: 'go to' },
  call: { ru: 'другой сценарий', en: 'another flow' },
  suggest: { ru: 'решённые случаи', en: 'solved issues' },
  set: { ru: 'запоминает', en: 'keeps' },
  wait: { ru: 'ожидание', en: 'wait' },
  resolve: { ru: 'решено', en: 'solved' },
  handover: { ru: 'специалисту', en: 'to a person' },
  then: { ru: 'конец шаблона', en: 'end of a pattern' },
};

/** What a way is called where the flow has no words of its own for it. */
export const WAYS = {
  offered: { ru: 'предложенное', en: 'what is offered' },
  unknown: { ru: 'не знает', en: 'does not know' },
  failed: { ru: 'ответ не подошёл', en: 'no answer fits' },
  yes: { ru: 'помогло', en: 'it helped' },
  partly: { ru: 'частично', en: 'partly' },
  no: { ru: 'не помогло', en: 'it did not' },
  solved: { ru: 'помогло', en: 'one helped' },
  unsolved: { ru: 'не помогло', en: 'none helped' },
  else: { ru: 'иначе', en: 'otherwise' },
} as const satisfies Readonly<Record<string, LocalText>>;

/** Parts of what stands in the boxes. */
export const PARTS = {
  minutes: { ru: 'мин', en: 'min' },
  hours: { ru: 'ч', en: 'h' },
  days: { ru: 'дн.', en: 'd' },
} as const satisfies Readonly<Record<string, LocalText>>;

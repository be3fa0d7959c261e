import type { Understanding } from '../model/understanding.js';
import { cut, foldWord } from './normalize.js';

type Signals = Understanding['signals'];

/** Words around a person, so that "у меня живой человек на сайте" is none. */
const PERSON_RU =
  '(?:операторо?[мауы]?|человек(?:а|у|ом)?|специалист(?:а|у|ом|ы|ов|ами)?|сотрудник(?:а|у|ом|и|ов)?|менеджер(?:а|у|ом)?|консультант(?:а|у|ом)?|поддержк(?:у|ой|и|е)|техподдержк(?:у|ой|и|е)|людьми|живого|живым|живой|админ(?:а|у|ом|истратора|истратору|истратором)?|кого нибудь живого|старш(?:его|ему|им))';
const LIVE_RU =
  '(?:(?:с|к|на|мне|нам|меня|нас|уже|пожалуйста|плиз|ваш\\p{L}*|наш\\p{L}*|жив\\p{L}*|нормальн\\p{L}*|реальн\\p{L}*|настоящ\\p{L}*|технич\\p{L}*|тех|любо\\p{L}*|какого нибудь|кого то|кем то|кем нибудь|кого нибудь|по телефону|лучше|сейчас|сразу|просто|бы|хоть|а не с? ?бот\\p{L}*) )*';
const PERSON_EN =
  '(?:human(?: being)?|person|operator|agent|representative|rep|specialist|someone|somebody|support (?:agent|staff|team|person|guy|engineer)|real one|live (?:chat|support)|manager|supervisor|engineer|technician|staff member)';
const LIVE_EN =
  '(?:(?:to|with|me|us|a|an|the|your|some|any|real|live|actual|human|proper|customer|service|support|living|please|directly|through|now|just|over|other) )*';

const HUMAN: readonly RegExp[] = [
  new RegExp(
    `(?:^| )(?:позов\\p{L}*|соедин\\p{L}*|переключ\\p{L}*|переведи\\p{L}*|перевести|пригласи\\p{L}*|дай(?:те)?|давай(?:те)?|подключи\\p{L}*|свяж\\p{L}*|связаться|связать|нуж(?:ен|на|ны|но)|хочу|хотел\\p{L}*|хотим|можно|можете|могу|требую|прошу|зови\\p{L}*|верни\\p{L}*|поговорить|говорить|пообщаться|общаться|передай\\p{L}*|ответит|есть|где|подайте) (?:(?:поговорить|пообщаться|связаться|соединить|говорить|общаться|позвать|переключить|перевести|дозваться|вызвать|получить|услышать|чтобы|ответил|со|мной) )*${LIVE_RU}${PERSON_RU}(?: |$)`,
    'u',
  ),
  /^(?:(?:я|мне|ну|эй|алло|пожалуйста|уже) )*(?:оператор(?:а|у|ом)?|человек(?:а|у)?|живой человек|живого человека|специалиста?|менеджера?|живой оператор|живого оператора|консультанта?|техподдержк[ау]|люди|кожаны[йе]|живые(?: люди)?)(?: (?:пожалуйста|плиз|срочно|нужен|тут|здесь|есть|на связь|ответьте))*$/u,
  /(?:^| )(?:не хочу|надоело|хватит|не буду|не желаю|отказываюсь)(?: \p{L}+){0,2} (?:с )?(?:бот|робот|машин|автоответчик|железяк)/u,
  /(?:^| )(?:есть|ответит|там|тут|здесь)(?: тут| там| здесь| у вас)? (?:кто(?: |-)?(?:нибудь|то|либо)|хоть кто то|хоть один)?(?: )?(?:жив(?:ой|ые|ого)(?: (?:человек|оператор|люди|кто нибудь|там|тут|есть))?)$/u,
  /(?:^| )(?:кто нибудь живой|живой кто нибудь|живые люди есть|живые есть|живой кто есть|люди есть|есть кто живой|есть живые)/u,
  new RegExp(
    `(?:^| )(?:talk|speak|chat|connect|transfer|switch|escalate|get|give|need|want|put|call|send|reach|contact|hand|pass|bring|have|find|see|let|is there|are there) ${LIVE_EN}(?:(?:talk|speak|chat|be|get|connected|transferred|connect|hold|touch|in|of) ${LIVE_EN})*${PERSON_EN}(?: |$)`,
    'u',
  ),
  /^(?:(?:a|an|the|i|hey|please|real|live|actual|just|no|get|want|need) )*(?:human|operator|agent|representative|live agent|live person|real person|person|human being|customer service|live chat|support agent|manager)(?: (?:please|pls|plz|now|asap|needed|here|instead))*$/u,
  /(?:^| )(?:not|no more|stop|hate|dont want|tired of)(?: \p{L}+){0,4} (?:a )?(?:bot|robot|machine|chatbot)s?(?: |$)/u,
  /(?:^| )(?:is|are) (?:there )?(?:any|some)?(?:one|body|human|humans|people|person)(?: real| human| alive| there| here)*$/u,
];
/** What an English "someone", "manager" or "person" goes with when nobody is asked for. */
const NOT_HUMAN =
  /(?:someone|somebody|person|human|manager|engineer) (?:else )?(?:hack|stole|stol|broke|log|is us|was us|us(?:ing|ed)|chang|delet|access|install|sent|send|keeps|told|said|has|had)|(?:password|task|file|package|device|plugin|boot|session|window|download) manager|(?:get|give|have|find|see) (?:someone|somebody)(?! (?:to|on|from|here|real|who|please|$))|человек(?:а|у|ом)? (?:на сайте|не может|пишет|заш[её]л|купил)|(?:есть|нуж\p{L}*) (?:\p{L}+ )?(?:админ|сотрудник)\p{L}* (?:уволил|который|не)|(?:сотрудник\p{L}*|менеджер\p{L}*) (?:не|уволил|пишет|жалу)/u;

const INSULTS =
  /(?:^| )(?:ид[ие]от\p{L}*|дебил\p{L}*|туп(?:ой|ая|ые|ым|ица|ость|ые|орыл\p{L}*)|дура(?:к|ки|цк\p{L}*)?|кретин\p{L}*|урод\p{L}*|мраз\p{L}*|козл(?:ы|ина|ов)|сволоч\p{L}*|гад(?:ы|ина)|говн\p{L}*|дерьм\p{L}*|бля\p{L}*|блин да вы|хрен\p{L}*|нах(?:рен|ер|уй|й)|пизд\p{L}*|хуй\p{L}*|хуе\p{L}*|еб(?:ан|ал|уч|ат)\p{L}*|заеб\p{L}*|охренел\p{L}*|офигел\p{L}*|охуе\p{L}*|обнаглел\p{L}*|мошенник\p{L}*|жулик\p{L}*|кидал(?:ы|ово)|шарашк\p{L}*|шарага|лохотрон|bullshit|shit\p{L}*|fuck\p{L}*|wtf|idiots?|morons?|stupid|crap|damn|useless|pathetic|scam(?:mers?)?|incompetent|garbage|rubbish|dumb|asshole\p{L}*|bastards?|suck(?:s|ing)?)(?= |$)/u;
const DESPAIR =
  /(?:^| )(?:сколько можно|до каких пор|достал(?:и|о|а)?|задолбал\p{L}*|замучил\p{L}*|заколебал\p{L}*|надоел(?:и|о|а)?|беси(?:т|те)|ужас(?:но|ный)?|кошмар\p{L}*|безобрази\p{L}*|беспредел|позор\p{L}*|издева\p{L}*|возмутительн\p{L}*|отвратительн\p{L}*|хамств\p{L}*|никакой помощи|толку (?:от вас )?(?:ноль|нет|никакого)|вы вообще работаете|(?:я )?в отчаянии|не могу больше|сил (?:уже |больше )?нет|это невыносимо|терпение (?:кончилось|лопнуло|на исходе)|ridiculous|unacceptable|disgusting|outrageous|disgrace\p{L}*|fed up|sick of|sick and tired|had enough|enough is enough|worst (?:\p{L}+ )?(?:support|hosting|service|company|provider|experience)|horrible|terrible (?:support|service|company)|awful (?:support|service)|joke of a|are you kidding|at my wits end|desperate|losing my mind|driving me (?:crazy|mad|nuts)|so angry|furious|pissed off|nobody cares)(?= |$)/u;
const LEAVING =
  /(?:^| )(?:уйд(?:у|ем) (?:к|от вас|на друг)|ухожу (?:к|от вас|на друг)|уходим (?:к|от вас)|перейд(?:у|ем) к друг|сменю (?:хостинг|провайдер)|найд(?:у|ем) друг(?:ой|ого) (?:хостинг|хостер|провайдер)|(?:подам|обращусь|пойду) в суд|в суд(?:е)? на вас|роспотребнадзор|прокуратур\p{L}*|напишу (?:жалобу|отзыв)|буду жаловаться|расторг(?:у|аю|нем) договор|верните (?:мне )?(?:мои )?деньги|(?:leaving|quit(?:ting)?|ditch(?:ing)?) you|(?:switch|mov|chang)(?:e|ing) to (?:another|a different|some other) (?:host|provider|company)|(?:find|found) another (?:host|provider|company)|cancel(?:ling|ing)? everything|(?:take|see) you (?:to|in) court|lawyer|sue you|legal action|bad review|complain to|going elsewhere|take my business)(?= |$)/u;
const URGENT =
  /(?:^| )(?:срочн\p{L}*|немедленно|как можно (?:скорее|быстрее)|скорее|горит|горим|ургентно|асап|критично|теряем (?:деньги|клиент|заказ|продаж)\p{L}*|убытк\p{L}*|продажи стоят|магазин стоит|бизнес стоит|простаива\p{L}*|прямо сейчас|побыстрее|авария|urgent\p{L}*|asap|immediately|emergency|right now|right away|critical|losing (?:money|sales|customers|clients|orders)|as soon as possible|at once|time sensitive)(?= |$)/u;
const NOT_URGENT =
  /(?:^| )(?:не (?:очень |так |особо )?срочн\p{L}*|без спешки|не горит|not (?:that |very |so )?urgent|no rush|not critical|critical error|критическ\p{L}*)(?= |$)/u;

/** What the tone of a text says, in either language. Reads the text as the person wrote it. */
export function signalsOf(text: string): Signals {
  const short = cut(text).text;
  const folded = foldText(short);
  return {
    human: HUMAN.some((pattern) => pattern.test(folded)) && !NOT_HUMAN.test(folded),
    anger: INSULTS.test(folded) || DESPAIR.test(folded) || LEAVING.test(folded) || shouts(short),
    urgent: (URGENT.test(folded) || presses(short)) && !NOT_URGENT.test(folded),
  };
}

/** Words joined by single spaces, each folded; punctuation is gone. */
export function foldText(text: string): string {
  return [...text.matchAll(/[\p{L}\p{M}\p{N}'’]+/gu)].map(([word]) => foldWord(word)).join(' ');
}

/** Words, and a row of exclamation marks. */
function presses(text: string): boolean {
  return text.includes('!!!') && /\p{L}{3}/u.test(text);
}

/**
 * Most words in capitals, with exclamation marks, or "?!?!" in a row. Codes and names are in capitals anyway;
 * exclamation marks alone are only haste.
 */
function shouts(text: string): boolean {
  if (/(?:\?!){2}|(?:!\?){2}/u.test(text) && /\p{L}{3}/u.test(text)) return true;
  const words = text.match(/(?<![\p{L}\p{N}_])\p{L}{3,}(?![\p{L}\p{N}_])/gu) ?? [];
  const loud = words.filter((word) => word === word.toUpperCase() && word !== word.toLowerCase());
  const enough = /[!?]*![!?]*!/u.test(text) ? 2 : 3;
  return loud.length >= enough && loud.length >= words.length * 0.6 && text.includes('!');
}

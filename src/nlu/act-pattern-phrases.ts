import type { Act } from '../model/act.js';
import type { WordSets } from './phrase.js';

/** Words that replies are put together from, folded, in the notation of `compilePhrases`. */
export const REPLY_SETS: WordSets = {
  it: 'он она оно они это все сайт сайты страница страничка почта письма домен панель админка впн vpn вход доступ',
  now: `теперь сейчас снова опять вновь наконец наконец+то вдруг внезапно только+что все уже нормально отлично прекрасно
    потом как+то вроде`,
  works: `заработал заработала заработало заработали открылся открылась открылось открылись открывается открываются
    загрузился загрузилась загрузилось грузится работает работают починился починилась починилось починились
    исправился исправилась исправилось решилось решился решилась наладилось наладился наладилась восстановился
    восстановилась восстановилось ожил ожила ожило сработало пашет завелось завелся`,
  well: 'ок окей хорошо норм нормально отлично супер прекрасно замечательно в+порядке в+норме',
  self: 'сам сама само сами само+собой сам+собой сама+собой само+по+себе сама+по+себе сам+по+себе самостоятельно',
  fixed: `починил починила починили исправил исправила исправили разобрался разобралась разобрались решил решила решили
    справился справилась справились наладил наладила наладили устранил устранила устранили поправил поправила поправили`,
  problem: 'проблему вопрос ошибку задачу',
  still: 'все+равно по+прежнему до+сих+пор все+еще так+и все+так+же ничего никак даже пока',
  broken: `помогло помогает помог помогла помогли заработало заработал заработала работает пашет фурычит открывается
    открылось открылся открылась грузится загружается изменилось меняется поменялось получилось получается сработало
    сработал вышло выходит решилось приходит приходят пришло`,
  none: 'нет ноль никакого никаких нету нуль',
  effect: 'эффекта результата изменений толка улучшений',
  case: `обращение заявку заявка тикет запрос вопрос тему задачу кейс обращения диалог чат`,
  close:
    'закройте закрой закрывай закрывайте закрыть снимите сними снять снимаю отзовите отозвать отзываю отменяю отмените отмени отменить',
  own: 'мое мою мой наше нашу наш это этот эту данное данный данную текущее текущий мне',
  may: 'можно можете можешь давай давайте хочу хотел+бы хотела+бы надо нужно прошу просто ладно а ну тогда лучше го пошли пойдем',
  return:
    'вернись вернитесь вернуться вернемся верни верните вернуть отмотай перейди перейти пойдем покажи покажите откати',
  former: 'предыдущий прошлый прежний предыдущему прошлому прежнему предыдущем прошлом',
  question: 'вопрос вопросу шаг шагу пункт пункту этап этапу',
  said: `спрашивал спрашивала спрашиваю спрашивали спросил спросила говорил говорила говорю писал писала пишу просил просила
    имел+в+виду имела+в+виду обращался обращалась речь`,
  other:
    'о+другом про+другое другое не+то совсем+другое о+чем+то+другом о+другой+проблеме про+другую+проблему',
  'about-this': 'об+этом про+это про+то о+том об+этой+проблеме про+эту+проблему это это+самое',
  you: 'вы ты',

  'it-en': `it its this that everything all site the+site my+site our+site website my+website page the+page mail my+mail the+mail
    email my+email things`,
  'now-en': 'now again finally already magically suddenly just',
  'own-en': 'by+itself on+its+own all+by+itself itself by+myself myself ourselves on+my+own ourself',
  'works-en':
    'works work opens loads is+working are+working working is+back is+back+up is+up is+up+and+running is+fixed is+ok is+fine seems+fine is+good is+okay',
  'fixed-en': 'fixed solved resolved sorted figured worked repaired',
  'thing-en': 'it this that everything the+problem the+issue the+error things',
  'cant-en': 'cant cannot can+not couldnt could+not unable+to not+able+to',
  'reach-en': 'open load access reach see use do get',
  'ticket-en':
    'ticket case request issue question conversation chat enquiry inquiry problem dialog dialogue thread',
  'ask-en': 'i we im was am were been',
  'else-en':
    'something+else something+different another+thing another+problem another+issue a+different+problem a+different+issue a+different+thing',
};

/** Whole replies put together from parts; what is listed word by word in `ACT_PHRASES` comes before. */
export const ACT_PATTERNS: Readonly<Partial<Record<Act, string>>> = {
  'works-now': `
    ^ <it>? <now>? <it>? <now>? <self>? <works> <self>? <now>? $
    ^ <now>? мы/я? <now>? <self> <now>? <fixed> <problem>? $
    ^ <now>? мы/я? <fixed> <problem>? <self> $
    ^ <now>? <fixed> <problem>/все $
    ^ <problem>/все <self>? <fixed> <self>? $
    ^ <now>? все/сайт/почта/оно <now>? <well> <now>? $
    ^ теперь/сейчас/уже/снова <well> <now>? $
    ^ <it> <now>? <well> <now>? работает $
    ^ проблема/ошибка <now>? ушла/исчезла/пропала/решена/устранена/устранилась/решилась <self>? $
    ^ вопрос <now>? решен/закрыт/исчерпан/решился <self>? $
    ^ теперь/снова/опять/уже/наконец <it>? приходят/приходит/отправляются/отправляется/доходят $

    ^ <it-en>? <now-en>? <works-en> <now-en>? fine? <now-en>? <own-en>? $
    ^ <it-en>? <now-en>? started/began/starts working <now-en>? <own-en>? $
    ^ <it-en>? <now-en>? <fixed-en>/got+fixed itself out? <now-en>? $
    ^ i/we/ive/weve? have? <now-en>? <fixed-en>/managed+to+fix <thing-en> out? <own-en>? <now-en>? $
    ^ i/we/ive/weve? have? <now-en>? <fixed-en> out? <own-en> $
    ^ the/my/that? problem/issue/error is/has? <now-en>? gone/disappeared/solved/fixed/resolved <now-en>? <own-en>? $
    ^ got it working/fixed/sorted <now-en>? <own-en>? $
  `,
  'still-broken': `
    ^ <still>? <still>? не <broken> никак/ничего/все+равно? $
    ^ он/она/оно/это <still>? не <broken> $
    ^ <still> не могу/можем/получается/удается открыть/зайти/войти/попасть его/ее/туда/на+него? $
    ^ <effect> <none> никаких/никакого? $
    ^ <none> <effect> $
    ^ без/ноль <effect>/эффекта/успеха $
    ^ <still> то/та/те же самое/самая/ошибка/проблема/картина/история? $
    ^ вообще/совсем никак/глухо $

    ^ i/we/but/and? still <cant-en> <reach-en> it/this/that/in/there/anything? to? work/open? $
    ^ i/we/but? still having/have the? same problem/issue/error/problems/issues? $
    ^ it/this/that/they? still/just? did/does/is/do not work/help/working/fixed/opening/loading $
    ^ it/this/that/they? still/just? didnt/doesnt/isnt/dont/wont work/help/working/fixed/opening/loading/open/load/do+anything at+all/either/for+me? $
    ^ it/this/that/they? made no difference $
    ^ nothing is? works/worked/helps/helped/working/changed/happens at+all/for+me? $
    ^ none of it/that/this/them/these/those/the+steps works/worked/helped/helps $
  `,
  no: `
    ^ вообще/совсем нет $
    ^ не сказал/сказала бы $
    ^ i/im? am? afraid/sorry not/no $
    ^ i dont think so $
    ^ not really/much/exactly/particularly/quite+yet/even+close/so+far $
  `,
  cancel: `
    ^ <may>? <close> <own>? <case> $
    ^ <own>? <case> <may>? <close> $
    ^ <may>? закройте/закрывайте/закрывай/закрыть <own>? $
    ^ <case> отменяется/снимается/снят/снята/неактуален/не+актуален/неактуально/не+актуально $
    ^ ничего уже? не надо/нужно/требуется $
    ^ не надо/нужно уже/больше? ничего/уже/больше/никого $
    ^ забей/забейте/забудь/забудьте на/об/про? это/этом/меня/все? $
    ^ <self> разберусь/разберемся/справлюсь/справимся/решу/починю $
    ^ разберусь/разберемся/справлюсь/справимся <self> $
    ^ обойдусь/обойдемся/перехотел/перехотела/расхотел/расхотела $

    ^ you/we? can/could/may? close/cancel/withdraw it/this/that/the/my/our? <ticket-en>/it/this/that now/anyway? $
    ^ <ticket-en>/it/this can be closed/cancelled $
    ^ ill/we+will/i+will/well/let+me figure/sort/work/fix/solve/manage/handle it? out? myself/ourselves/on+my+own $
    ^ dont bother/worry about? it/that/anymore? $
    ^ its/it+is/thats/this+is? no/not longer? needed/necessary/relevant/important anymore/now? $
    ^ it? doesnt matter anymore/now? $
    ^ no need anymore/now? $
  `,
  back: `
    ^ <may>? <may>? <return>? <may>? назад/обратно пожалуйста? $
    ^ <may>? <may>? <return>? на/один? один? шаг/вопрос назад $
    ^ назад/обратно на один? шаг/вопрос $
    ^ <may>? <may>? <return>? назад? на/к? <former> <question>? $

    ^ can/could/may/let/lets/i/we? i/we/you/me/us/want/need/would? like? to? go/step/move/take/jump me/us? back please? $
    ^ can/could/may/let/lets/i/we? i/we/you/me/us/want/need/would? like? to? go/step/move/take/jump me/us? back a/one? step/question please? $
    ^ can/could/may/let/lets/i/we? i/we/you/me/us/want/need/would? like? to? go/step/take/return/jump/show me/us? back? to? the? previous/last/earlier/prior question/step/one $
    ^ back to the? previous/last/earlier/prior question/step/one $
  `,
  repeat: `
    ^ что/чего <you>? имеете/имеешь в? виду/ввиду? $
    ^ что <you>? имели/имел в? виду/ввиду? $
    ^ это? <you> о/про чем/что вообще? $
    ^ о/про чем/что это? <you>/речь? вообще? $
    ^ что/чего <you>? хотите/хочешь/спрашиваете/спрашиваешь/спросили от? меня? узнать? $
    ^ не понял/поняла/понимаю/пойму вас/тебя/вопрос/вопроса/что+от+меня+надо/что+от+меня+нужно/чего+вы+хотите/что+вы+хотите/о+чем+вы/о+чем+речь $
    ^ что это? значит/означает $
    ^ как это понять/понимать $
    ^ переформулируйте/переформулируй/уточните/разъясните/растолкуйте вопрос? $
    ^ скажите/скажи/спросите/спроси/напишите иначе/по+другому/проще/понятнее/другими+словами $

    ^ i? dont/do+not/didnt/cant quite? get/follow/understand it/this/that/you/what+you+mean/what+you+want/your+question/the+question? $
    ^ what are you asking/saying/talking/on about? me? $
    ^ what do you want/need/mean from/by? me/that/this/it? $
    ^ can/could/would you? rephrase/explain/clarify/elaborate/reword it/that/this/the+question? $
    ^ rephrase/explain/clarify/reword it/that/this/the+question? $
    ^ im/i+am/you? lost/confused me? $
    ^ in other words $
  `,
  'not-that': `
    ^ <said>? не <about-this> $
    ^ не <about-this> <said>/вопрос/шла+речь $
    ^ <said> <other> $
    ^ <other> <said> $
    ^ вопрос/проблема/речь был/была/шла? <other>/не+об+этом/не+про+это/не+в+этом/не+о+том/в+другом/другой/другая $
    ^ это? не моя/наша/мой/наш/мое/та/тот проблема/вопрос/случай/ситуация/тема $
    ^ это? другая/другой проблема/вопрос/тема/ситуация/случай $
    ^ это? не имеет/относится отношения? к? этому/моему+вопросу/моей+проблеме/делу $
    ^ я просил/спрашивал/просила/спрашивала о/про? другом/другое $

    ^ its/it+is/this+is/that+is/thats/this/that? not my/our/the/the+right/about+my? issue/problem/case/question/topic/situation/thing $
    ^ <ask-en>? <ask-en>? asking/asked/talking/talked/writing/wrote/meant/mean about? <else-en> $
    ^ my? question/problem/issue is/was? different/another/about+something+else $
    ^ its/it+is/this+is/mine+is? about? <else-en> $
    ^ not what im/i+am/i+was/we+are/we asking/asked/talking/meant/mean about? $
    ^ thats/that+is/its not what im/i+am/i+was/we+are/we asking/talking about? $
    ^ i/we? wasnt/was+not/didnt/did+not/am+not/im+not asking/ask/talking about? that/this/it $
    ^ different/another question/topic/subject $
    ^ nothing to do with that/this/my+problem/my+question/it $
  `,
  partly: `
    ^ <it>? работает/заработало/открывается/помогло но? не все/везде/всегда/полностью/до+конца $
    ^ не все/везде/всегда работает/заработало/открывается/помогло? $
    ^ not everything works/worked? $
    ^ <it-en>? works/worked/opens/helped but? not everywhere/always/completely/fully/entirely/everything $
  `,
};

/** Courtesy, joy and regret around what a reply says. */
export const COURTESY = `
  спасибо/благодарю вам/вас/тебе? большое/огромное/преогромное? за/всем? вашу/ваш/твою? помощь/поддержку/ответ/подсказку/совет/внимание/все/оперативность/терпение?
  большое/огромное спасибо вам? за? вашу? помощь/поддержку/ответ/все?
  благодарю/спасибки/спс/мерси/пасиб/пасибо
  извините/простите/извиняюсь/прошу+прощения за? беспокойство?
  к/ко сожалению/большому+сожалению
  увы/жаль/эх
  ура/урра/супер/класс/круто/вау/ого/отлично/прекрасно/замечательно/здорово/бинго/надо+же
  здравствуйте/привет/добрый+день/добрый+вечер/всем+привет
  thanks/thank+you/thx/cheers/ty so/very/a? much/lot/again? for/anyway? your/the/all? help/support/time/patience?
  many thanks for? your/the? help?
  unfortunately/sadly/alas/regrettably
  hooray/hurray/yay/wow/great/awesome/perfect/excellent/cool/nice/super/amazing/brilliant/hurrah
  hi/hello/hey
`;

/** "I did all that": what follows tells how it went. The first group names no remedy, the second does. */
export const DID = {
  sets: {
    did: `сделал сделала сделали попробовал попробовала попробовали пробовал пробовала пробовали перепробовал перепробовала
      перепробовали проверил проверила проверили выполнил выполнила выполнили делал делала`,
    what: 'все это так то',
    'did-en': 'did tried done checked followed have+done have+tried have+checked',
    'what-en':
      'all+of+that all+of+it all+of+this all+of+them all+that all+this all+it all+the+steps all+steps all everything the+steps your+steps it this that those these them',
    remedy: `перезагрузил* перезапустил* почистил* очистил* сбросил* обновил* переустановил* сменил* поменял* отключил*
      выключил* включил* удалил* вышел вышла переключил* исправил* подождал*`,
    'remedy-en':
      'restarted rebooted cleared reset updated reinstalled changed disabled enabled removed deleted waited refreshed switched',
  },
  generic: `
    ^ да/ага/ок? <what>? <what>? уже? <did> <what>? <what>? как написано/сказано/написали/сказали/вы+сказали/вы+написали/велели/указано/просили/в+инструкции
    ^ да/ага/ок? <what>? <what>? уже? <did> <what>? <what>? по/согласно инструкции/пунктам/шагам/порядку
    ^ да/ага/ок? <what>? <what>? уже? <did> все? шаги/пункты/варианты/способы
    ^ да/ага/ок? <what>? <what>? уже? <did> <what>? <what>?
    ^ yes/ok/ive/i/we/weve? ive/i/we/already/just? already/just? <did-en> <what-en>? as+you+said/as+written/as+described/as+told/you+said/you+wrote? already?
  `,
  remedy: `
    ^ да/все? уже? <remedy> _3 $
    ^ yes/ive/i/we/weve? already/just/have? already? <remedy-en> _4 $
  `,
  /** How a remedy went, said of the remedy and not of what is broken. */
  outcome: `
    помог*/измен*/тоже/же/толку/безрезультатно/безуспешно/сработал*
    help*/changed/change/changes/same/luck/effect/difference
  `,
} as const;

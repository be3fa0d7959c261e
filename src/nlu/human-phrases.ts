import type { WordSets } from './phrase.js';

/**
 * How people ask for a person, folded (lower case, ё as е, no punctuation, no apostrophes), in the notation of
 * `compilePhrases`. To teach another wording, add a line here and a sentence to the tests.
 */
export const HUMAN_SETS: WordSets = {
  please: `пожалуйста плиз уже срочно ну эй алло сейчас лучше сразу просто бы хоть здравствуйте привет добрый+день
    блин мне меня нам нас я please pls plz hey hi hello just now`,
  live: `живого живым живой живому живых живые реальн* настоящ* нормальн* любого любым адекватн* вашего вашему вашим
    вашей ваш ваших технического технической тех другого другим другому свободного какого+нибудь какого+то`,
  operator: 'оператор оператора оператору оператором операторы операторов операторами',
  one: '<operator> человек человека человеку человеком специалист специалиста специалисту специалистом консультант* спеца спецу спецом',
  staff: `<one> специалист* сотрудник* менеджер* инженер* люди людьми людей людям начальник* начальств* руководител*
    руководств* директор* старш* спецов спецы техник админ админа админу админом администратора администратору администратором коллег* кожан*`,
  support: 'поддержк* техподдержк* саппорт* отдел+_ отделом+_ вторую+линию второй+линии линию+_',
  somebody: 'кем+то кем+нибудь кого+то кого+нибудь кому+то кому+нибудь кто+то кто+нибудь кто+либо',
  call: `позов* зови зовите позвать соедин* переключ* пригласи* свяж* связать подключи подключите подключить дозваться
    дозвониться вызови вызовите вызвать верни верните`,
  talk: `поговорить говорить пообщаться общаться разговаривать побеседовать переговорить связаться соединиться
    переписываться поговорит пообщается`,
  answer:
    'ответит перезвонит позвонит посмотрит подключится свяжется напишет займется ответил перезвонил подключился',
  wanted:
    'нужен нужна нужно нужны надо хочу хотим хотел+бы хотела+бы дай дайте давай давайте можно требую прошу подайте где',
  here: 'тут там здесь у+вас вообще на+связи на+месте сейчас в+чате',
  bot: 'бот бота боту ботом боты ботов ботами робот* машин* автоответчик* железяк* железк* автомат* чатбот* чат+бот*',
  refuse:
    'не+хочу не+буду не+желаю не+хотим не+будем не+собираюсь не+намерен* отказываюсь устал* надоело хватит',

  det: 'a an the your some any one real live actual human proper another other competent one+of customer service support technical',
  sure: 'human humans person operator agent agents representative representatives specialist engineer technician supervisor human+being',
  person: `<sure> people someone somebody anyone anybody staff manager admin admins rep reps colleague colleagues human+beings
    engineers operators`,
  team: 'support customer+service customer+support technical+support tech+support helpdesk help+desk tier+_',
  machine: 'bot bots robot robots machine machines chatbot chatbots ai',
  speak:
    'talk talking speak speaking chat chatting communicate communicating deal dealing interact interacting',
  to: 'to with',
  tail: '$ to please pls plz now asap here instead not who that can urgently immediately',
};

export const HUMAN = `
  # somebody is to be fetched
  <call> _3 <staff>/<somebody>
  <call> _2 <live> $
  <call> _2 с/со/на/к <support>
  подключ* техподдержк*/поддержк* $
  <staff> позов*/зови/зовите/сюда/на+линию/на+связь
  перевед*/перевести/переводи <please>? <please>? на/к <live>? <staff>/<support>
  передай*/передать/отдай* _2 <operator>/человеку/инженер*/специалист*/<support>/людям/коллегам/живому
  эскалир*
  прошу/просьба/требую _3 <one>/сотрудника/старшего/руководителя/начальника $
  пусть/чтобы _2 <answer> _1 <staff>/<somebody>
  пусть/чтобы _1 <staff>/<somebody> _1 <answer>
  пусть перезвон*/позвон*
  <answer>/ответьте <staff>/<somebody> $

  # somebody is to be talked to
  <talk> _2 с/со _1 <staff>/<support>/<somebody>/живым
  с/со <live>? <staff>/<support>/<somebody> _1 <talk>

  # somebody is wanted
  <wanted> <please>? <please>? <live>? <one>/людей/<somebody>+живого $/<please>/а/не/чтобы/который
  <wanted> <please>? <please>? <live> <staff>
  <wanted> <please>? <please>? к/ко <live>? <one>
  хочу/хотим/хотел+бы с/со <live>? <one>/людьми $
  ^ <please>? <please>? <live>? <one>/<live> <please>? дай/дайте/давай/давайте/надо/нужно/нужен/нужны/хочу/хотим/подайте/можно <please>? $
  дай/дайте/давай/давайте <please>? старшего/начальника/менеджера/админа
  где <please>? <live>? <operator>/люди/живые
  есть/ответит/найдется <here>? <somebody>/кто? <here>? живой/живые/живого/люди/<operator> <here>/человек/люди? <here>? $
  люди/человек/операторы/живые есть/тут/здесь/там/ау $
  ^ <please>? люди/операторы/живые <here>? есть/ау/тут/здесь <here>? кто/кто+нибудь/кто+живой/живые? <here>? $
  <somebody>/кто <here>? живой/живые/из+людей/из+живых/из+операторов/из+поддержки/из+сотрудников
  живой/живые/люди <here>? кто+нибудь/кто/есть <here>? $

  # no machine
  <refuse> _2 с/со/для <bot>
  с/со/от <bot> _2 <refuse>
  хватит/надоел/достал/утомил/надоели ваш/ваши/этот? бот/бота/ботов/робот/робота/роботов/боты
  бот/робот/автоответчик надоел/достал/утомил
  а не с? <bot>
  отключи*/выключи*/убери* этого? бота/робота
  без/кроме бота/ботов/робота/роботов $/соедин*/позов*/можно/пожалуйста/нормальн*/кто

  # a call
  перезвони/перезвоните <please>? $
  перезвони/перезвоните/позвони/позвоните/наберите/набери мне/меня/нам/нас/пожалуйста/по
  мне/нам _1 можете/могут/могли/можно _1 перезвонить/позвонить
  можете/могли/можно/могу _1 мне/нам/вам перезвонить/позвонить
  куда/как вам позвонить

  # alone
  ^ <please>? <please>? <live>? <one>/менеджера/менеджер/<support>/люди/кожан*/живого <please>/тут/здесь/нужен/ответьте? <please>? $

  # English: to be talked to
  <speak> _2 <to> <det>? <det>? <det>? <person>/<team>
  <speak> _2 <to> one/some/someone/somebody/anyone of/from your
  let me _1 speak/talk/chat

  # to be fetched
  go/get straight/directly? to <det>? <sure>
  connect/transfer/escalate/forward/switch/redirect/pass/hand/put/get/bring me/us/this/it/my+request/my+question over/through/on? <to> <det>? <det>? <det>? <person>/<team>
  connect/transfer/escalate/forward/switch/redirect/pass/hand/put/get/bring me/us/this/it over/through/on? <to> your? <person>/<team>
  escalate $/this/it/my/the
  get someone/somebody $/please/to/real
  get/give/find/send/bring me/us <det>? <det>? <det>? <person> <tail>
  want/need/prefer/require/request/demand/like <det>? <det>? <det>? <sure>/rep/live+chat <tail>
  need/want <det>? human/live help/support/assistance
  can/could/may/will/would <det>? <det>? <det>? <sure> answer/help/call/look/talk/assist/reply/contact/take/reach/chat
  can/could/may/will/would someone/somebody/anyone from <det>? support/team/staff
  can/could/may i/we get/have/reach/contact/see <det>? <det>? <sure>
  how/where _3 reach/contact/find/get _2 human/support+person/live+agent/live+person/real+person/agent/operator
  is/are there any/a/some/one/an? <det>? human/humans/people/person $/here/there/available/i/to
  is/are there? anyone/anybody/someone/somebody real/alive/human
  any humans/people around/here/there/$
  anyone/anybody/someone/somebody/one real/human/alive
  real/live/actual human/person/agent/operator/representative <tail>

  # no machine
  dont/not/refuse/hate/tired/sick _3 <speak> _2 <machine>
  not a/to/with/the a? <machine>
  bot/robot/machine cant/cannot/wont help/solve/fix
  no more? <machine> $/please/i/just/give/get
  stop/enough with the/this? <machine>
  enough <machine> $/please

  # a call
  call/phone/ring me/us $/back/please/now/on/at/asap/when
  call me/us? back
  phone/number _2 call/dial/ring
  can/may i call you

  # alone
  ^ <please>? <please>? get/i+need/i+want? <det>? <det>? <sure>/manager/live+chat/customer+service/live+agent <please>/needed/asap? $
  ^ <please>? customer? service? representative/rep/agent <please>? $
`;

/** People who are only told of: left out before it is looked for who is asked for. */
export const PEOPLE_TOLD_OF = `
  password/task/file/package/device/plugin/boot/session/window/download/tag/account manager
  user/mail/transfer/zabbix/logical/mobile agent/operator
  mail transfer agent
  agent/operator of
  human readable/verification/resources
  someone/somebody/person/manager/human else? hack*/stole/broke/logged/is/was/uses/used/changed/deleted/installed/sent/sends/keeps/told/said/says/left
  <operator> связи/сотовой/мобильн*/колл*/call*
  менеджер* паролей/файлов/пакетов/задач
  живой/живые чат
`;

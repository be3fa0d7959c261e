import type { WordSets } from './phrase.js';

/** Anger, despair and haste, folded, in the notation of `compilePhrases`. */
export const TONE_SETS: WordSets = {
  we: 'вы ты вас тебя вам тебе ваш ваша ваше ваши вашу вашего вашей ваших вами',
  house: 'поддержк* хостинг* хостер* сервис* компани* контор* обслуживани* служб* провайдер* бот робот',
  awful: `отвратительн* ужасн* безобразн* мерзк* позорн* никчемн* бесполезн* паршив* дерьмов* хренов* худш* кошмарн*
    гадк* туп* тупорыл* дурацк* идиотск*`,
  'house-en':
    'support service services host hosting company provider experience team customer+service bot chatbot staff people',
  'awful-en': `terrible horrible awful pathetic useless worthless ridiculous disgusting lousy crappy shitty rubbish incompetent
    disgraceful appalling worst stupid dumb idiotic clueless`,
  very: 'так очень просто уже совсем реально вообще really so very absolutely totally just such completely',
  times: 'второй третий четвертый пятый шестой седьмой десятый сотый',
};

export const ANGER = `
  # insults; swearing is anger wherever it stands
  идиот*/идеот*/дебил*/кретин*/урод/уроды/мраз*/козлы/козел/сволоч*/гады/гадин*/ублюд*/скотин*/твари/придурк*/придурок
  бля/блят*/бляд*/нахер/нахрен/нахуй/пизд*/хуй*/хуе*/хуя/еба*/ебу*/заеб*/охуе*/говно/говн*/дерьм*/жоп*
  тупиц*/тупорыл*/дура/дурак*/дураки
  вы/ты _2 туп*/охренел*/офигел*/обнаглел*/охамел*/совсем+уже/больн*/слеп*/глух*
  вы/ты совсем/там/что/вообще? охренел*/офигел*/обнаглел*
  тупой/тупая/тупые бот/робот/поддержк*/вы/ты
  бот/робот ты? туп*/идиот*/бесполезн*
  <awful> _1 <house>
  <house> _1 <awful>
  мошенники/жулики/обманщики/аферисты/кидалы/воры/бездельники/дармоеды/шарлатаны $/вы/одни/какие
  ^ мошенник*/жулик*/обманщик*/ворье/воры/лохотрон/кидалово/позор/позорище $/а/какое/какой
  вы/вас/тут/одни _1 мошенники/жулики/обманщики/аферисты/воры
  обман*/обманул*/кинули/кидаете/развел*/разводите $/меня/клиентов/людей/нас
  развод на деньги
  шарашк*/шарага/лохотрон/кидалово/позорище/убожество/помойка
  руки _2 оторвать/из+одного+места/не+оттуда

  # fed up
  сколько можно $/уже/ждать/терпеть/это/вам/вас/повторять/писать/издеваться/мучить/так
  до каких пор/сколько это
  сколько еще терпеть
  доколе/достало/достали+вы/задолбал*/заколебал*/замучил*/затрахал*/осточертел*/опостылел*
  достали $/уже/своими/ваши/со
  меня/нас/все/вы/это/бот/уже _2 достал*/надоел*/бесит/бесите/взбесил*/выбешива*
  ^ <very>? надоел*/бесит/бесите/достали $/уже/ждать/это/все/вы/мне/ваши/ваш
  издева*/глумит*/смеетесь+что
  безобрази*/беспредел/возмутительн*/возмущен*/хамств*/хамит*/наглост*/кошмар/ужас/позор $/какой/какой+то/а/просто/вообще/что/с/у/над
  это <very>? ужас/кошмар/позор/безобразие/невыносимо/издевательство/цирк/бред/дно
  какой ужас/кошмар/позор/цирк/бред
  какого черта/хрена/лешего/фига/дьявола/хера
  на кой/какой черт/хрен
  что за хрен*/фигн*/бред/хер*/чушь/цирк/дич*/бардак
  за что _3 плачу/плачу+деньги/платим $/деньги/вам/вообще
  за что я/мы плачу/платим/вам/вообще
  вы _1 там _1 спите/уснули/живы/вымерли/умерли
  вы/вообще/хоть _1 собираетесь/работаете/читаете/слышите _1 работать/чинить/отвечать/вообще/меня/нас/или
  вы вообще работа*/чита*/слыш*/понима*/чем
  у вас вообще кто/есть/хоть
  вам _1 плевать/наплевать/пофиг/все+равно/начхать
  всем/вам/вы/им _1 плевать/пофиг/наплевать/начхать
  никому нет дела
  никому не нужн*
  никто не чешется
  ничего не делаете
  палец о палец
  <times>/какой+уже/сотый раз _2 пишу/повторяю/объясняю/прошу/обращаюсь/звоню/одно
  <times>/сотый раз одно
  ^ <very>? сколько/который же? раз/разов же? <we>? повторять/повторяю/говорить/писать/объяснять/просить/спрашивать <we>/уже/одно+и+то+же/можно? $
  десят*/сто/пять/двадцать/тысячу/сколько/много раз _1 говорил*/писал*/объяснял*/повторял*/просил*
  <very>? сто/десять/пять/тысячу раз _1 объяснял*/писал*/говорил*/повторял*/просил*
  ни ответа ни привета
  жду _3 и тишина
  никакой/ноль реакции/помощи
  полный игнор
  игнорируете
  толку _3 никак*/нет/ноль $
  никакого/ноль толку/проку
  от вас _2 толку/проку/пользы
  ненавижу <we>/этот/эту/хостинг
  испортили/угробили/загубили _2 все/бизнес/сайт
  из за вас

  # despair
  в бешенстве/ярости/отчаянии/шоке/истерике/панике
  руки _1 опускаются/опустились
  плачу/рыдаю/реву от/уже/сижу
  сил _3 нет/не+осталось
  нет _2 сил/слов/терпения $
  терпени* _2 кончил*/лопнул*/исходе/пределе/заканчива*
  больше _1 не могу/нет+сил/не+выдержу
  это/так невыносимо/жесть
  с ума сойти/схожу

  # leaving, complaining, money
  уйду/уйдем/ухожу/уходим/перееду/переезжаю/переезжаем/свалю/сваливаю/перейду/переходим/перехожу _1 к/от/в <we>/друг*/конкурент*/нормальн*
  сменю/сменим/поменяю/найду/найдем/ищу друг*? хостинг*/хостер*/провайдер*
  найду/найдем/ищу друг* хостинг*/хостер*/провайдер*
  больше никогда/не+буду/ни+копейки _4 <we>/покупать/платить/пользоваться/связываться/куплю
  никогда больше _4 <we>/покупать/платить/пользоваться/связываться/куплю
  ноги _3 не будет
  верните/верни/вернуть/возвращайте мне? мои? все? деньги немедленно/сейчас/за+все/или/буду
  требую _2 вернуть/возврат*
  подам/обращусь/пойду/подаем/подаю/встретимся/увидимся _3 суд/прокуратур*/роспотребнадзор/роскомнадзор/полици*/суде
  буду/будем/стану жаловаться/судиться
  напишу/напишем/оставлю _2 жалоб*/отзыв*/претензи*
  расторга*/расторгну договор

  # English: insults
  fuck*/wtf/bullshit/shitty/asshole*/bastard*/moron*/idiot*/imbecile*/crooks/scumbag*/pissed
  piece of shit/crap/junk/garbage
  this/that/you/it/is/are/absolute/total/complete/utter/such/your _1 shit/crap/garbage/rubbish/trash/bullshit/scam/scammers/disgrace
  ^ shit/crap/garbage/scam/scammers/useless/ridiculous/unacceptable/disgusting/outrageous/pathetic/incompetent/unbelievable
  <awful-en> <house-en>
  <house-en> is/are <very>? <awful-en>/a+joke/garbage/trash/crap
  you/youre/this/that/your/its/it _2 <very>? useless/pathetic/ridiculous/unacceptable/outrageous/disgusting/disgraceful/appalling/shameful/insane/incompetent/unbelievable
  absolutely/totally/completely/utterly/simply ridiculous/unacceptable/outrageous/disgraceful/disgusting/appalling/useless/unbelievable
  what a/an <awful-en>/joke/disgrace/mess/nightmare/shame
  this is a <very>? joke/disgrace/nightmare/circus/farce/robbery $
  a joke of a
  shame on
  your _2 sucks/suck
  you/this suck/sucks

  # fed up
  are you kidding/joking/serious/for+real
  you must be/have+got+to+be kidding/joking
  what/how/who/why the hell/heck/fuck
  sick/tired and? tired? of this/your/you/waiting/it/these/all
  sick and tired
  fed up
  had enough
  enough is enough
  driving/drives/makes/making me crazy/mad/nuts/insane/furious/angry
  what/why am/are i/we even? paying $/you
  what/why am/are i/we even? paying for this? $
  why am/are i/we even paying
  what/why do i/we _1 pay you
  anyone/anybody/someone/somebody _2 even work*
  nobody/noone/you/they _1 care/cares/dont+care about/at+all/$
  nobody cares
  you _1 dont care
  second/third/fourth/fifth/sixth/tenth/hundredth/nth time i/im/ive/we
  how many times do/must/should/have i/we
  how many more? times will/do/must
  how long do/must/am/are/will _2 have/wait _2 for/until you/an+answer/a+reply/someone
  still no answer/reply/response after/for/in
  no one/nobody answers/responds/replies/helps/cares
  frustrated/frustrating/infuriating/infuriated/furious/outraged/livid/enraged/appalled/angry/disgusted
  i <very>? hate/despise you/your/this+company/this+hosting/this+bot/this+service/this+stupid
  hate your
  ruined/destroyed my/our business/site/work/life
  losing my mind/patience

  # despair
  desperate/in+despair/hopeless/at+my+wits
  could/going+to/gonna/want+to/about+to cry/scream
  im crying

  # leaving, complaining, money
  demand me? my/our/a/full? money back
  want/give/need me? my/our/a/full? money back now/immediately/or
  give me my money
  sue you/see+you+in+court/legal+action/my+lawyer/take+you+to+court/report+you/better+business+bureau/consumer+protection
  switching/moving/switch/move/leaving/going to/for another/a+different/some+other/your? host/hosting/provider/company/competitor*/competition
  leaving/quitting/ditching/done+with you
  find/found/looking+for another/a+different host/provider/company/hosting
  take my business elsewhere
  leave/write/post _2 bad/negative/one+star/1+star review/reviews
  never _4 your/you again/company/service/hosting
  cancel*/close everything
`;

/** Calm words that look like the above: left out before anger is looked for. */
export const CALM = `
  stupid/dumb/silly/глупый/тупой/дурацкий question/вопрос
  joke of the day
  garbage/trash collect*/characters/collector/text/folder/bin
  scam/phishing letter*/email*/mail/message*/site/link
  joke/review/complaint of/form/page
  hate to
  письм*/сайт*/ссылк*/звон* _1 мошенник*
`;

export const URGENT = `
  # asked for by name
  срочн*/немедленно/незамедлительно/безотлагательно/экстренн*/ургент*/асап/спешно
  как можно скорее/быстрее/раньше
  скорее/быстрее/побыстрее/поскорее/пошустрее пожалуйста/бы/плиз/почините/сделайте/ответьте/помогите/включите/верните
  ^ <now>? скорее/быстрее/побыстрее/поскорее
  почините/сделайте/ответьте/помогите/включите/верните/решите/восстановите/исправьте _2 скорее/быстрее/побыстрее/поскорее/сейчас
  нужно/надо/нужен/нужна/требуется/необходимо _2 прямо+сейчас/сейчас+же/сию+минуту/сегодня+же/сейчас
  сейчас же/сию минуту/прямо сейчас+же
  сделайте/включите/почините/исправьте/верните/помогите _2 прямо+сейчас
  ^ горит/горим
  у нас/меня _2 горит/горим
  горит _1 реклам*/проект*/запуск*/сделк*/заказ*/продаж*/срок*/дедлайн*
  горят _1 сроки/заказы/проекты/сделки
  дедлайн*/сроки через/сегодня/горит/горят/поджима*/подход*
  сроки/время поджима*
  через час/полчаса/пару+часов/_+часа/_+минут/_+часов <event>
  <event> через/уже+через час/полчаса/пару+часов/_+часа/_+минут/_+часов

  # what it costs
  теря*/потеряем/упускаем/упускаю _2 деньги/клиентов/клиента/заказы/заказ/заказов/продажи/прибыль/выручку/покупателей
  нес*/терпим/терплю _1 убытк*
  убытки/упущенная+выгода
  кажд* минут*/час/секунд* _3 стоит/деньги/дорог*/на+счету/простоя/важна
  продажи/работа/все+продажи/производство/склад/касса/кассы/офис/магазин/бизнес стоят/стоит/встал/встала/встали $/и/уже/с
  офис/магазин/бизнес/работа/производство/контора/завод _1 стоит/встал/встала/парализован*/остановил* $/уже/и/с
  весь/вся/все офис/работа/производство/отдел/компания/магазин _2 стоит/стоят/встал*/парализован*/не+может
  офис/отдел/компания/сотрудники/никто не может/могут/можем работать
  простой _1 уже/_+час*/идет/второй
  простаива*

  # how bad it is
  авария/аварийн*+ситуация/чп/катастрофа/форс+мажор $/не/на/у/все/ничего/полная
  ^ авария/чп/катастрофа
  критично/критическая+ситуация/ситуация+критическая/крайне+важно
  не терпит/требует отлагательств*/немедленн*
  жизни и смерти
  нет времени $/ждать/совсем
  времени нет $/ждать/совсем
  не можем/могу/может/могут _1 ждать
  ждать _1 не/некогда _1 можем/могу/некогда/$
  наивысший/высший/высокий приоритет $/пожалуйста

  # English
  urgent/urgently/urgency/asap/emergency/pronto/immediate+help/immediate+assistance/immediate+attention
  as soon as possible
  the sooner the better
  hurry $/up/please
  be quick/fast
  quick/quickly/fast/faster please/pls
  ^ quick/quickly/faster $
  immediately $/please/restore/fix/help/need
  need/needs/needed/fix/help/restore/answer/want/respond/solve _4 immediately/right+now/right+away/now/at+once/this+minute/today
  right now/away please
  ^ right now/away
  time sensitive/critical
  losing/lose/lost _2 money/sales/customers/clients/orders/revenue/business
  costs/costing us/me _1 money/thousands/customers
  every minute/hour/second _1 costs/counts/matters/we/of
  standstill/business+is+down/shop+is+closed
  the/our/whole/entire/all office/company/team/business is/are? down/stuck/idle/paralysed/paralyzed/offline
  nobody/no+one/none _4 can work
  cannot/cant/can+not work $/at/the/because/until
  production/everything/all is/are down
  ^ critical $/please/help/issue/situation/problem/outage
  critical/crucial for us/me/our
  this/it/is/its/situation very/really/extremely? critical $
  critical please/situation/outage
  running out of time
  time is running out
  no time $/left/to
  deadline/presentation/meeting/launch/demo/event/webinar/release/exam in/is/today/tonight/tomorrow _2 hour/hours/minutes/today/tonight/soon/now/an
  in an/one/two/_/half hour/hours/minutes and
  launch/presentation/deadline/demo/release is? today/tonight/in
  cant/cannot/can+not/wont/not wait
  top/high/highest priority $/please/pls/ticket/issue/for
  mission critical
`;

export const URGENT_SETS: WordSets = {
  now: 'ну давайте давай пожалуйста можно надо нужно',
  event: `презентац* запуск* встреч* совещани* вебинар* акци* распродаж* сдач* сдаем дедлайн* конференц* мероприяти* экзамен*
    эфир* релиз* демо открытие`,
};

/** Words of haste that tell of none: left out before haste is looked for. */
export const UNHURRIED = `
  не очень/так/особо/настолько? срочн*
  несрочн*
  срочн* новост*
  без спешки
  не к спеху
  не горит
  не очень/так? критично
  критическ* ошибк*/обновлени*/уязвимост*
  not that/very/so/really? urgent/critical
  no rush/hurry/urgency
  not in a? hurry
  critical error*/update*/css/vulnerabilit*/issue+on+this/section/path
  emergency contact/recovery/mode/number/email
  it can wait
  mx/record priority
  mail/dns/thread/process priority
`;

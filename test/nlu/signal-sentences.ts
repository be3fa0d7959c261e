/**
 * Sentences for each signal, one a line. Every other line is for tuning; the rest is only measured on, and rules are
 * never changed for a single one of them.
 */
interface Sentences {
  yes: string;
  no: string;
}

export const SENTENCES: Readonly<Record<'human' | 'anger' | 'urgent', Sentences>> = {
  human: {
    yes: `
      позовите живого
      позовите кого-нибудь живого пожалуйста
      переключите на специалиста
      переведите меня на оператора
      с роботом говорить не хочу
      я не буду разговаривать с ботом
      мне нужен человек, а не автоответчик
      дайте поговорить с нормальным человеком
      можно с кем-нибудь поговорить?
      хочу пообщаться с сотрудником поддержки
      свяжите с менеджером
      Прошу соединить меня со специалистом технической поддержки.
      прошу подключить к диалогу сотрудника
      будьте добры, пригласите оператора
      оператора!
      живой оператор есть?
      тут есть кто живой
      есть тут люди вообще
      кто-нибудь из людей может ответить?
      хватит ботов, дайте человека
      бот тупой, зовите админа
      достал уже бот, где оператор
      как связаться с оператором
      как мне дозвониться до живого человека
      могу я поговорить с вашим руководителем
      позови начальника
      требую старшего
      пусть мне ответит человек
      пусть перезвонит специалист
      перезвоните мне
      наберите меня пожалуйста, номер в профиле
      можно мне позвонить вам?
      передайте мой вопрос инженеру
      передайте обращение человеку
      эскалируйте на вторую линию
      мне бы с техподдержкой поговорить
      кожаного позови
      хочу человека
      отключите бота, хочу с людьми общаться
      это бот? мне нужен реальный сотрудник
      давайте без робота, соедините с кем-то
      здравствуйте, соедините с отделом продаж
      переведи на техподдержку
      не хочу объяснять это машине
      operator
      pozovite operatora
      I want to talk to a human
      please transfer me to an agent
      is there anyone real
      is anybody there, like an actual human
      can a human answer this please
      let me speak to your manager
      could you put me through to technical support
      I'd like to speak with a representative
      get me a real person now
      no more bots, I need a person
      stop with the robot, human please
      I don't want to chat with a machine
      I refuse to talk to a bot
      are there any humans here
      connect me with someone who can help
      can somebody from support call me back
      please call me
      give me a phone number I can call
      can I get an engineer to look at this
      escalate this to tier 2
      hand me over to your colleagues
      how do I reach a live agent
      need human help
      real human please
      talk to support
      customer service representative
      someone real please
      is this a bot? I want a person
      may I talk with one of your staff
      i would rather deal with a human being
      человека дай
      переключи на спеца
      АЛЛО ЛЮДИ ЕСТЬ КТО
      оператора давайте
      дайте спеца
      люди, ау
    `,
    no: `
      оператор связи не принимает СМС
      человек купил домен и не может его найти
      смс от оператора не приходит
      у нас новый сотрудник, нужна почта
      сотруднику нужен доступ к панели
      наш менеджер не может зайти в почту
      на сайте сидит человек 200 и он тормозит
      клиенты не могут дозвониться, телефония лежит
      оператор колл-центра не видит заявки
      добавить администратора в панель
      как добавить нового сотрудника
      удалите доступ бывшего сотрудника
      разработчик сказал, что нужен PHP 8
      специалист по рекламе просит доступ к сайту
      живой чат на сайте не работает
      виджет онлайн-консультанта пропал с сайта
      плагин для чата с оператором перестал грузиться
      как связаться с регистратором домена
      телеграм-бот на моем хостинге не отвечает
      бот гугла не индексирует сайт
      боты ддосят сайт
      роботы кладут сервер
      файл robots.txt не открывается
      менеджер паролей не подставляет пароль
      файловый менеджер не открывается
      диспетчер задач показывает 100 процентов
      письмо менеджеру ушло в спам
      человек не получил мое письмо
      людям не приходят письма с формы
      мой начальник не может войти в vpn
      директор требует отчет, а сайт лежит
      админ уволился, а пароль никто не знает
      права администратора в вордпресс пропали
      поддержка php 8.3 есть?
      есть ли поддержка http2
      нужна поддержка ipv6
      включите поддержку gzip
      когда включат поддержку tls 1.3
      форма обратного звонка не работает
      не приходит звонок с кодом
      api вызов человека возвращает ошибку
      говорит, что сертификат истек
      говорят, у вас можно купить домен
      what does the operator say
      the mobile operator blocks our messages
      someone hacked my website
      somebody changed my dns records
      the file manager does not open
      my manager cannot log in to her mailbox
      we hired a new person and need a mailbox
      a customer says he cannot pay
      the support page of my site is down
      does your hosting support php 8
      is there support for ipv6
      how do I add an administrator
      the transfer agent keeps rejecting my mail
      the user agent string is wrong
      mail transfer agent postfix does not start
      real time statistics are not shown
      live chat widget on my site disappeared
      human verification captcha loops forever
      the robot txt file is missing
      bots are crawling my site
      googlebot gets a 403
      a person from our company left, remove the access
      please call the api and see the error
      the call to undefined function breaks the page
      call stack overflow in the plugin
      our engineer installed nginx and it fails
      personal account does not open
      the logical operator in my htaccess is wrong
      representative sample of the logs attached
      agent of zabbix is not responding
      no one can open the site
      nobody receives our letters
      человек не может войти
      переключите на специальный тариф
      люди есть на сайте, но заказов нет
      оператор нужен для подключения телефонии
    `,
  },
  anger: {
    yes: `
      вы издеваетесь?
      да вы издеваетесь что ли
      сколько можно уже
      сколько это будет продолжаться
      это просто безобразие
      безобразный сервис
      отвратительная поддержка
      худший хостинг в моей жизни
      вы меня достали
      меня это все достало
      задолбали ваши сбои
      как же вы надоели
      идиоты
      вы там совсем охренели
      вы там спите что ли
      за что я вам плачу деньги
      за что я плачу
      верните деньги немедленно
      требую вернуть деньги
      буду жаловаться
      я подам на вас в суд
      напишу на вас жалобу в роскомнадзор
      ухожу от вас
      переезжаю к другому хостеру
      больше никогда не буду у вас покупать
      ноги моей у вас больше не будет
      какого черта сайт опять лежит
      какого хрена
      что за хрень
      что за бред вы пишете
      ну и дерьмо
      руки бы вам оторвать
      у вас вообще кто-нибудь работает
      вы вообще работать собираетесь
      вам вообще плевать на клиентов
      всем плевать
      никому нет дела до клиентов
      третий день ничего не делаете
      неделю жду ответа и тишина!!!
      пятый раз пишу одно и то же
      я уже десять раз объяснял
      бот ты тупой
      тупой бот
      от вас никакого толку
      бесполезная поддержка
      я в бешенстве
      я просто в ярости
      у меня руки опускаются
      я в отчаянии, помогите
      я уже плачу от бессилия
      сил моих больше нет
      терпение лопнуло
      позорище а не хостинг
      развод на деньги
      обманщики
      вы мошенники
      ПОЧЕМУ НИЧЕГО НЕ РАБОТАЕТ!!!
      КОГДА ВЫ УЖЕ ПОЧИНИТЕ?!?!
      вы все испортили, я из-за вас потерял все данные и клиентов
      ненавижу вас
      are you kidding me
      you must be joking
      this is a joke
      this is unacceptable
      what a terrible service
      worst hosting ever
      your support is useless
      you guys are useless
      I am sick of this
      sick and tired of your outages
      I'm fed up
      I've had enough
      this is driving me crazy
      what the hell is going on
      what the fuck
      wtf is wrong with you
      stupid bot
      you idiots
      I want my money back now
      I demand my money back
      I will sue you
      I'm going to leave a bad review
      I am switching to another host
      cancel my account, I'm done with you
      what am I paying you for
      why am I even paying for this
      does anyone even work there
      nobody cares about customers
      you don't care at all
      this is the fifth time I am writing
      how many times do I have to explain
      how long do I have to wait for an answer
      still no answer after a week!!! unbelievable
      absolutely disgraceful
      I'm so frustrated
      I am desperate, please help
      I'm at my wits' end
      I could cry
      I hate your service
      WHY IS NOTHING WORKING!!!
      total garbage
      shame on you
      you ruined my business
      incompetent people
      сколько раз повторять!
      сколько раз вам говорить
    `,
    no: `
      сайт не открывается
      срочно нужна помощь, сайт лежит
      уже третий день не приходят письма
      сколько стоит домен
      сколько можно создать ящиков
      сколько времени занимает перенос
      как вернуть деньги за неиспользованный период
      хочу сделать возврат средств на карту
      деньги списались дважды, как оформить возврат
      плачу картой, оплата не проходит
      за что списали 300 рублей
      за что отвечает запись SPF
      как перейти на другой тариф
      хочу перенести сайт на другой хостинг
      уходим в отпуск, можно заморозить услугу
      как удалить аккаунт
      клиенты жалуются, что письма в спаме
      пользователи жалуются на медленную загрузку
      пришла жалоба на мой сайт от роскомнадзора
      письмо от мошенников пришло на почту
      как распознать мошенников
      мошенники прислали ссылку, я нажал
      фишинговый сайт выдает себя за нас
      тупит сайт
      сайт тупит после обновления
      подскажите, когда почините?
      опять не работает
      все еще не работает
      ничего не помогло
      помогите пожалуйста!!!
      пожалуйста, помогите, очень нужно
      спасибо большое!!!
      ура, заработало!!!
      СПАСИБО!
      ОШИБКА 502
      пишет FATAL ERROR
      MX SPF DKIM
      нужен SSL СЕРТИФИКАТ ДЛЯ САЙТА
      надоело вводить пароль каждый раз, как его запомнить
      не хочу вас беспокоить, но почта не работает
      извините за беспокойство
      достали новый ноутбук, нужно настроить vpn
      ужасно медленно грузится сайт
      жутко тормозит админка
      блин, забыл пароль
      черт, опять опечатался
      я все испортил, удалил папку wp-content
      потерял пароль
      ненавистная ошибка 500 вернулась
      дурацкий вопрос, но где посмотреть логин
      глупый вопрос: что такое dns
      плохо грузится страница
      сервер убивает процессы
      процесс убит oom killer
      корзина на сайте не работает
      прокуратура просит предоставить логи
      у нас суд завтра, нужна почта за март
      отзывы на сайте не публикуются
      договор расторгнут, нужен акт
      вы работаете в выходные?
      верните деньги
      верните мне деньги и закройте услугу
      my site is down
      how do I get a refund
      I want my money back
      give me my money back please
      refund for the unused period please
      how long does it take to move a site
      how many times can I change the plan
      I want to move my site to another plan
      how can I transfer the domain to another registrar
      customers complain that mail lands in spam
      I got an abuse complaint about my site
      scam letters come to our mailbox
      I clicked a link in a scam email
      sorry, stupid question: where is the login page
      dumb question, what is dns
      kill the process please
      the process was killed
      fatal error in functions.php
      bad gateway
      bad request
      it is still not working
      nothing helped
      please help!!!
      thank you so much!!!
      GREAT, IT WORKS!
      ERROR 502
      what am I paying for in this invoice
      the dumb terminal does not start
      garbage collection takes too long
      garbage characters instead of letters
      the page has shit loads of javascript files named useless.js
      the cache is useless without redis, how do I turn it on
      the lawyer's site is down
      our court records site does not open
      terribly slow site
      awfully slow loading
      crashes like crazy since the update
      hello
      cancel my order please
      close my account
      leave a review form does not work
      joke of the day plugin fails
      i hate to bother you but mail is down
      сколько раз можно повторять запрос
      сколько раз повторять отправку письма
    `,
  },
  urgent: {
    yes: `
      срочно
      срочно помогите
      очень срочно нужно восстановить сайт
      это срочный вопрос
      срочняк
      помогите срочно, сайт упал
      сайт лежит, горит реклама
      у нас все горит
      горят сроки
      дедлайн через час
      нужно прямо сейчас
      надо сейчас же
      сделайте как можно быстрее
      как можно скорее верните доступ
      побыстрее пожалуйста
      поскорее бы
      быстрее, пожалуйста, почините
      немедленно включите сайт
      незамедлительно восстановите работу
      теряем деньги каждую минуту
      теряем клиентов
      теряю заказы
      несем убытки
      каждая минута простоя стоит денег
      магазин стоит, продажи встали
      вся работа встала
      бизнес стоит
      офис не может работать
      весь офис стоит
      простой уже два часа
      авария, не работает ничего
      аварийная ситуация
      критично, нужна помощь
      ситуация критическая
      это очень важно и не терпит отлагательств
      вопрос жизни и смерти
      нет времени ждать
      ждать не можем
      не можем ждать до завтра
      через час презентация, а сайт не открывается
      сегодня запуск рекламы, сайт нужен сейчас
      asap
      асап плиз
      ургент
      HELP!!! сайт лежит!!!
      СРОЧНО!!!
      urgent
      this is urgent
      urgently need access
      need it asap
      as soon as possible please
      please hurry
      hurry up please
      quickly please, the shop is down
      immediately restore my site
      need this right now
      fix it now
      emergency
      it's an emergency, everything is down
      we are losing money
      losing customers every minute
      every minute costs us money
      our business is at a standstill
      the whole office is down
      nobody in the office can work
      production is down
      critical, please help
      this is critical for us
      time is running out
      we have a deadline in an hour
      presentation in an hour and the site is dead
      it can't wait
      we cannot wait until tomorrow
      top priority please
      high priority
      no time to wait
      the sooner the better
      launch is today, please be quick
      right away please
      my shop is down!!!
      ASAP!!!
    `,
    no: `
      не срочно
      не горит, можно завтра
      вопрос несрочный
      когда будет время, посмотрите
      это не к спеху
      не к спеху, но хотелось бы понять
      без спешки
      просто интересно
      критическая ошибка на сайте вордпресс
      на сайте возникла критическая ошибка
      критическое обновление не ставится
      лампочка на роутере горит красным
      на роутере не горит индикатор wifi
      файрвол горит зеленым
      сайт не открывается
      почему сайт медленно грузится
      как ускорить сайт
      хочу быстрее загружать страницы
      как сделать сайт быстрее
      нужен хостинг побыстрее, какой тариф взять
      быстрый ответ сервера
      сейчас работает
      сейчас проверю
      прямо сейчас все открывается нормально
      теряются письма
      теряем пакеты до сервера
      теряется соединение
      потерял пароль
      простой вопрос
      простой сайт на html
      самый простой тариф
      магазин стоит на вордпресс
      сайт стоит на битриксе
      сколько стоит магазин на битриксе
      цена за минуту разговора
      важное письмо попало в спам
      очень важные письма в папке спам
      подожду, не проблема
      можем подождать до завтра
      время на сервере неправильное
      время жизни сертификата истекло
      срок действия сертификата истек
      срок оплаты прошел
      дедлайн был вчера, уже не важно
      аварийное восстановление из копии
      журнал аварий пуст
      как связаться с аварийной службой
      приоритет mx записи какой ставить
      презентация не открывается в почте
      плагин срочных новостей не обновляется
      спасибо!!!
      привет!!!
      ура!!!
      not urgent
      no rush
      no hurry
      take your time
      whenever you have time
      it can wait
      there has been a critical error on this website
      critical error wordpress
      critical update fails
      emergency contact email does not change
      emergency recovery mode link in wordpress
      how to make my site load quickly
      I need a faster plan
      speed up wordpress
      it works right now
      I will check right now
      right now the site loads fine
      losing packets to the server
      lost my password
      losing connection every five minutes
      mx priority value
      what priority should the mx record have
      production and staging copies of the site
      how do I set up a production server
      a quick question
      quick start guide please
      now it works
      the deadline form on my site does not open
      price per minute
      immediately after login it logs me out
      the page redirects immediately
      thanks!!!
      hello!!!
      the launch page template is missing
    `,
  },
};

/** The sentences of one kind, in halves: to tune by, and held apart. */
export function halves(lines: string): { tuned: string[]; held: string[] } {
  const all = lines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return { tuned: all.filter((_, at) => at % 2 === 0), held: all.filter((_, at) => at % 2 === 1) };
}

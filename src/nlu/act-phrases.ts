import type { Act } from '../model/act.js';

/**
 * Whole replies as people write them, folded: lower case, ё as е, no punctuation. A bar stands between two; lines
 * mean nothing.
 */
export const ACT_PHRASES: Readonly<Record<Exclude<Act, 'correction'>, string>> = {
  yes: `
    да | да да | ага | агась | угу | угум | дыа | дап | канешн | конечно | конечно да | разумеется |
    естественно | верно | все верно | правильно | все правильно | именно | именно так | так точно |
    точно | так и есть | ок | окей | окей да | ладно | хорошо | хорошо да | давай | давайте | можно |
    согласен | согласна | подтверждаю | есть | да есть | да это | да оно | оно | да именно | да верно |
    да так | да спасибо | да пожалуйста | да хочу | хочу | было бы неплохо | сделал | сделала |
    сделали | да сделал | готово | йес | плюс | так | ну да | д | y | yes | yes yes | yep | yeah | yea |
    yup | ya | yess | sure | of course | correct | right | thats right | that is right | thats it |
    that is it | exactly | indeed | absolutely | definitely | affirmative | ok | okay | okey | k | kk |
    alright | all right | go ahead | lets do it | do it | please do | sure thing | yes please |
    yes it is | yes i do | yes i did | i do | i did | it is | done | true | that one | da | aga | ugu |
    sounds good | fine | yes thats it | yes exactly | of course yes | yes sure | confirm
  `,
  no: `
    нет | нет нет | не | неа | нее | ноу | нету | нет нету | никак нет | ни в коем случае | совсем нет |
    вовсе нет | отнюдь | нет спасибо | не надо | не нужно | нет не надо | нет не нужно | не хочу |
    нет не хочу | отказываюсь | пока нет | еще нет | нет еще | нет пока | не сейчас | н | n | no |
    no no | nope | nah | nay | not | not really | no thanks | no thank you | not yet | not now |
    no way | negative | dont | no i dont | i dont | no i didnt | i didnt | it isnt | no it isnt |
    it doesnt | no it doesnt | it didnt | net | ne | нит | ни | not at all | never | no not yet |
    увы | не особо | не очень | не сильно | вряд ли | нифига | ни фига | ни разу |
    unfortunately not | unfortunately no | sadly not | afraid not | im afraid not | not much | not so far |
    hardly | nada | ни капли
  `,
  unknown: `
    не знаю | я не знаю | незнаю | не знаю даже | хз | хз даже | без понятия | понятия не имею |
    не в курсе | не уверен | не уверена | не помню | не понимаю | не могу сказать | затрудняюсь |
    затрудняюсь ответить | сложно сказать | трудно сказать | кто его знает | кто знает | фиг знает |
    фиг его знает | черт знает | а хз | не ясно | непонятно | не разбираюсь | я не разбираюсь |
    не понял что это | откуда мне знать | где посмотреть | где это посмотреть | не знаю где посмотреть |
    не знаю как проверить | dont know | i dont know | i do not know | do not know | dunno | i dunno |
    idk | no idea | i have no idea | have no idea | no clue | not sure | im not sure | i am not sure |
    unsure | cant say | cant tell | hard to say | cant remember | dont remember | i dont remember |
    i have no clue | who knows | beats me | how should i know | how do i know | where do i look |
    where do i find it | where do i see that | ne znau | ne znayu | havent a clue | idk man |
    not certain
  `,
  cancel: `
    отмена | отменить | отмени | отмените | отменяй | отмените все | стоп | стой | стоять | хватит |
    прекрати | прекратите | прекращай | прервать | прервись | закончить | закончим | закончи |
    завершить | заверши | завершите | выход | выйти | довольно | забудь | забудьте | забей | проехали |
    неважно | не важно | уже не важно | уже неважно | передумал | передумала | я передумал |
    больше не надо | больше не нужно | уже не надо | уже не нужно | не актуально | неактуально |
    уже не актуально | вопрос снят | отбой | отставить | cancel | cancel it | cancel that |
    cancel this | stop | stop it | stop this | quit | exit | abort | end | end this | finish |
    never mind | nevermind | nvm | forget it | forget about it | forget that | drop it | leave it |
    no longer needed | not needed anymore | dont need it anymore | i changed my mind | changed my mind |
    enough | otmena | отмна | отмина | halt | break | скасувати | leave me alone |
    ладно не надо | ладно не нужно | тогда не надо | тогда не нужно | забейте | забей на это | забейте на это | отменяю | не стоит | закройте | закрой | закрывай |
    закрывайте | не надо уже | не нужно уже | не надо больше | не нужно больше | снимаю вопрос |
    не беспокойтесь | close | close it | close this | you can close it | no need | no need anymore |
    not needed | its not needed | not important | its not important | it doesnt matter | doesnt matter |
    dont bother | scrap that | scrap it
  `,
  back: `
    назад | вернуться | вернись | вернитесь | вернуться назад | шаг назад | на шаг назад |
    вернись назад | предыдущий | предыдущий шаг | предыдущий вопрос | к предыдущему |
    к предыдущему вопросу | обратно | верни назад | вернуть назад | отмотай | отмотай назад |
    вернемся назад | вернуться к предыдущему вопросу | back | go back | step back | previous |
    previous step | previous question | return | one step back | take me back | undo | nazad |
    lets go back | can we go back | back one step | go to previous step | go back one step |
    шаг назад пожалуйста | назад давай | предыдущее | прошлый вопрос | прошлый шаг | верните назад |
    верните предыдущий вопрос | back please
  `,
  repeat: `
    повтори | повторите | повтори вопрос | повторите вопрос | повтори пожалуйста | повторить | еще раз |
    ещераз | еще разок | заново | сначала | что | чего | чо | че | шо | а | что что | в смысле |
    не понял | не поняла | не понял вопрос | не понял вопроса | я не понял | я не поняла | непонял |
    что вы спросили | какой вопрос | какой был вопрос | что надо | что нужно | что делать |
    что мне делать | что я должен сделать | что это значит | что это | объясни | объясните | поясни |
    поясните | не понимаю вопрос | не понимаю вопроса | что от меня нужно | переспроси |
    спроси еще раз | скажи еще раз | repeat | repeat that | repeat it | repeat please |
    repeat the question | say again | say that again | say it again | once more | one more time |
    again | come again | what | what what | wat | huh | eh | pardon | pardon me | excuse me | sorry |
    what was that | what was the question | what did you say | what did you ask | what do you mean |
    what does that mean | what do i do | what should i do | i dont understand |
    i dont understand the question | dont understand | didnt understand | i didnt understand |
    didnt get that | i didnt get that | didnt catch that | povtori | whats that | can you repeat |
    can you repeat that | could you repeat that | can you say that again | could you repeat |
    can you repeat the question |
    вы о чем | о чем вы | о чем речь | не понимаю вас | поясните вопрос | что за вопрос | что конкретно |
    rephrase | explain | please explain | clarify | i dont get it | dont get it | i dont follow | im lost |
    im confused | what exactly | meaning
  `,
  'not-that': `
    не то | не это | нет не то | нет не это | это не то | это не оно | не оно | не так | нет это не то |
    нет не так | все не то | совсем не то | вообще не то | не про это | не про то | я не про это |
    я не про то | я не об этом | не об этом | я о другом | о другом | другое | у меня другое |
    другая проблема | у меня другая проблема | другой вопрос | у меня другой вопрос | не мой случай |
    это не мой случай | не моя проблема | не подходит | ничего не подходит | ничего из этого |
    ничего из перечисленного | ни одно | ни то ни другое | ни один вариант | ни один из вариантов |
    вы не поняли | ты не понял | вы не так поняли | ты не так понял | вы меня не поняли |
    ты меня не понял | не угадал | не угадали | мимо | неправильно | неверно | не верно | нет другое |
    нет у меня другое | что то другое | нет что то другое | нет я не про это | не туда |
    нет не про это | нет я о другом | не та проблема | не тот вопрос | not that | not this |
    no not that | no not this | thats not it | that is not it | no thats not it | this is not it |
    its not that | its not it | not it | no not it | wrong | wrong one | wrong problem | wrong answer |
    something else | no something else | its something else | another problem | other | another issue |
    a different problem | different problem | different issue | none | none of these | none of those |
    none of them | none of the above | neither | not what i meant | thats not what i meant |
    thats not what i asked | not what i asked | thats not my problem | not my problem |
    thats not my issue | thats not right | not correct | incorrect | that is wrong | thats wrong |
    you misunderstood | you misunderstood me | you got it wrong | you dont understand | not related |
    doesnt apply | not applicable | its a different problem | ne to | i meant something else |
    это не моя проблема | я не про это спрашивал | не в тему | не по теме | это о другом | это про другое |
    вопрос в другом | проблема в другом | дело не в этом | проблема не в этом | not my issue |
    not the issue | not my question | not about that | its not about that | not about this | wrong topic |
    off topic | thats different
  `,
  'works-now': `
    заработало | все заработало | заработал | заработала | заработали | ура заработало | работает |
    все работает | теперь работает | теперь все работает | уже работает | сейчас работает |
    да заработало | да работает | да все работает | помогло | да помогло | это помогло | все помогло |
    мне помогло | решено | все решено | проблема решена | вопрос решен | вопрос решился |
    проблема решилась | решилось | все решилось | само решилось | разобрался | разобралась |
    разобрались | уже разобрался | сам разобрался | сама разобралась | починилось | починил | починили |
    само починилось | исправилось | исправил | исправили | получилось | все получилось | да получилось |
    открылось | открылся | сайт открылся | открывается | все открывается | теперь открывается |
    сайт открывается | сайт заработал | почта заработала | письма пошли | письмо пришло | пришло |
    все ок | все ок теперь | все окей | все хорошо | теперь все хорошо | все в порядке |
    теперь все в порядке | все норм | норм | теперь норм | все отлично | теперь все ок |
    уже все хорошо | уже все ок | восстановилось | отпустило | прошло | ожил | ожило | сайт ожил |
    больше не надо заработало | works | it works | works now | it works now | now it works |
    its working | its working now | working | working now | all works | everything works |
    everything works now | all working | all good | all good now | its all good | its fine now |
    fine now | all fine | all fine now | fixed | its fixed | fixed now | its fixed now | thats fixed |
    that fixed it | fixed it | i fixed it | got it fixed | got it working | got it to work |
    i got it working | solved | its solved | problem solved | issue solved | resolved | its resolved |
    issue resolved | problem resolved | that helped | it helped | helped | that worked | it worked |
    worked | yes it worked | yes it works | yes it helped | yes that helped | yes that worked |
    yes works | yes fixed | yes working | its ok now | ok now | its okay now | its back | its back up |
    back up | site is back | its up | its up now | up and running | its alive | sorted | all sorted |
    sorted it | figured it out | i figured it out | good now | its good now | we are good | were good |
    it opens now | opens now | rabotaet | vse rabotaet | zarabotalo | pomoglo | the site works now |
    site works now | site is up | works great | works like a charm | works fine now | loads now |
    it loads now |
    вопрос закрыт | все наладилось | наладилось | заработало само | само заработало | сам починил |
    проблема ушла | all is well | all is good | all good thanks | its all working | problem gone |
    its gone now
  `,
  'still-broken': `
    не работает | все равно не работает | все еще не работает | по прежнему не работает |
    так и не работает | опять не работает | снова не работает | до сих пор не работает |
    ничего не работает | не заработало | так и не заработало | все равно не заработало |
    нет не работает | нет не заработало | не помогло | нет не помогло | это не помогло |
    ничего не помогло | не помогает | ничего не помогает | все равно не помогло | все равно |
    без изменений | ничего не изменилось | не изменилось | нет изменений | все по прежнему |
    все так же | все тоже самое | все то же самое | то же самое | тоже самое | то же | та же ошибка |
    таже ошибка | та же проблема | та же фигня | таже фигня | та же история | те же яйца |
    ошибка осталась | осталось | проблема осталась | ошибка та же | не получилось | не получается |
    нет не получилось | не вышло | не выходит | не решилось | не решено | не решена |
    проблема не решена | проблема не решилась | никак | никак не работает | безрезультатно | без толку |
    бесполезно | 0 эмоций | ноль | все плохо | не открывается | все равно не открывается |
    нет не открывается | по прежнему не открывается | все еще не открывается | все равно не приходит |
    не приходит | не открылось | не открылся | по прежнему | все еще нет | по прежнему нет | все также |
    still broken | still | still not | still not working | still isnt working | its still not working |
    it still doesnt work | still doesnt work | still does not work | it still does not work |
    still nothing | still the same | still same | still down | its still down | still no |
    still no luck | still failing | still fails | still an error | still getting the error |
    still getting it | still there | doesnt work | it doesnt work | does not work | it does not work |
    doesnt help | it doesnt help | didnt help | it didnt help | that didnt help | did not help |
    it did not help | no it didnt help | didnt work | it didnt work | that didnt work | did not work |
    no it didnt work | no that didnt work | not working | its not working | isnt working |
    it isnt working | not fixed | its not fixed | not solved | not resolved | no change | no changes |
    nothing changed | nothing has changed | nothing changes | same | the same | same thing |
    same error | same issue | same problem | the same error | same result | the same thing | no luck |
    no joy | no effect | no difference | no improvement | nothing helps | nothing works |
    nothing happened | nothing happens | no success | unsuccessful | failed | it failed | not opening |
    still wont open | still wont load | it still wont load | wont work | no still not working |
    no still broken | no same | no same error | no it doesnt work | no still nothing | ne rabotaet |
    ne pomoglo | vse ravno ne rabotaet | to no avail | nope still broken | no good |
    не сработало | не прокатило | не пашет | не фурычит | ни в какую | без результата | без эффекта |
    нет эффекта | никакого эффекта | нет результата | безуспешно | тщетно | вообще никак |
    не могу открыть | still cant open it | still cant open | still cant access it |
    no result | no results | in vain | no use
  `,
  skip: `
    пропустить | давай пропустим | давайте пропустим | пропусти | пропустим | пропустите | пропуск |
    пропускаю | скип | скипни | скипнуть | дальше | далее | следующий | следующий вопрос |
    следующий шаг | к следующему | давай дальше | давайте дальше | идем дальше | поехали дальше |
    не буду отвечать | не хочу отвечать | без ответа | пропустить вопрос | пропусти вопрос |
    пропустить шаг | пропусти это | пропустим это | skip | skip it | skip this | skip that |
    skip this step | skip this question | skip the question | next | next one | next question |
    next step | pass | ill pass | move on | lets move on | moving on | continue | go on | propustit |
    can we skip | can we skip this | id rather not say | id rather not answer | prefer not to say
  `,
  partly: `
    частично | отчасти | не совсем | не полностью | не до конца | наполовину | помогло частично |
    частично помогло | отчасти помогло | помогло отчасти | немного помогло | помогло немного |
    чуть лучше | стало лучше | стало получше | уже лучше | стало чуть лучше | лучше но не совсем |
    и да и нет | да и нет | не во всем | помогло но не все | помогло но не до конца |
    помогло не полностью | местами | где то да где то нет | частично работает | работает частично |
    не везде | partly | partially | in part | it partly helped | partly helped | it helped partly |
    it helped a bit | helped a bit | helped a little | it helped a little | a bit | a little |
    somewhat | kind of | kinda | sort of | yes and no | not completely | not entirely | not fully |
    not quite | half | halfway | its better | it is better | better | a bit better | a little better |
    its a bit better | somewhat better | better but not fixed | partly works | works partly |
    it partly works | only partly | only partially | not everywhere |
    не все | не все работает | не все заработало | не все открывается | но не все
  `,
};

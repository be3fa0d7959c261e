/**
 * The commonest words of each language, folded as `foldWord` does: they tell languages apart and let the lexicon
 * know what a language looks like before any content is read.
 */
export const COMMON_WORDS: Readonly<Record<'ru' | 'en', ReadonlySet<string>>> = {
  ru: new Set(
    (
      'и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по только ее мне было вот от ' +
      'меня еще нет о из ему теперь когда даже ну вдруг ли если уже или ни быть был него до вас нибудь опять уж вам ' +
      'ведь там потом себя ничего ей может они тут где есть надо ней для мы тебя их чем была сам чтоб без будто ' +
      'чего раз тоже себе под будет ж тогда кто этот того потому этого какой совсем ним здесь этом один почти мой ' +
      'тем чтобы нее сейчас были куда зачем всех никогда можно при наконец два об другой хоть после над больше тот ' +
      'через эти нас про всего них какая много разве три эту моя впрочем хорошо свою этой перед иногда лучше чуть ' +
      'том нельзя такой им более всегда конечно всю между это почему сколько нужно хочу могу может работает ' +
      'открывается происходит случилось получается пишет приходит приходят сделать помогите подскажите пожалуйста здравствуйте привет добрый день ' +
      'вечер утро спасибо проблема вопрос сайт почта письма письмо сегодня вчера завтра очень просто снова перестал ' +
      'перестала перестало перестали нашем нашей наш наша ваш ваша мои мое нам вас человек время год дело рука ' +
      'жизнь слово место лицо друг глаз дом страна работа вода земля сторона погода какие который которая'
    ).split(' '),
  ),
  en: new Set(
    (
      'the of and to a in is it you that he was for on are with as i his they be at one have this from or had by hot ' +
      'but some what there we can out other were all your when up use word how said an each she which do their time ' +
      'if will way about many then them would write like so these her long make thing see him two has look more day ' +
      'could go come did my sound no most number who over know water than call first people may down side been now ' +
      'find any new work part take get place made live where after back little only round man year came show every ' +
      'good me give our under very just not does doesn dont don cant can won wont isn isnt im ive its please help ' +
      'hello hi hey thanks thank why because still again today yesterday tomorrow need want trying tried keep keeps ' +
      'getting got says shows open opens opening working works stopped something nothing anything should could into ' +
      'was wasn were weren am being having doing here too much problem issue question mail site website account ' +
      'someone weather recommend tell think right left before while never always also really'
    ).split(' '),
  ),
};

/**
 * Words that questions are put with, folded as tokens are: they are rare in answers, and so look more telling than
 * they are.
 */
export const QUESTION_WORDS: ReadonlySet<string> = new Set(
  (
    'как что где когда почему зачем какой какая какие какое каким какую каких какими кто чем чего чему ли ' +
    'можно могу может можете можем нужно нужна нужен надо есть будет быть был была было были если это эта этот эти ' +
    'то для на в во по со с из к ко у о об от до за при без через над под про и или а но не ни нет да бы же ' +
    'мне меня мы нас нам я вы вас вам он она они его ее их им мой моя мое мои наш ваш свой своя свое свои себя ' +
    'так тоже там тут уже еще только все всех делать сделать хочу хотел следует ' +
    'how what where when why which who whom whose is are am was were be been being do does did ' +
    'can could may might should would will shall must need it its i me my you your we our us they them their ' +
    'he she this that these those there here a an the of to in on at by for from with without into onto as if ' +
    'so than then or and but not no any some possible way best option get have has had want like id im ive ' +
    'know make use using'
  ).split(' '),
);

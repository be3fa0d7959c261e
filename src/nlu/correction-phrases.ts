/** How people correct an answer of theirs, folded, in the notation of `compilePhrases`. */
export const CORRECTION = {
  sets: {
    sorry: 'ой нет упс сорри извините простите прошу+прощения ах oops sorry no wait hold+on стоп подождите',
    named: 'домен адрес ящик сайт почта номер дата имя',
    'named-en': 'domain address site website mailbox email number date name one url',
    value:
      'это its it+is там домен адрес ящик сайт почта номер дата the+domain the+address the+site the+mailbox the+number the+right',
  },

  /** Begins a correction by itself. */
  begins: `
    ^ <sorry>? <sorry>? я? ошибся/ошиблась/ошибочка/опечатался/опечаталась/опечатка/описался/описалась
    ^ <sorry>? <sorry>? точнее/вернее/поправка/исправляю/исправляюсь/то+есть
    ^ <sorry>? <sorry>? я? имел/имела в виду
    ^ <sorry>? <sorry>? не тот/та/то домен/адрес/ящик/сайт/номер/дата? написал*/указал*
    ^ <sorry>? <sorry>? я? перепутал*/напутал*/спутал*
    ^ <sorry>? <sorry>? неправильно/не+так/неверно/не+то написал*/указал*
    ^ <sorry>? <sorry>? i meant/mean/mistyped
    ^ <sorry>? <sorry>? i was wrong
    ^ <sorry>? <sorry>? i made a mistake
    ^ <sorry>? <sorry>? correction/typo/mistyped/my+mistake/rather/make+that
    ^ <sorry>? <sorry>? change it/that to
  `,

  /** "не X, а Y", "not X but Y", "нет, домен Y". */
  contrasts: `
    ^ нет/no? не/not _ _3 а/но/but _
    ^ нет/no <value>/actually/instead/мой+домен/наш+домен/my+domain
    ^ нет/no правильн*
    ^ <sorry>? <sorry>? это? не тот/та/то/те <named>
    ^ <sorry>? <sorry>? это? <named> не тот/та/то/те/такой/такая
    ^ <sorry>? <sorry>? не туда/там/с+тем/тот смотр*/провер*
    ^ <sorry>? <sorry>? нужен/нужна/нужно/надо другой/другая/другое <named>
    ^ <sorry>? <sorry>? другой/другая/другое <named>
    ^ <sorry>? <sorry>? правильн*/верн* <named>
    ^ <sorry>? <sorry>? its/it+is/that+is/thats/this+is/you+have? the/a? wrong/incorrect <named-en>
    ^ <sorry>? <sorry>? not/isnt the? right/correct/that <named-en>
    ^ <sorry>? <sorry>? the? <named-en> is/was wrong/incorrect/not+right/different
    ^ <sorry>? <sorry>? i? mixed up/it+up/them+up
    ^ <sorry>? <sorry>? the? right/correct/other <named-en>
  `,

  /** Takes back an answer; with a value after it, this gives the right one. */
  takesBack: `
    ^ нет/неа/no/nope/ой/oops/wait/sorry/actually/подождите/стоп
    ^ на самом деле
    ^ scratch that
  `,

  reports: `
    все равно
    по прежнему
    все еще
    не открыва*/работа*/заработа*/помог*/приход*/груз*
    открыва*/показыва*/груз*/ведет/указыва*/стоит/opens/opening/shows/showing/loads/loading/leads/points/resolves
    still/doesnt/didnt/isnt
    does not
    not working
  `,

  ownsUp: `
    ^ <sorry>? опечат*/ошиб*/typo/correction/поправка
    ^ oops
  `,
} as const;

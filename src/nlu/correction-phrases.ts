/** How people correct an answer of theirs, folded, in the notation of `compilePhrases`. */
export const CORRECTION = {
  sets: {
    sorry: 'ой нет упс сорри извините простите прошу+прощения ах oops sorry no wait hold+on стоп подождите',
    value:
      'это its it+is там домен адрес ящик сайт почта номер дата the+domain the+address the+site the+mailbox the+number the+right',
  },

  /** Begins a correction by itself. */
  begins: `
    ^ <sorry>? <sorry>? ошибся/ошиблась/ошибочка/опечатался/опечаталась/опечатка/описался/описалась
    ^ <sorry>? <sorry>? точнее/вернее/поправка/исправляю/исправляюсь/то+есть
    ^ <sorry>? <sorry>? я? имел/имела в виду
    ^ <sorry>? <sorry>? не тот/та/то домен/адрес/ящик/сайт/номер/дата? написал*/указал*
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
    still/doesnt/didnt/isnt
    does not
    not working
  `,

  ownsUp: `
    ^ <sorry>? опечат*/ошиб*/typo/correction/поправка
    ^ oops
  `,
} as const;

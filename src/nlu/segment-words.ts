/** Signs and words by which texts are cut, as patterns. */

/**
 * One of these words or phrases, which stand between `|`; of two that begin alike, the longer comes first. What is
 * written with ё may be written with е.
 */
function anyOf(words: string): string {
  const alternatives = words.split('|').map((word) => word.trim().replaceAll('.', String.raw`\.`));
  return `(?:${alternatives.join('|').replaceAll('ё', '[её]')})`;
}

/** One of these words and a space, or nothing. */
function maybe(words: string): string {
  return `(?:${anyOf(words)} )?`;
}

/** The end of a word. */
const END = String.raw`(?![\p{L}\p{N}])`;
/** What a further matter is set off by. Bounded, so that a row of signs takes no longer than words do. */
const SET_OFF = String.raw`[,.;:!?…]{1,3}\s{1,4}|\n|^`;
const MAYBE_SET_OFF = String.raw`[,.;:!?…]{0,3}\s{1,4}`;

const MORE = anyOf('ещё | также | заодно');
/** Behind these words, "ещё" adds nothing: "ещё раз", "ещё вчера". */
const SAME_MATTER = anyOf('не | раз | вчера | утром | недавно | час | до | в | с | на | летом | зимой');

const OPENINGS = [
  `${maybe('а | и | да | ну')}${MORE}(?! ${SAME_MATTER}(?!\\p{L}))`,
  anyOf('плюс к этому | плюс | кроме того | кроме этого | помимо того | помимо этого'),
  anyOf('во-вторых | во вторых | второе'),
  `${maybe('and | but')}also`,
  anyOf('plus | besides | additionally | in addition | furthermore | secondly'),
  anyOf('on top of that | on top of this'),
];

/** A further matter, where words that also stand inside a sentence begin one. */
export const OPENS_ADDITION = new RegExp(
  `(?:${SET_OFF})(?:${OPENINGS.join('|')})${END}(?: к тому же)?[,:]?`,
  'giu',
);

const FURTHER = [
  `${anyOf('а | и | да')} ${MORE}(?: ${anyOf('одна | вторая')} ${anyOf('проблема | беда')})?`,
  `${maybe('и | а')}${maybe('ещё')}${anyOf('один | другой | второй | отдельный | такой')} вопрос`,
  `${maybe('и | а')}${maybe('ещё')}${anyOf('одна | другая | вторая | отдельная')} ${anyOf('проблема | беда | просьба')}`,
  `${maybe('and')}also(?= ${anyOf('my | our | the | i | we')}(?!\\p{L}))`,
  `${maybe('and')}${anyOf('one more | another | a second | the second | second')} ${anyOf('thing | question | problem | issue')}`,
];

/** A further matter, wherever these words stand. */
export const ADDITION = new RegExp(
  `${MAYBE_SET_OFF}(?:${FURTHER.join('|')})${END}(?: is)?(?: that)?(?:, что)?[,:—–-]?`,
  'giu',
);

const WHY = [
  anyOf(
    'поэтому | потому | так как | т.к | т. к | из-за | после чего | после этого | в результате | в итоге',
  ),
  anyOf('соответственно | при этом | причём | тогда | а именно | то есть | т.е | т. е'),
  anyOf('с ошибкой | ошибка | пишет | выдаёт'),
  anyOf('because | since | so | therefore | thus | hence | as a result | due to | after that | after which'),
  anyOf('which | that is | it says | the error | error'),
];

/** The beginning of what tells why, or what came of it. */
export const FOLLOWS = new RegExp(`^[\\s,]{0,8}${maybe('и | and')}(?:${WHY.join('|')})${END}`, 'iu');

const ABBREVIATIONS = anyOf(
  'др | пр | см | стр | руб | коп | тыс | млн | ул | тел | напр | мин | сек | etc | vs | approx | mr | mrs | ms | dr',
);

/** The end of a text behind which a full stop ends no sentence: an abbreviation, or a single letter. */
export const ABBREVIATED = new RegExp(`(?:^|[^\\p{L}\\p{N}])(?:\\p{L}|${ABBREVIATIONS})\\.$`, 'iu');

/** Where a clause of a long sentence begins. */
export const CLAUSE = new RegExp(
  String.raw`[,:]\s{1,4}|\s{1,4}[—–-]{1,3}\s{1,4}|\s{1,4}(?=${anyOf('и | а | но | зато | однако | and | but | so')}\s)`,
  'giu',
);

/** What joins two halves of a short sentence; "and" only with a subject behind it: "and entered it" tells what followed. */
export const JOINED = new RegExp(
  String.raw`,?\s{1,4}(?:и|and(?=\s{1,4}${anyOf('my | our | the | i | we | nobody | nothing')}${END}))\s{1,4}`,
  'giu',
);

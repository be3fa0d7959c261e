/** More combinations than this are not all walked. */
const MOST = 400;

/** A choice of one value for each of several things. */
type Choices<T> = readonly (readonly T[])[];

/**
 * Combinations of one value of each: all of them or, where those are too many, all values of each thing by itself and
 * all pairs, with the first values of the others.
 */
export function combinations<T>(choices: Choices<T>): T[][] {
  if (choices.some((values) => values.length === 0)) return [];
  const size = choices.reduce((product, { length }) => product * length, 1);
  return size <= MOST ? product(choices) : pairs(choices);
}

function product<T>(choices: Choices<T>): T[][] {
  return choices.reduce<T[][]>(
    (made, values) => made.flatMap((one) => values.map((value) => [...one, value])),
    [[]],
  );
}

function pairs<T>(choices: Choices<T>): T[][] {
  const firsts = choices.map((values) => values.slice(0, 1));
  const made: T[][] = product(firsts);
  for (const [a, values] of choices.entries()) {
    for (const [b, others] of choices.entries()) {
      if (b > a) made.push(...product(firsts.with(a, [...values]).with(b, [...others])));
    }
  }
  return made;
}

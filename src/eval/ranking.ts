/** How well something is found. All but the number of questions are shares, 0–1. */
export interface RankingFigures {
  queries: number;
  /** The mean of 1 ÷ the rank of the first right result, 0 where there is none. */
  mrr: number;
  hit1: number;
  hit3: number;
  hit5: number;
  hit10: number;
}

/** The rank of the first right result, from 1, or null where none is. */
export function firstRight(ranked: readonly string[], right: ReadonlySet<string>): number | null {
  const at = ranked.findIndex((id) => right.has(id));
  return at < 0 ? null : at + 1;
}

/** Figures over the ranks of the first right results; null: not found. */
export function rankingFigures(ranks: readonly (number | null)[]): RankingFigures {
  const share = (of: (rank: number) => number): number =>
    ranks.length === 0
      ? 0
      : ranks.reduce<number>((sum, rank) => sum + (rank === null ? 0 : of(rank)), 0) / ranks.length;
  const hit = (most: number): number => share((rank) => (rank <= most ? 1 : 0));
  return {
    queries: ranks.length,
    mrr: share((rank) => 1 / rank),
    hit1: hit(1),
    hit3: hit(3),
    hit5: hit(5),
    hit10: hit(10),
  };
}

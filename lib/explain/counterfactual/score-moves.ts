import type { Move } from "./list-moves.ts";

/** Writes the scores of `count` rows that lie one after the other. */
export type ScoreRows = (rows: Float64Array, count: number, scores: Float64Array) => void;

/** Scores the row with some of its columns changed. */
export interface MoveScorer {
  scoreOne(moves: readonly Move[]): number;
  /** Scores of the row with `moves` and, in turn, with each of `further`. */
  scoreEach(moves: readonly Move[], further: readonly Move[]): Float64Array;
}

const blockRows = 240;

export function createMoveScorer(row: Float64Array, score: ScoreRows): MoveScorer {
  const width = row.length;
  const rows = new Float64Array(blockRows * width);
  const changed = Float64Array.from(row);
  const change = (moves: readonly Move[]) => {
    changed.set(row);
    for (const { column, value } of moves) changed[column] = value;
  };
  const single = new Float64Array(1);
  return {
    scoreOne: (moves) => {
      change(moves);
      score(changed, 1, single);
      return single[0] ?? Number.NaN;
    },
    scoreEach: (moves, further) => {
      change(moves);
      const scores = new Float64Array(further.length);
      for (let from = 0; from < further.length; from += blockRows) {
        const block = further.slice(from, from + blockRows);
        for (const [i, { column, value }] of block.entries()) {
          rows.set(changed, i * width);
          rows[i * width + column] = value;
        }
        score(rows, block.length, scores.subarray(from, from + block.length));
      }
      return scores;
    },
  };
}

import { createMoveScorer, type ScoreRows } from "../counterfactual/score-moves.ts";

export interface AblationTask {
  readonly row: Float64Array;
  /** What stands in for each feature, see `usualRow`. */
  readonly reference: Float64Array;
  /** Any score, high = threatening: an isolation forest, half-space trees, a blend. */
  readonly score: ScoreRows;
}

export interface Ablation {
  readonly score: number;
  readonly referenceScore: number;
  /** For each feature what the score loses when it alone is set to the reference; in the score's units. */
  readonly contributions: Float64Array;
  /** What the contributions leave of score - referenceScore: what features do together. A line of its own, never shared out. */
  readonly together: number;
}

/**
 * Contributions by ablation: each feature in turn is set to what is usual, and the row is scored again. For scores that
 * exact Shapley values do not reach. These are no SHAP values: two features that say the same stand in for each other,
 * and both seem to do nothing. A feature that is as usual gets 0. O(features x scoring a row). RangeError: rows of
 * different lengths.
 */
export function ablateFeatures({ row, reference, score }: AblationTask): Ablation {
  if (row.length !== reference.length) {
    throw new RangeError(`The row has ${row.length} features, the reference ${reference.length}.`);
  }
  const scorer = createMoveScorer(row, score);
  const whole = scorer.scoreOne([]);
  const columns = Array.from(row.keys()).filter((column) => !Object.is(row[column], reference[column]));
  const moves = columns.map((column) => {
    const value = reference[column] ?? Number.NaN;
    return { column, value, weight: 1, wanted: "equals", bound: value } as const;
  });
  const scores = scorer.scoreEach([], moves);
  const contributions = new Float64Array(row.length);
  for (const [i, column] of columns.entries()) contributions[column] = whole - (scores[i] ?? Number.NaN);
  const referenceScore = scorer.scoreOne(moves);
  const alone = contributions.reduce((sum, contribution) => sum + contribution, 0);
  return { score: whole, referenceScore, contributions, together: whole - referenceScore - alone };
}

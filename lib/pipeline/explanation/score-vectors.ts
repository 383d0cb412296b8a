import type { Judge, JudgedBy } from "../../detectors/judge.ts";
import type { ScoreRows } from "../../explain/counterfactual/score-moves.ts";
import { featureCount } from "../../features/feature-table.ts";

/** The whole score, as it is made live: the margin of each row through judge and champion. Rows hold single-precision numbers. */
export function scoreVectors(judge: Judge, judgedBy: JudgedBy): ScoreRows {
  const vector = new Float32Array(featureCount);
  return (rows, count, scores) => {
    for (let row = 0; row < count; row += 1) {
      for (let i = 0; i < featureCount; i += 1) vector[i] = rows[row * featureCount + i] ?? Number.NaN;
      scores[row] = judge.margin(vector, 0, judgedBy);
    }
  };
}

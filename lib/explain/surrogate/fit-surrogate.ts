import { solvePositiveDefinite } from "../../stats/linear/solve-positive-definite.ts";
import { createRandom } from "../../stats/random.ts";
import type { ScoreRows } from "../counterfactual/score-moves.ts";

export interface SurrogateTask {
  readonly row: Float64Array;
  /** What a feature is set to when it is left out; NaN: it stays as it is. */
  readonly reference: Float64Array;
  /** Any score, high = threatening. */
  readonly score: ScoreRows;
  readonly seed: string | number;
  /** Neighbours that are scored; 400 unless given. */
  readonly samples?: number;
}

/** Share of its difference from the reference that a neighbour keeps, at which it weighs e^-1/2. */
const kernelWidth = 0.75;
/** Against features that always change together. */
const ridge = 1e-6;

/**
 * A local linear view of any score (LIME; Ribeiro, Singh & Guestrin 2016): neighbours of the row have some features set
 * to the reference, near ones weigh more, and a ridge regression says what each feature's own value adds. Returns one
 * number for each feature, in the score's units; 0 where the row equals the reference. A linear score is recovered as
 * it is. O(samples x (scoring a row + changed features^2)).
 */
export function fitSurrogate({ row, reference, score, seed, samples = 400 }: SurrogateTask): Float64Array {
  const columns = Array.from(row.keys()).filter((column) => {
    const value = reference[column] ?? Number.NaN;
    return !Number.isNaN(value) && !Object.is(value, row[column]);
  });
  const contributions = new Float64Array(row.length);
  if (columns.length === 0) return contributions;
  const kept = drawKept(columns.length, samples, seed);
  const scores = scoreNeighbours({ row, reference, score, columns, kept, samples });
  const coefficients = fitRidge(kept, scores, columns.length);
  for (const [i, column] of columns.entries()) contributions[column] = coefficients[i] ?? 0;
  return contributions;
}

/** By neighbour and changed feature, 1 = as in the row. The first neighbour is the row itself. */
function drawKept(width: number, samples: number, seed: string | number): Uint8Array {
  const random = createRandom(`surrogate ${seed}`);
  const kept = new Uint8Array(samples * width).fill(1);
  for (let sample = 1; sample < samples; sample += 1) {
    // So many are left out that every distance occurs, not only those around the half.
    const share = random.fraction();
    for (let i = 0; i < width; i += 1) if (random.fraction() < share) kept[sample * width + i] = 0;
  }
  return kept;
}

interface Neighbours extends Omit<SurrogateTask, "seed" | "samples"> {
  readonly columns: readonly number[];
  readonly kept: Uint8Array;
  readonly samples: number;
}

function scoreNeighbours({ row, reference, score, columns, kept, samples }: Neighbours): Float64Array {
  const rows = new Float64Array(samples * row.length);
  for (let sample = 0; sample < samples; sample += 1) {
    rows.set(row, sample * row.length);
    for (const [i, column] of columns.entries()) {
      if (kept[sample * columns.length + i] === 0) rows[sample * row.length + column] = reference[column] ?? 0;
    }
  }
  const scores = new Float64Array(samples);
  score(rows, samples, scores);
  return scores;
}

/** Weighted least squares of the scores on what was kept, with an intercept, which comes last. */
function fitRidge(kept: Uint8Array, scores: Float64Array, width: number): Float64Array {
  const size = width + 1;
  const gram = new Float64Array(size * size);
  const right = new Float64Array(size);
  const x = new Float64Array(size).fill(1);
  for (const [sample, y] of scores.entries()) {
    let lost = 0;
    for (let i = 0; i < width; i += 1) {
      x[i] = kept[sample * width + i] ?? 0;
      lost += 1 - (x[i] ?? 0);
    }
    const weight = Math.exp(-((lost / width / kernelWidth) ** 2) / 2);
    for (let i = 0; i < size; i += 1) {
      const weighed = weight * (x[i] ?? 0);
      right[i] = (right[i] ?? 0) + weighed * y;
      for (let j = 0; j < size; j += 1) gram[i * size + j] = (gram[i * size + j] ?? 0) + weighed * (x[j] ?? 0);
    }
  }
  for (let i = 0; i < width; i += 1) gram[i * size + i] = (gram[i * size + i] ?? 0) + ridge;
  return solvePositiveDefinite(gram, right);
}

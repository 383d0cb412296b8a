import type { Random } from "../../stats/random.ts";
import { type FeatureMatrix, takeValues } from "../data/matrix.ts";

/** Rows that a model has not seen, and how well it does on them; a higher figure is better. */
export interface HeldOutRows {
  readonly matrix: FeatureMatrix;
  /** The fold's own model on these rows with one column out of place. Must not keep the matrix. */
  readonly quality: (matrix: FeatureMatrix) => number;
}

/** How much each feature's disorder costs; one entry for each column. */
export interface PermutationDrops {
  readonly baseline: number;
  /** For each column the loss of quality under each permutation. */
  readonly drops: readonly Float64Array[];
}

/**
 * Permutation importance (Breiman 2001; Fisher, Rudin & Dominici 2019): what is lost when a column's values are put on
 * other rows, so that they no longer tell anything. Every column gets the same permutations, as in scikit-learn 1.9.
 * Each permutation holds the row whose value row i gets. O(columns x permutations x quality).
 */
export function permutationDrops(rows: HeldOutRows, permutations: readonly Int32Array[]): PermutationDrops {
  const { matrix, quality } = rows;
  const baseline = quality(matrix);
  const drops = matrix.columns.map((column, j) =>
    Float64Array.from(permutations, (permutation) => {
      const columns = matrix.columns.map((other, k) => (k === j ? takeValues(column, permutation) : other));
      return baseline - quality({ ...matrix, columns });
    }),
  );
  return { baseline, drops };
}

export interface FeatureImportance {
  readonly name: string;
  /** Mean loss of quality over folds and repeats. */
  readonly mean: number;
  /** Its standard deviation over folds and repeats (divided by their number, as in scikit-learn). */
  readonly deviation: number;
  /** The share of folds in which the mean loss was above zero: 1 = every fold needs it. */
  readonly foldsThatNeedIt: number;
}

export interface OutOfFoldImportance {
  /** The most important feature first. */
  readonly features: readonly FeatureImportance[];
  /**
   * How far the folds agree on the ten most important features: the mean share that two of them have in common among
   * all that either names (Jaccard), 0 to 1. Low: the ranking is chance, and should be shown as such.
   */
  readonly stability: number;
}

/**
 * Importance by rows that were held out, fold by fold, each with the model that has not seen them: importance on
 * training rows praises what was memorised. Deterministic for the seed. RangeError: no fold, or folds whose columns
 * differ.
 */
export function outOfFoldImportance(
  folds: readonly HeldOutRows[],
  options: { readonly repeats: number; readonly random: Random },
): OutOfFoldImportance {
  const names = folds[0]?.matrix.names;
  if (names === undefined) throw new RangeError("Importance needs at least one fold.");
  if (folds.some((fold) => fold.matrix.names.join() !== names.join())) {
    throw new RangeError("All folds must have the same columns.");
  }
  const byFold = folds.map((fold, i) => {
    const random = options.random.fork(`fold ${i}`);
    const rows = fold.matrix.rows;
    return permutationDrops(
      fold,
      Array.from({ length: options.repeats }, () => permutationOf(rows, random)),
    ).drops;
  });
  const features = names.map((name, j) =>
    summarise(
      name,
      byFold.map((drops) => drops[j] ?? new Float64Array(0)),
    ),
  );
  const rankings = byFold.map((drops) => mostImportant(drops.map(meanOf), 10));
  return { features: features.sort((a, b) => b.mean - a.mean), stability: agreement(rankings) };
}

function permutationOf(rows: number, random: Random): Int32Array {
  const order = Int32Array.from({ length: rows }, (_, row) => row);
  for (let i = rows - 1; i > 0; i -= 1) {
    const other = Math.floor(random.fraction() * (i + 1));
    const kept = order[i] ?? 0;
    order[i] = order[other] ?? 0;
    order[other] = kept;
  }
  return order;
}

function summarise(name: string, dropsByFold: readonly Float64Array[]): FeatureImportance {
  const all = Float64Array.from(dropsByFold.flatMap((drops) => [...drops]));
  const mean = meanOf(all);
  const deviation = Math.sqrt(meanOf(all.map((drop) => (drop - mean) ** 2)));
  const needed = dropsByFold.filter((drops) => meanOf(drops) > 0).length;
  return { name, mean, deviation, foldsThatNeedIt: needed / dropsByFold.length };
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The columns with the largest mean loss; those whose disorder costs nothing are none of them. */
function mostImportant(means: readonly number[], count: number): ReadonlySet<number> {
  const ranked = means.map((mean, column) => ({ mean, column })).filter((each) => each.mean > 0);
  return new Set(
    ranked
      .sort((a, b) => b.mean - a.mean || a.column - b.column)
      .slice(0, count)
      .map((e) => e.column),
  );
}

function agreement(rankings: readonly ReadonlySet<number>[]): number {
  let sum = 0;
  let pairs = 0;
  for (const [i, first] of rankings.entries()) {
    for (const second of rankings.slice(i + 1)) {
      const shared = [...first].filter((column) => second.has(column)).length;
      const either = first.size + second.size - shared;
      sum += either === 0 ? 1 : shared / either;
      pairs += 1;
    }
  }
  return pairs === 0 ? 1 : sum / pairs;
}

import { type Measured, userWarning } from "../metrics/metric-result.ts";
import type { Random } from "../random.ts";
import { checkSplits } from "./split.ts";

/**
 * The fold of each row such that every fold has about the same share of each class, exactly as scikit-learn's
 * `StratifiedKFold` deals them out: unshuffled without `random`, else the folds of each class are shuffled. O(n).
 * Warns where a class has fewer members than there are folds. RangeError: every class has.
 */
export function stratifiedKFold(labels: Int32Array, splits: number, random?: Random): Measured<Int32Array> {
  checkSplits(splits, labels.length);
  const classes = byAppearance(labels);
  const counts = countOf(classes);
  const smallest = counts.reduce((least, count) => Math.min(least, count), Infinity);
  if (counts.every((count) => count < splits)) {
    throw new RangeError(`n_splits=${splits} cannot be greater than the number of members in each class.`);
  }
  const foldsOfClass = allocation(counts, splits).map((folds) => (random === undefined ? folds : mix(random, folds)));
  const next = new Int32Array(counts.length);
  const value = classes.map((label) => {
    const at = next[label] ?? 0;
    next[label] = at + 1;
    return foldsOfClass[label]?.[at] ?? 0;
  });
  const message = `The least populated class in y has only ${smallest} members, which is less than n_splits=${splits}.`;
  return { value, warnings: smallest < splits ? [userWarning(message)] : [] };
}

/** Classes renamed 0, 1, ... in the order in which they first come. */
function byAppearance(labels: Int32Array): Int32Array {
  const known = new Map<number, number>();
  return labels.map((label) => {
    const code = known.get(label) ?? known.size;
    known.set(label, code);
    return code;
  });
}

function countOf(classes: Int32Array): number[] {
  const counts: number[] = [];
  for (const label of classes) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}

/** For each class the folds of its rows in order: all rows, sorted by class, are dealt out in turn. */
function allocation(counts: readonly number[], splits: number): Int32Array[] {
  let before = 0;
  return counts.map((count) => {
    const inFold = new Int32Array(splits);
    for (let i = 0; i < count; i += 1) {
      const fold = (before + i) % splits;
      inFold[fold] = (inFold[fold] ?? 0) + 1;
    }
    before += count;
    const folds = new Int32Array(count);
    let start = 0;
    for (const [fold, rows] of inFold.entries()) {
      folds.fill(fold, start, start + rows);
      start += rows;
    }
    return folds;
  });
}

/** A random order (Fisher and Yates). */
function mix(random: Random, values: Int32Array): Int32Array {
  for (let i = values.length - 1; i > 0; i -= 1) {
    const other = Math.floor(random.fraction() * (i + 1));
    const kept = values[i] ?? 0;
    values[i] = values[other] ?? 0;
    values[other] = kept;
  }
  return values;
}

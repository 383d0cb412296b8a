import { shuffle } from "../draw.ts";
import type { Random } from "../random.ts";
import type { Split } from "./split.ts";

/**
 * One random split that holds out `share` (0-1) of the rows, ceil(share n), and of each class its part, the remainders
 * going to the largest fractions (scikit-learn's `StratifiedShuffleSplit`; its random numbers are not reproduced).
 * RangeError: a share that leaves a side smaller than the number of classes, or a class with one row.
 */
export function stratifiedShuffleSplit(labels: Int32Array, share: number, random: Random): Split {
  if (!(share > 0 && share < 1)) throw new RangeError(`A held-out share lies between 0 and 1, got ${share}.`);
  const rowsOf = new Map<number, number[]>();
  for (const [row, label] of labels.entries()) {
    const rows = rowsOf.get(label);
    if (rows === undefined) rowsOf.set(label, [row]);
    else rows.push(row);
  }
  const classes = [...rowsOf.values()];
  const held = Math.ceil(share * labels.length);
  if (classes.some((rows) => rows.length < 2)) throw new RangeError("Every class needs two rows to be parted.");
  if (Math.min(held, labels.length - held) < classes.length) {
    throw new RangeError(`Holding out ${held} of ${labels.length} rows leaves no room for ${classes.length} classes.`);
  }
  const counts = allot(
    classes.map((rows) => (rows.length * held) / labels.length),
    held,
  );
  const test: number[] = [];
  const train: number[] = [];
  for (const [i, rows] of classes.entries()) {
    const mixed = shuffle(random, rows);
    test.push(...mixed.slice(0, counts[i]));
    train.push(...mixed.slice(counts[i]));
  }
  return { train: Int32Array.from(shuffle(random, train)), test: Int32Array.from(shuffle(random, test)) };
}

/** Whole numbers that add up to `total`, each within one of its part; the largest fractions are rounded up. */
function allot(parts: readonly number[], total: number): number[] {
  const counts = parts.map(Math.floor);
  const byFraction = parts.map((part, i) => ({ i, rest: part - Math.floor(part) })).sort((a, b) => b.rest - a.rest);
  const missing = total - counts.reduce((sum, count) => sum + count, 0);
  for (const { i } of byFraction.slice(0, missing)) counts[i] = (counts[i] ?? 0) + 1;
  return counts;
}

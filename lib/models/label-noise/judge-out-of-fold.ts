import type { Split } from "../../stats/splits/split.ts";

/** Learns on the rows of `train` and gives the probabilities of every class for those of `test`, row after row. */
export type JudgeFold = (split: Split) => Float64Array;

/**
 * The probabilities of all rows (rows x classes), each by the fold that has not seen the row. One fit for each split.
 * RangeError: a row that is tested twice or never, or a fold that answers another number of probabilities.
 */
export function judgeOutOfFold(
  splits: readonly Split[],
  { rows, classes }: { readonly rows: number; readonly classes: number },
  judge: JudgeFold,
): Float64Array {
  const probabilities = new Float64Array(rows * classes).fill(Number.NaN);
  const tested = new Uint8Array(rows);
  for (const split of splits) {
    const answers = judge(split);
    if (answers.length !== split.test.length * classes) {
      throw new RangeError(`${split.test.length} rows need ${classes} probabilities each, got ${answers.length}.`);
    }
    for (const [i, row] of split.test.entries()) {
      tested[row] = (tested[row] ?? 0) + 1;
      probabilities.set(answers.subarray(i * classes, (i + 1) * classes), row * classes);
    }
  }
  const stray = tested.findIndex((times) => times !== 1);
  if (stray >= 0) throw new RangeError(`Row ${stray} is not tested exactly once.`);
  return probabilities;
}

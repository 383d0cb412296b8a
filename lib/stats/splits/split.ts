/** One way to part rows: models learn on `train` and are judged on `test`; rows in neither are left out on purpose. */
export interface Split {
  readonly train: Int32Array;
  readonly test: Int32Array;
}

/** The rows of a fold are tested, all others train. `foldOfRow` holds the fold of each row. O(n). */
function splitOfFold(foldOfRow: Int32Array, fold: number): Split {
  const train: number[] = [];
  const test: number[] = [];
  for (let row = 0; row < foldOfRow.length; row += 1) (foldOfRow[row] === fold ? test : train).push(row);
  return { train: Int32Array.from(train), test: Int32Array.from(test) };
}

/** The split of every fold, in order. */
export function splitsOfFolds(foldOfRow: Int32Array, folds: number): Split[] {
  return Array.from({ length: folds }, (_, fold) => splitOfFold(foldOfRow, fold));
}

/** Throws a RangeError unless there are at least two folds, and as many rows. */
export function checkSplits(splits: number, rows: number): void {
  if (!(Number.isInteger(splits) && splits >= 2)) {
    throw new RangeError(`Cross-validation needs at least two folds, got ${splits}.`);
  }
  if (splits > rows) {
    throw new RangeError(
      `Cannot have number of splits n_splits=${splits} greater than the number of samples: n_samples=${rows}.`,
    );
  }
}

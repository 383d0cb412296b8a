import { checkSplits, type Split } from "./split.ts";

export interface TimeSeriesOptions {
  readonly splits: number;
  /** Rows left out between training and test. */
  readonly gap?: number;
  readonly testRows?: number;
  readonly mostTrainRows?: number;
}

/**
 * Splits of rows in order of time, each trained on what came before its test, as scikit-learn's `TimeSeriesSplit`.
 * RangeError: too few rows. Where rows have times, prefer `purgedTimeSplits`.
 */
export function timeSeriesSplits(rows: number, options: TimeSeriesOptions): Split[] {
  const { splits, gap = 0 } = options;
  const testRows = options.testRows ?? Math.floor(rows / (splits + 1));
  if (splits + 1 > rows) {
    throw new RangeError(`Cannot have number of folds=${splits + 1} greater than the number of samples=${rows}.`);
  }
  checkSplits(splits, rows);
  if (rows - gap - testRows * splits <= 0) {
    throw new RangeError(
      `Too many splits=${splits} for number of samples=${rows} with test_size=${testRows} and gap=${gap}.`,
    );
  }
  return Array.from({ length: splits }, (_, i) => {
    const start = rows - (splits - i) * testRows;
    const end = start - gap;
    return {
      train: range(Math.max(0, end - (options.mostTrainRows ?? end)), end),
      test: range(start, start + testRows),
    };
  });
}

function range(from: number, to: number): Int32Array {
  return Int32Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
}

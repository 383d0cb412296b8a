import { readUnswNb15 } from "../../lib/models/data/readers/unsw-nb15.ts";
import type { BenchmarkContext, Metrics } from "../support/benchmark.ts";
import { judgeFold, takeSides } from "./cross-validate.ts";
import { describe, type Figures, macroF1, summarise } from "./figures.ts";
import { copiesOf, groupedSplits } from "./grouped-folds.ts";
import { nameCategories } from "./name-categories.ts";
import { readGzip } from "./read-gzip.ts";

const folds = 5;

/**
 * The 82,332 rows of the official testing set, five folds, rows that are equal in all 42 features in one of them; within
 * each training part a fifth of the same kind sets calibration and thresholds. Rows have no time, so none is later.
 */
export function measureUnswNb15({ requireData, log }: BenchmarkContext): Metrics[] {
  const table = readUnswNb15(readGzip(requireData("unsw-nb15/UNSW_NB15_testing-set.csv.gz")));
  const groups = copiesOf(table.frame);
  const runs = groupedSplits(groups, folds).map((split, fold): Figures => {
    const { train, test } = takeSides(table, split);
    const inner =
      groupedSplits(
        split.train.map((row) => groups[row] ?? 0),
        folds,
      )[0] ?? split;
    const figures = judgeFold(train, inner, test, { seed: `UNSW-NB15 ${fold}` });
    const named = nameCategories(table, split, `UNSW-NB15 ${fold}`);
    const all = { ...figures, macroF1OfTen: macroF1(test.family.codes, named) };
    log(`UNSW-NB15, fold ${fold + 1}: ${describe(all)}`);
    return all;
  });
  return [
    {
      name: "UNSW-NB15",
      protocol: "official testing set, 5 folds, copies kept together; means and deviations over folds",
      seeds: folds,
      ...summarise(runs),
    },
  ];
}

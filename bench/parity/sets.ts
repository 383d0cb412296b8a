import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { encode } from "../../lib/models/data/encoders/encoder.ts";
import { type EncodingOptions, fitEncoder } from "../../lib/models/data/encoders/fit-encoder.ts";
import { takeLabelledRows } from "../../lib/models/data/frame.ts";
import { readNslKdd } from "../../lib/models/data/readers/nsl-kdd.ts";
import { type LabelledMatrix, readBoostingSet } from "../../testing/models/boosting-set.ts";
import { readGzip } from "../detect/read-gzip.ts";
import { type BenchmarkContext, MissingData } from "../support/benchmark.ts";

interface Sides {
  readonly train: LabelledMatrix;
  readonly test: LabelledMatrix;
}

/** Rows to learn from and rows to be judged on, the same for every learner and for scikit-learn. */
export interface ParitySet {
  readonly name: string;
  /** Categories as codes, for boosting. */
  readonly coded: Sides;
  /** Numbers alone, for the others; of a set with missing values these have no figures of scikit-learn. */
  readonly numeric: Sides;
  /** Trees of each forest. */
  readonly forestTrees: number;
  /** Fits of each forest: the fewer attacks are tested, the more one differs from the next. */
  readonly forestSeeds: number;
}

const golden = [
  { name: "smooth", categorical: [], forestSeeds: 10 },
  { name: "missing_categorical", categorical: [8, 9], forestSeeds: 1 },
  { name: "rare_2_percent", categorical: [], forestSeeds: 40 },
] as const;

/** The sets that are wanted, all where none is named; the others are not read. */
export function readSets(context: BenchmarkContext, wanted: readonly string[] | undefined): ParitySet[] {
  const isWanted = (name: string) => wanted?.includes(name) ?? true;
  const sets = golden
    .filter(({ name }) => isWanted(name))
    .map(({ name, categorical, forestSeeds }): ParitySet => {
      const coded = readBoostingSet(readGzip(goldenFile(name)), { trainRows: 8000, categorical });
      return { name, coded, numeric: coded, forestTrees: 200, forestSeeds };
    });
  return isWanted("KDDTrain+") ? [...sets, readKdd(context)] : sets;
}

function goldenFile(name: string): string {
  const file = resolve(process.env.TIDELINE_VECTORS || "../shared/vectors", `boosting/${name}.csv.gz`);
  if (!existsSync(file)) throw new MissingData(`There is no ${file}: set TIDELINE_VECTORS to the golden values.`);
  return file;
}

/** KDDTrain+ with every fifth row of each type of attack, and of normal rows, held out. */
function readKdd({ requireData }: BenchmarkContext): ParitySet {
  const table = readNslKdd(readGzip(requireData("nsl-kdd/KDDTrain+.txt.gz")));
  const met = new Map<number, number>();
  const isTest = Array.from(table.type.codes, (code) => {
    const before = met.get(code) ?? 0;
    met.set(code, before + 1);
    return before % 5 === 4;
  });
  const rows = Int32Array.from(table.labels.keys());
  const train = takeLabelledRows(
    table,
    rows.filter((row) => !isTest[row]),
  );
  const test = takeLabelledRows(
    table,
    rows.filter((row) => isTest[row]),
  );
  const sides = (categories: EncodingOptions["categories"]): Sides => {
    const encoder = fitEncoder(train.frame, { numbers: "plain", categories });
    return {
      train: { matrix: encode(encoder, train.frame), labels: train.labels },
      test: { matrix: encode(encoder, test.frame), labels: test.labels },
    };
  };
  return { name: "KDDTrain+", coded: sides("ordinal"), numeric: sides("one-hot"), forestTrees: 100, forestSeeds: 3 };
}

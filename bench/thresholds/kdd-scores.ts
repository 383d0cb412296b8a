import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { z } from "zod";
import { fitBoosting } from "../../lib/models/boosting/fit-boosting.ts";
import { predictMargins } from "../../lib/models/boosting/predict-boosting.ts";
import { encode } from "../../lib/models/data/encoders/encoder.ts";
import { fitEncoder } from "../../lib/models/data/encoders/fit-encoder.ts";
import { type FeatureMatrix, takeRows } from "../../lib/models/data/matrix.ts";
import { readNslKdd } from "../../lib/models/data/readers/nsl-kdd.ts";
import { fitIsolation } from "../../lib/models/forest/fit-isolation.ts";
import { scoreIsolation } from "../../lib/models/forest/predict-forest.ts";
import { sortedQuantile } from "../../lib/stats/quantile.ts";
import { createRandom } from "../../lib/stats/random.ts";
import { stratifiedShuffleSplit } from "../../lib/stats/splits/stratified-shuffle-split.ts";
import type { BenchmarkContext } from "../support/benchmark.ts";

const numbers = z.array(z.number());
const scoredModel = z.object({
  model: z.string(),
  /** Scores of normal rows, and of attacks by family, that were held out of training. */
  heldOutNormal: numbers,
  heldOutAttacks: z.array(z.object({ family: z.string(), margins: numbers })),
  test: numbers,
});
const stored = z.object({ models: z.array(scoredModel), labels: numbers });
export type KddScores = z.infer<typeof stored>;
export type ScoredModel = z.infer<typeof scoredModel>;

const cacheFile = join(tmpdir(), "tideline-bench-kdd-scores-1.json");

/** Scores of KDDTest+ by models that saw 80 % of KDDTrain+ alone; kept in the system's folder for temporary files. */
export function kddScores({ requireData, log }: BenchmarkContext): KddScores {
  const paths = { train: requireData("nsl-kdd/KDDTrain+.txt.gz"), test: requireData("nsl-kdd/KDDTest+.txt.gz") };
  if (existsSync(cacheFile)) return stored.parse(JSON.parse(readFileSync(cacheFile, "utf8")));
  log("fitting boosting and an isolation forest on 80 % of KDDTrain+");
  const train = readNslKdd(gunzipSync(readFileSync(paths.train)).toString("utf8"));
  const test = readNslKdd(gunzipSync(readFileSync(paths.test)).toString("utf8"));
  const encoder = fitEncoder(train.frame, { numbers: "plain", categories: "ordinal" });
  const spread = fitEncoder(train.frame, { numbers: "logarithm", categories: "one-hot" });
  const parts = stratifiedShuffleSplit(Int32Array.from(train.labels), 0.2, createRandom("held out"));
  const both = (frame: typeof train.frame) => ({ boosting: encode(encoder, frame), isolation: encode(spread, frame) });
  const score = fitScorers(both(train.frame), train.labels, parts.train);
  const ofTrain = score(both(train.frame));
  const ofTest = score(both(test.frame));
  const rowsOf = (family: string | null) =>
    parts.test.filter((row) => (family === null ? train.labels[row] === 0 : familyOf(row) === family));
  const familyOf = (row: number) => train.family.categories[train.family.codes[row] ?? 0];
  const families = train.family.categories.filter((family) => family !== "normal" && rowsOf(family).length >= 100);
  const models = Object.entries(scales(ofTrain, ofTest, rowsOf(null))).map(([model, of]) => ({
    model,
    heldOutNormal: [...rowsOf(null)].map((row) => of.train[row] ?? 0),
    heldOutAttacks: families.map((family) => ({
      family,
      margins: [...rowsOf(family)].map((row) => of.train[row] ?? 0),
    })),
    test: [...of.test],
  }));
  const found = { models, labels: [...test.labels] };
  writeFileSync(cacheFile, JSON.stringify(found));
  return found;
}

interface Matrices {
  readonly boosting: FeatureMatrix;
  readonly isolation: FeatureMatrix;
}

interface RawScores {
  readonly boosting: Float64Array;
  readonly isolation: Float64Array;
}

function fitScorers(matrices: Matrices, labels: Uint8Array, rows: Int32Array): (of: Matrices) => RawScores {
  const known = Uint8Array.from(rows, (row) => labels[row] ?? 0);
  const boosted = fitBoosting({
    matrix: takeRows(matrices.boosting, rows),
    labels: known,
    classes: 2,
    options: { rounds: 100 },
  });
  const normal = rows.filter((row) => labels[row] === 0);
  const isolated = fitIsolation(takeRows(matrices.isolation, normal), { trees: 200, seed: "thresholds" });
  return (of) => ({
    boosting: predictMargins(boosted, of.boosting),
    isolation: scoreIsolation(isolated, of.isolation),
  });
}

/** Each score in robust deviations of held-out normal rows, and the mean of the two: about the size of logits. */
function scales(train: RawScores, test: RawScores, normal: Int32Array) {
  const scale = (name: keyof RawScores) => {
    const sorted = Float64Array.from(normal, (row) => train[name][row] ?? 0).sort();
    const middle = sortedQuantile(sorted, 0.5);
    const wide = (sortedQuantile(sorted, 0.9) - sortedQuantile(sorted, 0.1)) / 2.5631;
    return (values: Float64Array) => values.map((value) => (value - middle) / wide);
  };
  const [boosting, isolation] = [scale("boosting"), scale("isolation")];
  const apply = (of: RawScores) => ({ boosting: boosting(of.boosting), isolation: isolation(of.isolation) });
  const [a, b] = [apply(train), apply(test)];
  const blend = (of: RawScores) => of.boosting.map((value, i) => (value + (of.isolation[i] ?? 0)) / 2);
  return {
    boosting: { train: a.boosting, test: b.boosting },
    isolation: { train: a.isolation, test: b.isolation },
    blend: { train: blend(a), test: blend(b) },
  };
}

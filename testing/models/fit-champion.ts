import { eventFamilies } from "../../lib/event/classes.ts";
import { feature, featureCount, featureNames } from "../../lib/features/feature-table.ts";
import { fitBoosting } from "../../lib/models/boosting/fit-boosting.ts";
import { predictMargins } from "../../lib/models/boosting/predict-boosting.ts";
import type { Champion } from "../../lib/models/champion/champion.ts";
import { matrixOfVectors } from "../../lib/models/data/event-features.ts";
import { quantile } from "../../lib/stats/quantile.ts";

export interface LabelledVectors {
  readonly vectors: Float32Array;
  /** 1 = attack. */
  readonly labels: Uint8Array;
  /** The margin that the detectors without training gave each. */
  readonly base: Float64Array;
  readonly rounds?: number;
  readonly depth?: number;
}

/**
 * A champion fitted to the vectors as they are, without folds: its figures would be too good, but it looks at what a
 * trained one looks at and costs what a trained one costs.
 */
export function fitChampion({ vectors, labels, base, rounds = 20, depth = 5 }: LabelledVectors): Champion {
  const matrix = matrixOfVectors(vectors, featureNames, { family: eventFamilies.length });
  const trees = fitBoosting({ matrix, labels, classes: 2, options: { rounds, mostDepth: depth } });
  const margins = predictMargins(trees, matrix);
  const stack = { intercept: -0.5, baseWeight: 0.3, treeWeight: 0.7 };
  const logOdds = margins.map((margin, i) => stack.intercept + stack.baseWeight * (base[i] ?? 0) + 0.7 * margin);
  const normal = Array.from(labels.keys()).filter((row) => labels[row] === 0);
  const every = Math.max(1, Math.floor(normal.length / 100));
  const background = normal.filter((_, i) => i % every === 0).slice(0, 100);
  return {
    features: featureNames,
    trees,
    stack,
    calibration: { slope: 1, offset: 0 },
    normal: {
      logOdds: Float64Array.from(normal, (row) => logOdds[row] ?? 0),
      weights: new Float64Array(normal.length).fill(1),
    },
    usual: usualByFamily(vectors, normal),
    background: Float64Array.from(
      background.flatMap((row) => Array.from(vectors.subarray(row * featureCount, (row + 1) * featureCount))),
    ),
    kinds: null,
    calibratedOn: "the events of a test",
  };
}

/** Medians, NaN where a family has no such feature. */
function usualByFamily(vectors: Float32Array, rows: readonly number[]): Float64Array {
  const usual = new Float64Array(eventFamilies.length * featureCount).fill(Number.NaN);
  for (const family of eventFamilies.keys()) {
    const own = rows.filter((row) => vectors[row * featureCount + feature.family] === family);
    for (let i = 0; i < featureCount; i += 1) {
      const known = own.map((row) => vectors[row * featureCount + i] ?? Number.NaN).filter((x) => !Number.isNaN(x));
      if (known.length > 0) usual[family * featureCount + i] = quantile(Float64Array.from(known).sort(), 0.5);
    }
  }
  return usual;
}

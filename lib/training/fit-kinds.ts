import { fitBoosting } from "../models/boosting/fit-boosting.ts";
import { predictMargins } from "../models/boosting/predict-boosting.ts";
import type { Champion } from "../models/champion/champion.ts";
import { matrixOfRows } from "./feature-choice.ts";
import type { TrainingRows } from "./training-rows.ts";

/** A kind of attack with fewer rows is not known well enough to be recognised. */
const leastRows = 20;
const rounds = 30;

/**
 * Trees that say which kind an attack resembles, learnt from attacks alone, all kinds alike in weight. Null where fewer
 * than two kinds have rows enough.
 */
export function fitKinds(rows: TrainingRows, seed: number): Champion["kinds"] {
  const counts = new Map<number, number>();
  for (const family of rows.families) if (family >= 0) counts.set(family, (counts.get(family) ?? 0) + 1);
  const known = rows.familyNames.flatMap((name, family) =>
    (counts.get(family) ?? 0) >= leastRows ? [{ name, family }] : [],
  );
  known.sort((a, b) => (a.name < b.name ? -1 : 1));
  if (known.length < 2) return null;
  const classOf = new Map(known.map(({ family }, place) => [family, place]));
  const places = Int32Array.from({ length: rows.rows }, (_, row) => row).filter((row) =>
    classOf.has(rows.families[row] ?? -1),
  );
  const trees = fitBoosting({
    matrix: matrixOfRows(rows, places),
    labels: Int32Array.from(places, (place) => classOf.get(rows.families[place] ?? -1) ?? 0),
    classes: known.length,
    weights: Float64Array.from(places, (place) => rows.weights[place] ?? 0),
    classWeights: "balanced",
    options: { rounds, mostDepth: 4, mostLeaves: 12, columnShare: 0.6, seed },
  });
  return { names: known.map(({ name }) => name), trees };
}

/** Index of the likeliest kind of each row. */
export function likeliestKinds(
  kinds: NonNullable<Champion["kinds"]>,
  rows: TrainingRows,
  places: Int32Array,
): Int32Array {
  const margins = predictMargins(kinds.trees, matrixOfRows(rows, places));
  const { outputs } = kinds.trees.ensemble;
  if (outputs === 1) return Int32Array.from(margins, (margin) => (margin >= 0 ? 1 : 0));
  return Int32Array.from(places, (_, i) => {
    const of = margins.subarray(i * outputs, (i + 1) * outputs);
    return of.indexOf(Math.max(...of));
  });
}

import { featureNames } from "../features/feature-table.ts";
import { predictMargins } from "../models/boosting/predict-boosting.ts";
import type { FeatureMatrix } from "../models/data/matrix.ts";
import {
  type FeatureImportance,
  type HeldOutRows,
  outOfFoldImportance,
} from "../models/importance/permutation-importance.ts";
import type { Random } from "../stats/random.ts";
import { matrixOfRows } from "./feature-choice.ts";
import type { JudgedFold } from "./out-of-fold.ts";
import { rankFigures, rankRows } from "./score-sweep.ts";
import { logOddsOf, type Stack } from "./stack-champion.ts";
import type { TrainingRows } from "./training-rows.ts";

const mostRows = 3000;
const repeats = 3;
const lastFolds = 2;

/**
 * What is lost of average precision where a column's values are put on other rows, in the latest folds with the trees
 * that have not seen them. Columns that no tree asks for lose nothing and are left out.
 */
export function importanceOf(
  rows: TrainingRows,
  folds: readonly JudgedFold[],
  stack: Stack,
  random: Random,
): readonly FeatureImportance[] {
  const latest = folds.slice(-lastFolds);
  const asked = new Set(latest.flatMap(({ trees }) => [...trees.ensemble.feature]));
  const columns = featureNames.flatMap((_, column) => (asked.has(column) ? [column] : []));
  if (columns.length === 0) return [];
  const heldOut = latest.map((fold) => heldOutRows(rows, fold, stack, columns));
  return outOfFoldImportance(heldOut, { repeats, random }).features;
}

function heldOutRows(rows: TrainingRows, fold: JudgedFold, stack: Stack, columns: readonly number[]): HeldOutRows {
  const { test } = fold.split;
  const stride = Math.max(1, Math.ceil(test.length / mostRows));
  const places = test.filter((_, i) => i % stride === 0);
  const all = matrixOfRows(rows, places);
  const labels = Uint8Array.from(places, (place) => rows.labels[place] ?? 0);
  const weights = Float64Array.from(places, (place) => rows.weights[place] ?? 0);
  const base = Float64Array.from(places, (place) => rows.base[place] ?? 0);
  const nothing = new Float64Array(places.length);
  const quality = (matrix: FeatureMatrix) => {
    const full = all.columns.map((_, column) => matrix.columns[columns.indexOf(column)] ?? nothing);
    const trees = predictMargins(fold.trees, { ...all, columns: full });
    return rankFigures(rankRows(logOddsOf({ base, trees, labels, weights }, stack), labels), weights).averagePrecision;
  };
  const matrix = {
    rows: places.length,
    names: columns.map((column) => featureNames[column] ?? ""),
    columns: columns.map((column) => all.columns[column] ?? nothing),
    categories: columns.map((column) => all.categories[column] ?? 0),
  };
  return { matrix, quality };
}

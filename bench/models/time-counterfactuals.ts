import { findCounterfactual } from "../../lib/explain/counterfactual/find-counterfactual.ts";
import type { BoostedModel } from "../../lib/models/boosting/boosted-model.ts";
import { predictMargins } from "../../lib/models/boosting/predict-boosting.ts";
import type { FeatureMatrix } from "../../lib/models/data/matrix.ts";
import { createRowScorer } from "../../lib/models/trees/row-scorer.ts";
import { quantile } from "../support/quantile.ts";

const tried = 200;

/** Counterfactuals of the first rows at or above the score that one normal row in a hundred reaches; any column may change. */
export function timeCounterfactuals(model: BoostedModel, matrix: FeatureMatrix, labels: Uint8Array) {
  const margins = predictMargins(model, matrix);
  const normal = margins.filter((_, row) => labels[row] === 0).sort();
  const below = quantile(normal, 0.99);
  const scorer = createRowScorer(model.ensemble);
  const score = (rows: Float64Array, count: number, scores: Float64Array) => {
    scores.fill(model.base[0] ?? 0, 0, count);
    scorer.addMargins(rows, count, scores);
  };
  const actionable = matrix.categories.map((categories, column) => ({ column, weight: 1, low: 0, categories }));
  const alerts = Array.from(margins.keys())
    .filter((row) => (margins[row] ?? 0) >= below)
    .slice(0, tried);
  let found = 0;
  const tookMs = Float64Array.from(alerts, (alert) => {
    const row = Float64Array.from(matrix.columns, (column) => column[alert] ?? Number.NaN);
    const startedMs = performance.now();
    const answer = findCounterfactual({ row, score, ensembles: [model.ensemble], actionable, below });
    const took = performance.now() - startedMs;
    found += Number(answer !== null);
    return took;
  }).sort();
  return { foundShare: found / alerts.length, p50Ms: quantile(tookMs, 0.5), p95Ms: quantile(tookMs, 0.95) };
}

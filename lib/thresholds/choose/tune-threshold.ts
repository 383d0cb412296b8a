import type { Random } from "../../stats/random.ts";
import {
  type Estimator,
  type FittedEstimator,
  labelPair,
  labelsAt,
  type ResponseMethod,
  responseOf,
} from "./estimator.ts";
import { evenlySpaced, interpolate, isClose, type SampledCurve } from "./evenly-spaced.ts";
import { namedScorers, type Scorer } from "./scorer.ts";
import { TuningError } from "./tuning-error.ts";
import { type CrossValidation, tuningSplits } from "./tuning-splits.ts";

export interface TuningInput {
  /** The class of each row. */
  readonly labels: Int32Array;
  /** With `cv` "prefit" it holds the model as it is; otherwise it is fitted anew for each split. */
  readonly estimator: Estimator | { readonly fitted: FittedEstimator | null };
  readonly scorer?: Scorer;
  readonly responseMethod?: ResponseMethod;
  /** How many evenly spaced candidates, or the candidates themselves. */
  readonly thresholds?: number | Float64Array;
  readonly cv?: CrossValidation;
  readonly refit?: boolean;
  readonly random?: Random;
}

export interface TunedThreshold {
  readonly threshold: number;
  /** Mean over splits; negative for a cost. */
  readonly score: number;
  /** The mean curve that the threshold is the best of. */
  readonly curve: SampledCurve;
  /** The model that goes with it, and the label it calls positive where score >= threshold. */
  readonly model: FittedEstimator;
  readonly positiveLabel: number;
}

interface Part {
  readonly model: FittedEstimator;
  readonly rows: Int32Array;
}

/**
 * The threshold that scikit-learn 1.9's `TunedThresholdClassifierCV` finds, step by step: candidates are evenly spaced
 * between the scores of each split, curves are put on a common grid by interpolation and averaged, the lowest of the
 * best wins. Coarse where scores pile up, and no place for a constraint: `chooseExactThreshold` does better. Kept so
 * that figures can be compared. O(splits x thresholds x rows). TuningError: what it refuses, in its words.
 */
export function tuneThreshold(input: TuningInput): TunedThreshold {
  if (new Set(input.labels).size > 2) {
    throw new TuningError("Only binary classification is supported. Unknown label type: multiclass");
  }
  const { parts, model } = fitParts(input);
  const scorer = input.scorer ?? namedScorers.balanced_accuracy;
  const positiveLabel = scorer.positiveLabel ?? model.classes[1];
  const curves = parts.map((part) => curveOf(part, { ...input, scorer, positiveLabel }));
  if (curves.some(({ at }) => isClose(at[0] ?? 0, at.at(-1) ?? 0))) {
    throw new TuningError(
      "The provided estimator makes constant predictions. Therefore, it is impossible to optimize the decision threshold.",
    );
  }
  const curve = meanCurve(curves, input.thresholds ?? 100);
  const best = firstBest(curve.values);
  return { threshold: curve.at[best] ?? 0, score: curve.values[best] ?? 0, curve, model, positiveLabel };
}

function fitParts(input: TuningInput): { parts: Part[]; model: FittedEstimator } {
  const { labels, estimator, cv = 5, random } = input;
  const refit = input.refit ?? true;
  const splits = tuningSplits({ labels, cv, refit, random });
  const all = Int32Array.from(labels.keys());
  if ("fitted" in estimator) {
    if (cv !== "prefit") throw new RangeError("A model that is fitted already can be tuned with cv 'prefit' alone.");
    if (estimator.fitted === null) {
      throw new TuningError("When cv='prefit', `estimator` must be fitted.", "NotFittedError");
    }
    return { parts: [{ model: estimator.fitted, rows: all }], model: estimator.fitted };
  }
  if (cv === "prefit") throw new TuningError("When cv='prefit', `estimator` must be fitted.", "NotFittedError");
  const parts = splits.map(({ train, test }) => ({ model: estimator.fit(train), rows: test }));
  const first = parts[0]?.model;
  if (first === undefined) throw new RangeError("A tuning needs at least one split.");
  return { parts, model: refit ? estimator.fit(all) : first };
}

interface CurveRequest extends TuningInput {
  readonly scorer: Scorer;
  readonly positiveLabel: number;
}

function curveOf({ model, rows }: Part, request: CurveRequest): SampledCurve {
  const { scorer, positiveLabel, thresholds = 100, responseMethod = "auto" } = request;
  const { scores } = responseOf(model, { rows, positiveLabel, method: responseMethod });
  const labels = Int32Array.from(rows, (row) => request.labels[row] ?? 0);
  const pair = labelPair(model.classes, positiveLabel);
  const at = typeof thresholds === "number" ? evenlySpaced(...rangeOf(scores), thresholds) : thresholds;
  const values = at.map((threshold) =>
    scorer.score({ labels, predicted: labelsAt(scores, threshold, pair), positiveLabel }),
  );
  return { at, values };
}

function rangeOf(values: Float64Array): [number, number] {
  return [values.reduce((a, b) => Math.min(a, b), Infinity), values.reduce((a, b) => Math.max(a, b), -Infinity)];
}

/** Candidates that were given are the same in every split: nothing to interpolate. */
function meanCurve(curves: readonly SampledCurve[], thresholds: number | Float64Array): SampledCurve {
  const given = typeof thresholds !== "number";
  const from = Math.min(...curves.map(({ at }) => at[0] ?? Infinity));
  const to = Math.max(...curves.map(({ at }) => at.at(-1) ?? -Infinity));
  const at = given ? thresholds : evenlySpaced(from, to, thresholds);
  const worthOf = (curve: SampledCurve, place: number, i: number) =>
    given ? (curve.values[i] ?? Number.NaN) : interpolate(curve, place);
  const values = at.map((place, i) => curves.reduce((sum, curve) => sum + worthOf(curve, place, i), 0) / curves.length);
  return { at, values };
}

/** NumPy's `argmax`: the first of the largest, where NaN is larger than anything. */
function firstBest(values: Float64Array): number {
  const unknown = values.findIndex(Number.isNaN);
  if (unknown >= 0) return unknown;
  let best = 0;
  for (let i = 1; i < values.length; i += 1) if ((values[i] ?? 0) > (values[best] ?? 0)) best = i;
  return best;
}

import { describe, expect, it } from "vitest";
import { z } from "zod";
import { fBeta } from "../../lib/stats/metrics/precision-recall.ts";
import type { FittedEstimator } from "../../lib/thresholds/choose/estimator.ts";
import { makeScorer, namedScorers, ofOneClass, type Scorer } from "../../lib/thresholds/choose/scorer.ts";
import { tuneThreshold } from "../../lib/thresholds/choose/tune-threshold.ts";
import { TuningError } from "../../lib/thresholds/choose/tuning-error.ts";
import { expectClose } from "./golden-metric.ts";
import { hasVectors, readVectors } from "./read-vectors.ts";

/** A model whose probabilities are those of the file. */
function prefitted(scores: readonly number[]): FittedEstimator {
  const of = (label: number, rows: Int32Array) =>
    Float64Array.from(rows, (row) => (label === 1 ? (scores[row] ?? 0) : 1 - (scores[row] ?? 0)));
  return { name: "Scores", classes: [0, 1], probabilityOf: of };
}

/** Mean cost of a row. */
function cost(falseAlarm: number, miss: number): Scorer {
  const scoreOf = ({ labels, predicted }: { labels: Int32Array; predicted: Int32Array }) => {
    let sum = 0;
    for (let i = 0; i < labels.length; i += 1) {
      if (labels[i] === predicted[i]) continue;
      sum += labels[i] === 1 ? miss : falseAlarm;
    }
    return sum / labels.length;
  };
  return makeScorer(scoreOf, { greaterIsBetter: false });
}

const scorers = new Map<string, Scorer>([
  ["balanced_accuracy(default)", namedScorers.balanced_accuracy],
  ["balanced_accuracy", namedScorers.balanced_accuracy],
  ["f1", namedScorers.f1],
  ["fbeta2", ofOneClass((classes) => fBeta(classes, 2).value)],
  ["cost_FN10_FP1", cost(1, 10)],
  ["neg_cost_fp1_fn20", cost(1, 20)],
]);

function scorerOf(name: string): Scorer {
  const scorer = scorers.get(name);
  if (scorer === undefined) throw new Error(`No scorer ${name}`);
  return scorer;
}

function errorOf(call: () => unknown): { type: string; message: string } {
  try {
    call();
  } catch (error) {
    if (error instanceof TuningError) return { type: error.kind, message: error.message };
    throw error;
  }
  throw new Error("Nothing was refused.");
}

const tunedFile = "tuned_threshold.json";
const numbers = z.array(z.number());
const refusal = z.object({ type: z.string(), message: z.string() });
const tunedShape = z.object({
  y: numbers,
  score: numbers,
  cases: z.array(
    z.object({
      scorer: z.string(),
      cv: z.union([z.literal("prefit"), z.number()]),
      thresholds_param: z.union([z.number(), numbers]),
      best_threshold_: z.number(),
      best_score_: z.number(),
      cv_results_thresholds: numbers,
      cv_results_scores: numbers,
    }),
  ),
  errors: z.object({ constant_scores: refusal, prefit_with_refit_true: refusal, three_class: refusal }),
});

describe.skipIf(!hasVectors(tunedFile))(tunedFile, () => {
  const golden = tunedShape.parse(readVectors(tunedFile));
  const labels = Int32Array.from(golden.y);
  const fitted = prefitted(golden.score);

  it.each(golden.cases)("equals scikit-learn: $scorer, cv $cv, $thresholds_param thresholds", (expected) => {
    const { cv, thresholds_param: given } = expected;
    const tuned = tuneThreshold({
      labels,
      estimator: cv === "prefit" ? { fitted } : { fit: () => fitted },
      cv,
      refit: cv !== "prefit",
      scorer: scorerOf(expected.scorer),
      thresholds: typeof given === "number" ? given : Float64Array.from(given),
    });
    expectClose(tuned.threshold, expected.best_threshold_);
    expectClose(tuned.score, expected.best_score_);
    expectClose(tuned.curve.at, expected.cv_results_thresholds);
    expectClose(tuned.curve.values, expected.cv_results_scores);
  });

  it("refuses what scikit-learn refuses, in its words", () => {
    const constant = prefitted(golden.score.map(() => 0.3));
    const prefit = { labels, estimator: { fitted }, cv: "prefit" as const };
    expect(errorOf(() => tuneThreshold({ ...prefit, estimator: { fitted: constant }, refit: false }))).toEqual(
      golden.errors.constant_scores,
    );
    expect(errorOf(() => tuneThreshold(prefit))).toEqual(golden.errors.prefit_with_refit_true);
    const three = Int32Array.from(labels, (label, i) => (i === 0 ? 2 : label));
    expect(errorOf(() => tuneThreshold({ ...prefit, labels: three, refit: false }))).toEqual(golden.errors.three_class);
  });

  it("raises nothing for rows of one class that are only judged, as scikit-learn does", () => {
    const one = tuneThreshold({ labels: Int32Array.of(1, 1), estimator: { fitted }, cv: "prefit", refit: false });
    expect(one.curve.at).toHaveLength(100);
  });
});

const parityFile = "threshold_parity.json";
const parityShape = z.object({
  scores: numbers,
  y: numbers,
  folds_val_idx: z.array(numbers),
  tuned: z.record(z.string(), z.unknown()),
});
const parityCase = z.object({
  best_threshold: z.number(),
  best_score: z.number(),
  thresholds: numbers.optional(),
  mean_scores: numbers.optional(),
  thresholds_param: numbers.optional(),
});

describe.skipIf(!hasVectors(parityFile))(`${parityFile}: tuned`, () => {
  const golden = parityShape.parse(readVectors(parityFile));
  const labels = Int32Array.from(golden.y);
  const fitted = prefitted(golden.scores);
  const all = [...labels.keys()];
  const splits = golden.folds_val_idx.map((held) => ({
    test: Int32Array.from(held),
    train: Int32Array.from(all.filter((row) => !held.includes(row))),
  }));
  const names = Object.keys(golden.tuned).filter((name) => name.includes("|"));

  it("holds its ten cases", () => expect(names).toHaveLength(10));

  it.each(names)("equals scikit-learn: %s", (name) => {
    const expected = parityCase.parse(golden.tuned[name]);
    const [scorer = "", cv = "", count = ""] = name.split("|");
    const tuned = tuneThreshold({
      labels,
      estimator: cv === "prefit" ? { fitted } : { fit: () => fitted },
      cv: cv === "prefit" ? "prefit" : splits,
      refit: cv !== "prefit",
      scorer: scorerOf(scorer),
      thresholds: expected.thresholds_param ? Float64Array.from(expected.thresholds_param) : Number(count),
    });
    expectClose(tuned.threshold, expected.best_threshold);
    expectClose(tuned.score, expected.best_score);
    if (expected.thresholds) expectClose(tuned.curve.at, expected.thresholds);
    if (expected.mean_scores) expectClose(tuned.curve.values, expected.mean_scores);
  });

  it("refuses constant scores in its words", () => {
    const constant = { fitted: prefitted(golden.scores.map(() => 0.5)) };
    expect(errorOf(() => tuneThreshold({ labels, estimator: constant, cv: "prefit", refit: false })).message).toBe(
      golden.tuned.constant_error,
    );
  });
});

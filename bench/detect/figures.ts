import { expectedCalibrationError } from "../../lib/stats/metrics/calibration-error.ts";
import { bestPointWithin, operatingPoint } from "../../lib/stats/metrics/operating-point.ts";
import { fBeta } from "../../lib/stats/metrics/precision-recall.ts";
import { averagePrecision } from "../../lib/stats/metrics/precision-recall-curve.ts";
import { rocAuc } from "../../lib/stats/metrics/roc-auc.ts";
import type { Metrics } from "../support/benchmark.ts";

/** What was said of rows whose truth is known. */
export interface Judged {
  /** 1 = attack, 0 = normal. */
  readonly labels: Uint8Array;
  readonly scores: Float64Array;
  readonly probabilities: Float64Array;
  /** Of the score, chosen before these rows were seen. */
  readonly threshold: number;
  /** 1 for attacks of types that training had none of. */
  readonly unseen?: Uint8Array;
}

export type Figures = Readonly<Record<string, number>>;

/** The figures of one run, by the names of the metrics; `np5.` and `at50.` in front of those at a threshold. */
export function figuresOf({ labels, scores, probabilities, threshold, unseen }: Judged): Figures {
  const np5 = operatingPoint({ labels, scores }, threshold);
  const at50 = operatingPoint({ labels, scores: probabilities }, 0.5);
  const figures: Record<string, number> = {
    rocAuc: rocAuc({ labels, scores }).value,
    averagePrecision: averagePrecision({ labels, scores }).value,
    tprAtFpr1: bestPointWithin({ labels, scores }, 0.01).recall,
    tprAtFpr5: bestPointWithin({ labels, scores }, 0.05).recall,
    calibrationError: expectedCalibrationError({ labels, scores: probabilities }),
    "np5.accuracy": np5.accuracy,
    "np5.fpr": np5.falsePositiveRate,
    "np5.recall": np5.recall,
    "at50.accuracy": at50.accuracy,
    "at50.fpr": at50.falsePositiveRate,
  };
  if (unseen?.includes(1)) figures["np5.recallUnseen"] = recallOf(unseen, scores, threshold);
  return figures;
}

function recallOf(of: Uint8Array, scores: Float64Array, threshold: number): number {
  let rows = 0;
  let flagged = 0;
  for (const [row, counts] of of.entries()) {
    rows += counts;
    flagged += counts * Number((scores[row] ?? 0) >= threshold);
  }
  return flagged / rows;
}

/** Mean F1 over classes of rows that are flagged and named, or taken for class 0. */
export function macroF1(truth: Int32Array, predicted: Int32Array): number {
  return fBeta({ labels: truth, predicted }, 1, { average: "macro" }).value;
}

/** Means over runs and, with `Sd` behind the name, deviations; `a.b` becomes b within a. */
export function summarise(runs: readonly Figures[]): Metrics {
  const summary: Record<string, Record<string, number>> = {};
  const top: Record<string, number> = {};
  for (const name of Object.keys(runs[0] ?? {})) {
    const values = runs.map((run) => run[name] ?? Number.NaN);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    const [group = "", own] = name.split(".");
    const place = own === undefined ? top : (summary[group] ?? {});
    if (own !== undefined) summary[group] = place;
    place[own ?? group] = round(mean);
    place[`${own ?? group}Sd`] = round(Math.sqrt(squares / Math.max(1, values.length - 1)));
  }
  return { ...top, ...summary };
}

/** Five digits: more of them would be noise. */
function round(value: number): number {
  return Math.round(value * 1e5) / 1e5;
}

/** One line about a run. */
export function describe(figures: Figures): string {
  return Object.entries(figures)
    .map(([name, value]) => `${name} ${value.toFixed(4)}`)
    .join(", ");
}

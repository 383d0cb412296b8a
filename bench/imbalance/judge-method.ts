import { fitBoosting } from "../../lib/models/boosting/fit-boosting.ts";
import { predictMargins } from "../../lib/models/boosting/predict-boosting.ts";
import { calibrated } from "../../lib/models/calibration/calibration.ts";
import { fitPlatt } from "../../lib/models/calibration/fit-platt.ts";
import { encode } from "../../lib/models/data/encoders/encoder.ts";
import { fitEncoder } from "../../lib/models/data/encoders/fit-encoder.ts";
import type { LabelledTable } from "../../lib/models/data/frame.ts";
import { logistic } from "../../lib/stats/linear/logistic.ts";
import { expectedCalibrationError } from "../../lib/stats/metrics/calibration-error.ts";
import { bestPointWithin } from "../../lib/stats/metrics/operating-point.ts";
import { averagePrecision } from "../../lib/stats/metrics/precision-recall-curve.ts";
import { brierScore } from "../../lib/stats/metrics/probability-loss.ts";
import { balanceRows, type TreeOptions } from "../../lib/training/fit-trees.ts";
import type { Figures } from "../detect/figures.ts";

export interface FoldTables {
  /** Learnt from, after its few attacks were treated. */
  readonly learnt: LabelledTable;
  /** As rare as they come; sets the calibration and nothing else. */
  readonly later: LabelledTable;
  readonly test: LabelledTable;
}

/** Figures on rows that are tested as they are, before and after Platt's calibration. Trees as the trainer grows them. */
export function judgeMethod({ learnt, later, test }: FoldTables, options: TreeOptions): Figures {
  const encoder = fitEncoder(learnt.frame, { numbers: "plain", categories: "ordinal" });
  const matrixOf = (table: LabelledTable) => encode(encoder, table.frame);
  const weights = new Float64Array(learnt.labels.length).fill(1);
  const { rounds, mostDepth, learningRate, seed } = options;
  const model = fitBoosting({
    ...balanceRows({ matrix: matrixOf(learnt), labels: learnt.labels, weights }, options),
    classes: 2,
    options: { rounds, mostDepth, learningRate, seed },
  });
  const calibration = fitPlatt({ labels: later.labels, scores: predictMargins(model, matrixOf(later)) });
  const scores = predictMargins(model, matrixOf(test));
  const { labels } = test;
  const before = { labels, scores: scores.map(logistic) };
  const after = { labels, scores: scores.map((score) => calibrated(calibration, score)) };
  return {
    averagePrecision: averagePrecision({ labels, scores }).value,
    tprAtFpr1: bestPointWithin({ labels, scores }, 0.01).recall,
    "before.brier": brierScore(before),
    "before.calibrationError": expectedCalibrationError(before),
    "after.brier": brierScore(after),
    "after.calibrationError": expectedCalibrationError(after),
  };
}

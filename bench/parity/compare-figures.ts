import type { Metrics } from "../support/benchmark.ts";
import type { ParityFigures } from "./scikit-learn.ts";

export const tolerance = { rocAuc: 0.003, logLossShare: 0.01 };

/**
 * Ours beside theirs. "better": further away than the tolerance, on the good side. "within the seeds": further apart than the tolerance, but by less than twice the standard error of the
 * difference of the two means, so that nothing can be said.
 */
export function compareFigures(ours: ParityFigures, theirs: ParityFigures): Metrics {
  const area = ours.rocAuc - theirs.rocAuc;
  const loss = ours.logLoss - theirs.logLoss;
  const noise = (own: number, other: number) => 2 * Math.sqrt(own ** 2 / ours.seeds + other ** 2 / theirs.seeds);
  const isClose = Math.abs(area) <= tolerance.rocAuc && Math.abs(loss) <= tolerance.logLossShare * theirs.logLoss;
  const isNoise =
    Math.abs(area) <= Math.max(tolerance.rocAuc, noise(ours.rocAucSd, theirs.rocAucSd)) &&
    Math.abs(loss) <= Math.max(tolerance.logLossShare * theirs.logLoss, noise(ours.logLossSd, theirs.logLossSd));
  const isBetter = area >= -tolerance.rocAuc && loss <= tolerance.logLossShare * theirs.logLoss;
  return {
    verdict: isClose ? "within tolerance" : isBetter ? "better" : isNoise ? "within the seeds" : "worse",
    seeds: ours.seeds,
    seedsScikitLearn: theirs.seeds,
    rocAuc: round(ours.rocAuc, 5),
    rocAucSd: round(ours.rocAucSd, 5),
    rocAucScikitLearn: theirs.rocAuc,
    rocAucSdScikitLearn: theirs.rocAucSd,
    logLoss: round(ours.logLoss, 6),
    logLossSd: round(ours.logLossSd, 6),
    logLossScikitLearn: theirs.logLoss,
    logLossSdScikitLearn: theirs.logLossSd,
    logLossDifferenceShare: round(loss / theirs.logLoss, 4),
  };
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

import { noveltyDetector } from "../../lib/models/detector/detector-options.ts";
import type { BenchmarkContext, Metrics } from "../support/benchmark.ts";
import { leaveOut, leftOutFigures } from "./leave-out.ts";
import { readTrain } from "./nsl-kdd.ts";

/** Weights of known attacks (probability), strangers and isolation (percentiles) that are compared. */
const mixes = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
  [0.5, 0, 0.5],
  [0.5, 0.5, 0],
  [0.4, 0.3, 0.3],
  [0.2, 0.4, 0.4],
  [0.2, 0.5, 0.3],
  [0.1, 0.6, 0.3],
] as const;

const novelShares = [0, 0.05, 0.1];

/**
 * What the configuration was chosen by, on KDDTrain+ alone: attacks left out by family and by type, judged beside normal
 * rows of which none, 5 and 10 % are of services that training had no normal row of.
 */
export function measureChoice(context: BenchmarkContext): Metrics[] {
  const left = leaveOut(readTrain(context), noveltyDetector, context.log);
  const given = noveltyDetector.combine.by === "blend" ? noveltyDetector.combine.weights : [];
  return mixes.flatMap((weights) =>
    novelShares.map((novelShare) => {
      const factors = weights.map((weight, i) => weight / (given[i] ?? 1));
      const mix = ({ parts }: { readonly parts: readonly Float64Array[] }) => mixParts(parts, factors);
      const family = leftOutFigures(left.slice(0, 4), novelShare, mix);
      const type = leftOutFigures(left.slice(4), novelShare, mix);
      const row = { weights: weights.join(" "), novelShare, family, type };
      context.log(JSON.stringify(row));
      return row;
    }),
  );
}

function mixParts(parts: readonly Float64Array[], factors: readonly number[]): Float64Array {
  const mixed = new Float64Array(parts[0]?.length ?? 0);
  for (const [i, part] of parts.entries()) {
    for (let row = 0; row < mixed.length; row += 1)
      mixed[row] = (mixed[row] ?? 0) + (factors[i] ?? 0) * (part[row] ?? 0);
  }
  return mixed;
}

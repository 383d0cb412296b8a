import { noveltyDetector } from "../../lib/models/detector/detector-options.ts";
import type { BenchmarkContext, Metrics } from "../support/benchmark.ts";
import { leaveOut, leftOutFigures } from "./leave-out.ts";
import { readTrain } from "./nsl-kdd.ts";

/** Weights of known attacks, strangers and isolation that were compared. */
const mixes = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
  [0.9, 0, 0.1],
  [0.7, 0, 0.3],
  [0.5, 0.5, 0],
  [0.7, 0.3, 0],
  [0.6, 0.3, 0.1],
  [0.5, 0.4, 0.1],
  [0.4, 0.5, 0.1],
  [0.4, 0.4, 0.2],
] as const;

/** What the configuration was chosen by, on KDDTrain+ alone: attacks left out by family, and by type. */
export function measureChoice(context: BenchmarkContext): Metrics[] {
  const left = leaveOut(readTrain(context), noveltyDetector, context.log);
  const given = noveltyDetector.combine.by === "blend" ? noveltyDetector.combine.weights : [];
  return mixes.map((weights) => {
    const mix = (scored: { readonly parts: readonly Float64Array[] }) => {
      const mixed = new Float64Array(scored.parts[0]?.length ?? 0);
      for (const [i, part] of scored.parts.entries()) {
        const factor = (weights[i] ?? 0) / (given[i] ?? 1);
        for (let row = 0; row < mixed.length; row += 1) mixed[row] = (mixed[row] ?? 0) + factor * (part[row] ?? 0);
      }
      return mixed;
    };
    const { recallAtNp5: _family, ...family } = leftOutFigures(left.slice(0, 4), mix);
    const { recallAtNp5: _type, ...type } = leftOutFigures(left.slice(4), mix);
    const row = { weights: weights.join(" "), family, type };
    context.log(JSON.stringify(row));
    return row;
  });
}

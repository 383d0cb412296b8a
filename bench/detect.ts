import { noveltyDetector } from "../lib/models/detector/detector-options.ts";
import { measureChoice } from "./detect/choice.ts";
import { measureCsic2010 } from "./detect/csic-2010.ts";
import { measureNslKdd } from "./detect/nsl-kdd.ts";
import { measureUnswNb15 } from "./detect/unsw-nb15.ts";
import type { Benchmark, BenchmarkContext, BenchmarkResult, Metrics } from "./support/benchmark.ts";

type Measure = (context: BenchmarkContext, look: boolean) => Metrics[];

const sets: Readonly<Record<string, Measure>> = {
  choice: measureChoice,
  nsl: measureNslKdd,
  unsw: measureUnswNb15,
  csic: measureCsic2010,
};
const usual = ["nsl", "unsw", "csic"];

/**
 * `--set=nsl,unsw` measures some of the sets; `--set=choice` what the configuration for NSL-KDD was chosen by. The test
 * files of NSL-KDD stay shut with `--train-only`, for whoever is looking for a better configuration.
 */
function run(context: BenchmarkContext): BenchmarkResult {
  const wanted = context.args.find((argument) => argument.startsWith("--set="))?.slice("--set=".length);
  const look = !context.args.includes("--train-only");
  const datasets = (wanted?.split(",") ?? usual).flatMap((name) => {
    const measure = sets[name];
    if (measure === undefined)
      throw new RangeError(`There is no set ${name}; there are ${Object.keys(sets).join(", ")}.`);
    return measure(context, look);
  });
  return { metrics: { datasets }, config: { detector: JSON.stringify(noveltyDetector), threads: 1 } };
}

export const benchmark: Benchmark = {
  name: "detect",
  description: "detection quality on NSL-KDD, UNSW-NB15 and CSIC 2010, by protocols that are stated",
  run,
};

import { parseArgs } from "node:util";
import type { EventColumns } from "../lib/event/columns.ts";
import { writeChampion } from "../lib/models/champion/write-champion.ts";
import { describeScore } from "../lib/pipeline/explanation/describe-score.ts";
import { explainScore } from "../lib/pipeline/explanation/explain-score.ts";
import { championShape } from "./models/bench-champion.ts";
import { type AlertBasis, collectAlerts } from "./models/collect-alerts.ts";
import { demoHistory, recordings } from "./models/explained-logs.ts";
import { fitToHistory } from "./models/fit-to-history.ts";
import type { Benchmark, BenchmarkContext, BenchmarkResult } from "./support/benchmark.ts";
import { quantile } from "./support/quantile.ts";

/** Explains each alert as the API does, and scores each counterfactual again from nothing but its changes. */
function measure(alerts: readonly AlertBasis[]) {
  const options = { against: "paths", surrogate: false } as const;
  let found = 0;
  let valid = 0;
  let changes = 0;
  let largestError = 0;
  for (const { basis, notify } of alerts.slice(0, 20)) explainScore(basis, { ...options, notify });
  const tookMs = Float64Array.from(alerts, ({ basis, notify }) => {
    const startedMs = performance.now();
    const explained = explainScore(basis, { ...options, notify });
    const described = describeScore(basis, explained, notify);
    const took = performance.now() - startedMs;
    largestError = Math.max(largestError, additiveError(described));
    const change = explained.counterfactual?.found ?? null;
    if (change !== null) {
      found += 1;
      changes += change.changes.length;
      const vector = basis.vector.slice();
      for (const { column, value } of change.changes) vector[column] = value;
      const again = explainScore({ ...basis, vector }, { ...options, notify: null });
      valid += Number(again.margin < notify);
    }
    return took;
  }).sort();
  return {
    alerts: alerts.length,
    counterfactualFoundShare: found / alerts.length,
    counterfactualValidShare: found === 0 ? null : valid / found,
    meanChanges: changes / Math.max(1, found),
    p50Ms: quantile(tookMs, 0.5),
    p95Ms: quantile(tookMs, 0.95),
    p99Ms: quantile(tookMs, 0.99),
    largestAdditivityError: largestError,
  };
}

/** How far the parts of any sum are from what they should add up to. */
function additiveError({ logOdds, trees }: ReturnType<typeof describeScore>): number {
  const errors = [logOdds, trees].flatMap((sum) => {
    if (sum === null) return [];
    return [Math.abs(sum.parts.reduce((all, { contribution }) => all + contribution, sum.base) - sum.total)];
  });
  return Math.max(0, ...errors);
}

async function run({ args, log, requireData }: BenchmarkContext): Promise<BenchmarkResult> {
  const { values } = parseArgs({
    args: [...args],
    options: { hours: { type: "string", default: "6" }, alerts: { type: "string", default: "400" } },
  });
  const history = demoHistory(Number(values.hours));
  log(`${history.length} events of the demonstration, ${history.attacks} of them of attacks`);
  const recorded = await recordings(requireData);
  const blocks: EventColumns[] = [...history.blocks, ...recorded.blocks];
  log(`${recorded.events} events of recordings`);
  const most = Number(values.alerts);
  const plain = collectAlerts(blocks, { champion: null, most });
  const champion = fitToHistory(history);
  log(`a champion of ${championShape.rounds} trees is fitted`);
  const trained = collectAlerts(blocks, { champion: { bytes: writeChampion(champion), champion }, most });
  return {
    metrics: { withoutChampion: measure(plain), withChampion: measure(trained) },
    config: {
      demoEvents: history.length,
      demoAttackEvents: history.attacks,
      recordedEvents: recorded.events,
      recordings: recorded.files,
      championTrees: championShape,
      threads: 1,
    },
  };
}

export const benchmark: Benchmark = {
  name: "explain",
  description: "explanations of alerts of the demonstration and of recordings: time, sums, counterfactuals proved",
  run,
};

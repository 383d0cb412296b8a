import type { LiveLatency, PaintedSample } from "../../lib/contracts/live.ts";
import { latencyStages } from "../../lib/contracts/live-latency.ts";
import { metrics } from "../health/metrics.ts";
import { processWide } from "../process-wide.ts";

const keptMs = 5 * 60_000;
const keptSamples = 4096;

interface Kept {
  readonly atMs: number;
  readonly sample: PaintedSample;
}

/** What browsers of this process reported within the last minutes. */
interface EyeLatency {
  kept: Kept[];
}

const eyeLatency = () => processWide<EyeLatency>("eye latency", () => ({ kept: [] }));

/** Takes what a browser measured: for the figures of all browsers, and for Prometheus. */
export function takePainted(samples: readonly PaintedSample[], nowMs: number): void {
  const state = eyeLatency();
  const { eyeSeconds } = metrics();
  for (const sample of samples) {
    for (const stage of latencyStages) eyeSeconds.observe({ stage }, sample[stage] / 1000);
  }
  state.kept = [...state.kept, ...samples.map((sample) => ({ atMs: nowMs, sample }))].slice(-keptSamples);
}

function quantile(sorted: readonly number[], share: number): number | null {
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? null;
}

/** Median and 99th percentile of each stage over all browsers of this process, of the last five minutes. */
export function readLatency(nowMs: number): LiveLatency {
  const samples = eyeLatency().kept.filter(({ atMs }) => atMs >= nowMs - keptMs);
  const stages = latencyStages.map((stage) => {
    const sorted = samples.map(({ sample }) => sample[stage]).sort((a, b) => a - b);
    return { stage, p50Ms: quantile(sorted, 0.5), p99Ms: quantile(sorted, 0.99) };
  });
  return { samples: samples.length, stages };
}

import type { ChartBucket } from "../../lib/contracts/live.ts";
import type { TimeRange } from "../../lib/contracts/live-range.ts";
import type { ThresholdStep } from "../../lib/contracts/threshold-step.ts";
import { timeTicksOf } from "./time-ticks.ts";

export const bandNames = ["notify", "approve", "auto"] as const;
export type ThresholdBand = (typeof bandNames)[number];

/** A stretch of time over which a threshold stood still. Times in ms, value 0-100. */
export interface ThresholdSegment {
  readonly band: ThresholdBand;
  readonly from: number;
  readonly to: number;
  readonly value: number;
  readonly estimated: boolean;
}

/** A moment at which a threshold moved, was set or was taken away. */
export interface ThresholdMove {
  readonly key: string;
  readonly band: ThresholdBand;
  readonly at: number;
  readonly before: number | null;
  readonly after: number | null;
  /** The whole change: who, why, and all bands. */
  readonly step: ThresholdStep;
}

/** A bucket as the chart draws it, the table lists it and the file holds it. */
export interface ChartPoint extends ChartBucket {
  /** Events per second over as much of the bucket as has gone by. */
  readonly rate: number;
}

export interface ThreatChart {
  /** [start, end) of the view, ms. */
  readonly domain: readonly [number, number];
  /** Length of one bucket, ms. */
  readonly stepMs: number;
  /** Buckets in view, oldest first, each start at most once. */
  readonly points: readonly ChartPoint[];
  /** [from, to) index ranges of `points` without a gap inside; between two of them nothing is drawn. */
  readonly runs: readonly (readonly [number, number])[];
  /** Top of the rate axis, events per second: a round number at or above the highest rate. */
  readonly rateLimit: number;
  readonly segments: readonly ThresholdSegment[];
  readonly moves: readonly ThresholdMove[];
  /** Round moments for the time axis. */
  readonly timeTicks: readonly number[];
}

interface ThreatChartInput {
  readonly buckets: readonly ChartBucket[];
  readonly thresholds: readonly ThresholdStep[];
  /** What is shown, ms. */
  readonly range: TimeRange;
  /** Length of the buckets, s. */
  readonly seconds: number;
}

/** Decides everything about the chart but where pixels go: order, gaps, limits, steps. Pure. */
export function prepareThreatChart({ buckets, thresholds, range, seconds }: ThreatChartInput): ThreatChart {
  const { from: start, to: end } = range;
  const stepMs = seconds * 1000;
  const points = buckets
    .filter((bucket) => bucket.start + stepMs > start && bucket.start < end + stepMs)
    .map((bucket) => ({ ...bucket, rate: bucket.n / secondsGone(bucket, end) }));
  const domain = [start, end] as const;
  return {
    domain,
    stepMs,
    points,
    runs: runsOf(points, stepMs),
    rateLimit: roundLimit(points.reduce((most, { rate }) => Math.max(most, rate), 0)),
    ...stepsOf(thresholds, domain),
    timeTicks: timeTicksOf(domain),
  };
}

/** A bucket that is not over yet is measured by what has gone by, or its rate would seem to fall. */
function secondsGone({ start, seconds }: ChartBucket, end: number): number {
  return Math.max(1, Math.min(seconds, (end - start) / 1000));
}

/** A bucket without events breaks the line as much as one that is missing. */
function runsOf(points: readonly ChartPoint[], stepMs: number): (readonly [number, number])[] {
  const runs: (readonly [number, number])[] = [];
  let from = -1;
  let before: ChartPoint | undefined;
  for (const [index, point] of points.entries()) {
    const joined = before !== undefined && point.start - before.start === stepMs;
    if (from >= 0 && (!joined || point.n === 0)) {
      runs.push([from, index]);
      from = -1;
    }
    if (from < 0 && point.n > 0) from = index;
    before = point;
  }
  if (from >= 0) runs.push([from, points.length]);
  return runs;
}

/** 1, 2, 3, 5, 8 x 10^k at or above the value; at least 1. */
export function roundLimit(value: number): number {
  if (value <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = [1, 2, 3, 5, 8, 10].find((candidate) => candidate * power >= value) ?? 10;
  return factor * power;
}

function stepsOf(steps: readonly ThresholdStep[], [start, end]: readonly [number, number]) {
  const ordered = [...steps].sort((left, right) => left.at - right.at || left.version - right.version);
  const segments: ThresholdSegment[] = [];
  const moves: ThresholdMove[] = [];
  for (const band of bandNames) {
    for (const [index, step] of ordered.entries()) {
      const value = step[band];
      const from = Math.max(start, step.at);
      // The last step holds on; drawn a little past the edge, where a gliding chart looks next.
      const to = Math.min(end, ordered[index + 1]?.at ?? end) + (index === ordered.length - 1 ? 2000 : 0);
      if (value !== null && to > from) segments.push({ band, from, to, value, estimated: step.estimated });
      const before = ordered[index - 1];
      if (before === undefined || before[band] === value || step.at < start || step.at > end) continue;
      const key = `${band}-${step.version}`;
      moves.push({ key, band, at: step.at, before: before[band], after: value, step });
    }
  }
  return { segments, moves };
}

/** The bucket at a moment, if there is one: what the cursor reads. */
export function pointAt(chart: ThreatChart, at: number): ChartPoint | null {
  const start = Math.floor(at / chart.stepMs) * chart.stepMs;
  return chart.points.find((point) => point.start === start) ?? null;
}

/** The thresholds in force at a moment; null where one is off. */
export function thresholdsAt(chart: ThreatChart, at: number): Readonly<Record<ThresholdBand, number | null>> {
  const levelOf = (band: ThresholdBand) =>
    chart.segments.findLast((segment) => segment.band === band && segment.from <= at && at < segment.to)?.value ?? null;
  return { notify: levelOf("notify"), approve: levelOf("approve"), auto: levelOf("auto") };
}

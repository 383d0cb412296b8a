import { describe, expect, test } from "vitest";
import type { ChartBucket } from "../../lib/contracts/live.ts";
import type { ThresholdStep } from "../../lib/contracts/threshold-step.ts";
import { thresholdStep } from "../../testing/threshold-step.ts";
import { pointAt, prepareThreatChart, roundLimit, thresholdsAt } from "./prepare-threat-chart.ts";

const end = 1_800_000_000_000;
const second = (ago: number, n = 10): ChartBucket => ({
  start: end - ago * 1000,
  seconds: 1,
  n,
  flagged: 0,
  alerts: 0,
  p50: n === 0 ? null : 20,
  p95: n === 0 ? null : 40,
  p99: n === 0 ? null : 60,
  max: n === 0 ? null : 80,
});
const step = (version: number, ago: number, notify: number | null) =>
  thresholdStep({ version, at: end - ago * 1000, notify });
const prepare = (buckets: ChartBucket[], thresholds: ThresholdStep[] = []) =>
  prepareThreatChart({ buckets, thresholds, range: { from: end - 60_000, to: end }, seconds: 1 });

describe("gaps", () => {
  test("a missing second breaks the line", () => {
    expect(prepare([second(6), second(5), second(3), second(2)]).runs).toEqual([
      [0, 2],
      [2, 4],
    ]);
  });

  test("so does a second without events", () => {
    expect(prepare([second(4), second(3, 0), second(2)]).runs).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });

  test("no data, no lines", () => {
    const chart = prepare([]);
    expect(chart.runs).toEqual([]);
    expect(chart.rateLimit).toBe(1);
  });
});

test("what lies outside the view is left out", () => {
  expect(prepare([second(90), second(30)]).points.map((point) => point.start)).toEqual([end - 30_000]);
});

test("the rate axis ends at a round number", () => {
  expect([0, 1, 7, 12, 130, 480, 501, 1000].map(roundLimit)).toEqual([1, 1, 8, 20, 200, 500, 800, 1000]);
});

describe("thresholds", () => {
  const chart = prepare([], [step(1, 300, 90), step(2, 30, 95), step(3, 10, null)]);

  test("stand as steps between the moments they moved", () => {
    expect(chart.segments.map(({ from, to, value }) => [(end - from) / 1000, (end - to) / 1000, value])).toEqual([
      [60, 30, 90],
      [30, 10, 95],
    ]);
  });

  test("a move says from what to what; what moved before the view is no move in it", () => {
    expect(chart.moves.map(({ before, after }) => [before, after])).toEqual([
      [90, 95],
      [95, null],
    ]);
  });

  test("are read at a moment", () => {
    expect(thresholdsAt(chart, end - 45_000).notify).toBe(90);
    expect(thresholdsAt(chart, end - 30_000).notify).toBe(95);
    expect(thresholdsAt(chart, end - 5000).notify).toBeNull();
  });
});

test("the cursor reads the second it is over, and nothing in a gap", () => {
  const chart = prepare([second(6), second(4)]);
  expect(pointAt(chart, end - 5200)?.start).toBe(end - 6000);
  expect(pointAt(chart, end - 4500)).toBeNull();
});

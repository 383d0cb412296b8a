import { expect, test } from "vitest";
import { prepareThreatChart } from "../charts/prepare-threat-chart.ts";
import { chartCsv } from "./chart-csv.ts";

test("one line a bucket, unrounded, with nothing where nothing was", () => {
  const start = Date.UTC(2026, 10, 22, 12);
  const chart = prepareThreatChart({
    buckets: [
      { start, seconds: 1, n: 3, flagged: 1, alerts: 1, p50: 4.4, p95: 50, p99: 97.3, max: 97.3 },
      { start: start + 1000, seconds: 1, n: 0, flagged: 0, alerts: 0, p50: null, p95: null, p99: null, max: null },
    ],
    thresholds: [],
    range: { from: start - 50_000, to: start + 10_000 },
    seconds: 1,
  });
  expect(chartCsv(chart).split("\r\n")).toEqual([
    "time,seconds,events,events_per_second,p50,p95,p99,max,notify,approve,auto,flagged,alerts",
    "2026-11-22T12:00:00.000Z,1,3,3,4.4,50,97.3,97.3,,,,1,1",
    "2026-11-22T12:00:01.000Z,1,0,0,,,,,,,,0,0",
    "",
  ]);
});

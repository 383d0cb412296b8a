import fc from "fast-check";
import { expect, test } from "vitest";
import type { ChartBucket } from "../../lib/contracts/live.ts";
import { thresholdStep } from "../../testing/threshold-step.ts";
import { prepareThreatChart, thresholdsAt } from "../charts/prepare-threat-chart.ts";
import { readMoment } from "../charts/read-moment.ts";
import { formatRate, formatScore } from "../display/format.ts";
import { chartCsv } from "./chart-csv.ts";
import { chartColumns, chartRows } from "./chart-rows.ts";

const from = Date.UTC(2026, 10, 22, 12);
const scores = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 4, maxLength: 4 });

/** Buckets of any length, some missing, some empty. */
const charts = fc
  .record({
    seconds: fc.constantFrom(1, 5, 60, 3600),
    drawn: fc.array(
      fc.record({ skip: fc.boolean(), n: fc.integer({ min: 0, max: 1e6 }), scores, alerts: fc.nat({ max: 9 }) }),
      { minLength: 1, maxLength: 60 },
    ),
    notify: fc.double({ min: 1, max: 99, noNaN: true }),
  })
  .map(({ seconds, drawn, notify }) => {
    const buckets = drawn.flatMap(({ skip, n, scores: tenths, alerts }, index): ChartBucket[] => {
      const [p50 = 0, p95 = 0, p99 = 0, max = 0] = tenths.sort((a, b) => a - b).map((value) => value / 10);
      const spread = n === 0 ? { p50: null, p95: null, p99: null, max: null } : { p50, p95, p99, max };
      return skip
        ? []
        : [{ start: from + index * seconds * 1000, seconds, n, flagged: Math.min(n, 3), alerts, ...spread }];
    });
    const range = { from, to: from + drawn.length * seconds * 1000 };
    return prepareThreatChart({ buckets, thresholds: [thresholdStep({ at: from - 1000, notify })], range, seconds });
  });

test("chart, table and file have the same numbers, bucket by bucket", () => {
  fc.assert(
    fc.property(charts, (chart) => {
      const rows = chartRows(chart);
      const [header = "", ...lines] = chartCsv(chart).trim().split("\r\n");
      const names = header.split(",");
      expect(lines).toHaveLength(chart.points.length);
      for (const [index, point] of chart.points.entries()) {
        const inFile = new Map(lines[index]?.split(",").map((value, column) => [names[column], value]));
        const inTable = new Map(
          chartColumns.map(({ name, cell }) => [name, rows[index] ? cell(rows[index], 60_000) : ""]),
        );
        const read = readMoment(chart, point.start).point;
        expect(read).toEqual(point);
        expect(inFile.get("time")).toBe(new Date(point.start).toISOString());
        expect(Number(inFile.get("events"))).toBe(point.n);
        expect(formatRate(Number(inFile.get("events_per_second")))).toBe(inTable.get("Events/s"));
        expect(inFile.get("max")).toBe(point.max === null ? "" : String(point.max));
        expect(inTable.get("Max")).toBe(point.max === null ? "–" : formatScore(point.max));
        expect(Number(inFile.get("notify"))).toBe(thresholdsAt(chart, point.start).notify);
        expect(inTable.get("Notify")).toBe(formatScore(Number(inFile.get("notify"))));
        expect(Number(inFile.get("flagged"))).toBe(point.flagged);
        expect(inTable.get("Alerts")).toBe(inFile.get("alerts"));
      }
    }),
  );
});

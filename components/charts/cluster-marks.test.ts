import { expect, test } from "vitest";
import type { AlertMark } from "../../lib/contracts/live.ts";
import { clusterMarks } from "./cluster-marks.ts";

const mark = (id: number, at: number, severity: AlertMark["severity"] = "medium", score = 96): AlertMark => ({
  id,
  at,
  score,
  severity,
  title: "",
  count: 1,
});

test("marks that would touch share one, named after the worst", () => {
  const clusters = clusterMarks([mark(1, 0), mark(2, 10, "critical"), mark(3, 20, "high"), mark(4, 100)], (at) => at);
  expect(clusters.map(({ at, worst, others }) => [at, worst.id, others.map(({ id }) => id)])).toEqual([
    [0, 2, [1, 3]],
    [100, 4, []],
  ]);
});

test("of equal severity the higher score is the worse", () => {
  expect(clusterMarks([mark(1, 0, "high", 97), mark(2, 5, "high", 99)], (at) => at)[0]?.worst.id).toBe(2);
});

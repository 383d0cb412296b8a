import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawNormal } from "../../stats/draw.ts";
import { operatingPoint } from "../../stats/metrics/operating-point.ts";
import { fBeta } from "../../stats/metrics/precision-recall.ts";
import type { ScoredLabels } from "../../stats/metrics/scored-labels.ts";
import { createRandom, type Random } from "../../stats/random.ts";
import type { Wish } from "./exact-objective.ts";
import { chooseExactThreshold } from "./exact-threshold.ts";
import { makeScorer, namedScorers, ofOneClass, type Scorer } from "./scorer.ts";
import { tuneThreshold } from "./tune-threshold.ts";

function drawRows(random: Random, rows: number): ScoredLabels {
  const labels = Uint8Array.from({ length: rows }, (_, row) => (row < 10 ? row % 2 : Number(random.fraction() < 0.3)));
  // Scores that pile up near zero, as those of boosted models do, and that tie.
  const scores = Float64Array.from(
    labels,
    (label) => Math.round(1000 * Math.exp(2 * drawNormal(random) + label - 6)) / 1000,
  );
  return { labels, scores };
}

const pairs: readonly (readonly [Wish, Scorer])[] = [
  [{ kind: "balancedAccuracy" }, namedScorers.balanced_accuracy],
  [{ kind: "f", beta: 2 }, ofOneClass((classes) => fBeta(classes, 2).value)],
  [
    { kind: "leastCost", falseAlarm: 1, miss: 5 },
    makeScorer(
      ({ labels, predicted }) =>
        labels.reduce((sum, label, i) => sum + (label === predicted[i] ? 0 : label === 1 ? 5 : 1), 0),
      { greaterIsBetter: false },
    ),
  ],
];

describe("exact thresholds", () => {
  it("are never worse than those of scikit-learn's grid: 1,000 random sets", () => {
    const random = createRandom("exact against compatible");
    let better = 0;
    for (let set = 0; set < 1000; set += 1) {
      const rows = drawRows(random, 30 + Math.floor(90 * random.fraction()));
      const [wish, scorer] = pairs[set % pairs.length] ?? pairs[0] ?? [{ kind: "balancedAccuracy" }, namedScorers.f1];
      const labels = Int32Array.from(rows.labels);
      const scoreOf = (threshold: number) => {
        const predicted = Int32Array.from(rows.scores, (score) => Number(score >= threshold));
        return scorer.score({ labels, predicted, positiveLabel: 1 });
      };
      const probabilityOf = (_: number, of: Int32Array) => Float64Array.from(of, (row) => rows.scores[row] ?? 0);
      const fitted = { name: "Drawn", classes: [0, 1] as const, probabilityOf };
      const estimator = set % 2 === 0 ? { fit: () => fitted } : { fitted };
      const cv = set % 2 === 0 ? 5 : "prefit";
      const compatible = scoreOf(tuneThreshold({ labels, estimator, cv, refit: cv === 5, scorer }).threshold);
      const found = chooseExactThreshold(rows, wish);
      if (!found.ok) throw new Error(found.reason);
      const exact = scoreOf(found.threshold);
      expect(exact).toBeGreaterThanOrEqual(compatible - 1e-12);
      if (exact > compatible + 1e-9) better += 1;
    }
    expect(better).toBeGreaterThan(300);
  });

  const drawn = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.boolean()), { minLength: 2, maxLength: 40 })
    .map((list) => ({
      scores: Float64Array.from(list, ([score]) => score),
      labels: Uint8Array.from(list, ([, attack]) => Number(attack)),
    }))
    .filter(({ labels }) => labels.includes(0) && labels.includes(1));
  const wishes: fc.Arbitrary<Wish> = fc
    .double({ min: 0.01, max: 1, noNaN: true })
    .chain((share) =>
      fc.constantFrom<Wish>(
        { kind: "recallWithinFalseAlarms", most: share },
        { kind: "recallAtPrecision", least: share },
        { kind: "precisionAtRecall", least: share },
        { kind: "alertsPerHour", most: 10 * share, hours: 2 },
      ),
    );

  it("keep every bound, and no other threshold that keeps it does better; what cannot be kept is refused", () => {
    fc.assert(
      fc.property(drawn, wishes, (rows, wish) => {
        const found = chooseExactThreshold(rows, wish);
        const points = [...new Set(rows.scores)].map((threshold) => operatingPoint(rows, threshold));
        const kept = points.filter((point) => point.recall > 0 && keepsWish(wish, point));
        const worthOf = (point: { recall: number; precision: number }) =>
          wish.kind === "precisionAtRecall" ? point.precision : point.recall;
        if (!found.ok) {
          expect(kept).toEqual([]);
          expect(found.gap).toBeGreaterThan(0);
          expect(found.reason).toContain("out of reach");
          return;
        }
        expect(keepsWish(wish, operatingPoint(rows, found.threshold))).toBe(true);
        expect(found.value).toBe(Math.max(...kept.map(worthOf)));
      }),
    );
  });

  it("show how far a wish is out of reach", () => {
    const rows = { labels: Uint8Array.of(0, 1, 0, 1), scores: Float64Array.of(9, 8, 1, 0) };
    expect(chooseExactThreshold(rows, { kind: "recallAtPrecision", least: 0.9 })).toEqual({
      ok: false,
      reason: "A precision of at least 0.9 is out of reach: the nearest that finds any attack is 0.5.",
      asked: 0.9,
      nearest: 0.5,
      gap: 0.4,
    });
    const alarms = chooseExactThreshold(rows, { kind: "recallWithinFalseAlarms", most: 0.1 });
    expect(alarms).toMatchObject({ ok: false, nearest: 0.5, gap: 0.4 });
    expect(chooseExactThreshold(rows, { kind: "leastCost", falseAlarm: 5, miss: 1 })).toMatchObject({
      threshold: Infinity,
      value: -2,
    });
    const one = { labels: Uint8Array.of(0, 0), scores: Float64Array.of(1, 2) };
    expect(chooseExactThreshold(one, { kind: "balancedAccuracy" })).toMatchObject({ ok: false });
    expect(chooseExactThreshold(one, { kind: "recallAtPrecision", least: 0.5 })).toMatchObject({ ok: false });
    expect(() => chooseExactThreshold(rows, { kind: "precisionAtRecall", least: 5 })).toThrow("between 0 and 1");
  });
});

function keepsWish(wish: Wish, point: ReturnType<typeof operatingPoint>): boolean {
  if (wish.kind === "recallWithinFalseAlarms") return point.falsePositiveRate <= wish.most;
  if (wish.kind === "recallAtPrecision") return point.precision >= wish.least;
  if (wish.kind === "precisionAtRecall") return point.recall >= wish.least;
  return wish.kind === "alertsPerHour" && point.flagged / wish.hours <= wish.most;
}

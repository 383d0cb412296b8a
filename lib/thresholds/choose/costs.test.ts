import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawNormal } from "../../stats/draw.ts";
import type { ScoredLabels } from "../../stats/metrics/scored-labels.ts";
import { createRandom } from "../../stats/random.ts";
import { adviseThreshold } from "./advise-threshold.ts";
import { costThreshold, shiftBaseRate } from "./decision-costs.ts";
import { chooseExactThreshold } from "./exact-threshold.ts";

/** Events whose scores are their true probabilities. */
function drawCalibrated(seed: string, rows: number): ScoredLabels {
  const random = createRandom(seed);
  const scores = Float64Array.from({ length: rows }, () => 1 / (1 + Math.exp(3 - 2 * drawNormal(random))));
  return { scores, labels: Uint8Array.from(scores, (p) => Number(random.fraction() < p)) };
}

function costOf({ scores, labels }: ScoredLabels, threshold: number, falseAlarm: number, miss: number): number {
  return scores.reduce((sum, score, i) => {
    if (labels[i] === 1) return sum + (score >= threshold ? 0 : miss);
    return sum + (score >= threshold ? falseAlarm : 0);
  }, 0);
}

describe("thresholds by cost", () => {
  it.each([
    [1, 10],
    [1, 3],
    [5, 1],
  ])("cost within 2 %% of the best that the test labels show: false alarm %d, miss %d", (falseAlarm, miss) => {
    const rows = drawCalibrated("held out", 50_000);
    const best = chooseExactThreshold(rows, { kind: "leastCost", falseAlarm, miss });
    if (!best.ok) throw new Error(best.reason);
    const realised = costOf(rows, costThreshold({ falseAlarm, miss }), falseAlarm, miss);
    expect(realised / -best.value).toBeLessThan(1.02);
  });

  it("count what right decisions bring, and refuse costs that reward a wrong one", () => {
    expect(costThreshold({ falseAlarm: 1, miss: 9 })).toBeCloseTo(0.1);
    expect(costThreshold({ falseAlarm: 2, miss: 9, hit: 1, pass: 1 })).toBeCloseTo(1 / 9);
    expect(() => costThreshold({ falseAlarm: 1, miss: 1, hit: 2 })).toThrow("cost more");
  });
});

describe("another base rate", () => {
  const rate = fc.double({ min: 0.001, max: 0.999, noNaN: true });
  it("is Bayes' rule with other odds, and can be undone", () => {
    fc.assert(
      fc.property(rate, rate, rate, (p, from, to) => {
        const odds = (share: number) => share / (1 - share);
        const shifted = shiftBaseRate(p, from, to);
        expect(shifted).toBeCloseTo(1 / (1 + odds(from) / odds(to) / odds(p)), 9);
        expect(shiftBaseRate(shifted, to, from)).toBeCloseTo(p, 6);
      }),
    );
    expect(() => shiftBaseRate(0.5, 0, 0.1)).toThrow("Base rates");
  });
});

describe("advice", () => {
  const costs = { falseAlarm: 1, miss: 10 };
  const advise = (judged: ScoredLabels, current: number) =>
    adviseThreshold({ judged, current, costs, random: createRandom("advice") });

  it("names a cheaper threshold with the interval of its saving", () => {
    const advice = advise(drawCalibrated("judged", 4000), 0.9);
    if (!advice.ok) throw new Error(advice.reason);
    expect(advice.interval.low).toBeGreaterThan(0);
    expect(advice.interval.low).toBeLessThan(advice.saving);
    expect(advice.saving).toBeLessThan(advice.interval.high);
    const fresh = drawCalibrated("later", 20_000);
    const saved = (costOf(fresh, 0.9, 1, 10) - costOf(fresh, advice.threshold, 1, 10)) / 20_000;
    expect(saved).toBeGreaterThan(advice.interval.low);
    expect(saved).toBeLessThan(advice.interval.high);
    expect(advice.range.low).toBeLessThanOrEqual(advice.threshold);
  });

  it("abstains with few verdicts, and where what is in force is as good", () => {
    const few = advise({ labels: new Uint8Array(100).fill(1, 0, 19), scores: new Float64Array(100) }, 0.5);
    expect(few).toMatchObject({ ok: false, reason: "Not enough verdicts: 19 true and 81 false, of 20 each." });
    const good = advise(drawCalibrated("judged", 4000), costThreshold(costs));
    expect(good.ok ? "" : good.reason).toContain("No threshold is surely cheaper");
  });
});

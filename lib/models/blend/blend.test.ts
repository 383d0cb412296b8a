import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawNormal } from "../../stats/draw.ts";
import { logistic, logit } from "../../stats/linear/logistic.ts";
import { rocAuc } from "../../stats/metrics/roc-auc.ts";
import { createRandom } from "../../stats/random.ts";
import { type Blend, type BlendScale, blendScore, fitBlendReference } from "./blend.ts";
import { fitStack, stackContributions, stackedProbability } from "./stack.ts";

const random = createRandom("stack");
const rows = 4000;
const labels = Uint8Array.from({ length: rows }, () => Number(random.fraction() < 0.3));
/** What a detector says of each row: the more it knows, the further attacks lie above. */
const detector = (knows: number) => Float64Array.from(labels, (label) => knows * label + drawNormal(random) - 1);

describe("logistic stack", () => {
  const logits = [detector(1.5), detector(1), detector(0)];
  const names = ["trees", "forest", "noise"];
  const stack = fitStack({ names, logits, labels });

  it("is better than its best detector, and trusts each by what it knows", () => {
    const stacked = Float64Array.from(labels, (_, row) =>
      stackedProbability(
        stack,
        logits.map((column) => column[row] ?? 0),
      ),
    );
    const best = rocAuc({ labels, scores: logits[0] ?? stacked }).value;
    expect(rocAuc({ labels, scores: stacked }).value).toBeGreaterThan(best + 0.02);
    expect(stack.weights[0]).toBeGreaterThan(stack.weights[1] ?? 9);
    expect(stack.weights[2]).toBeLessThan(0.1);
  });

  it("is the sum of its parts exactly", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -6, max: 6, noNaN: true }), { minLength: 3, maxLength: 3 }), (given) => {
        const parts = stackContributions(stack, given);
        const total = parts.reduce((sum, part) => sum + part, stack.intercept);
        expect(stackedProbability(stack, given)).toBeCloseTo(logistic(total), 12);
        expect(logit(stackedProbability(stack, given))).toBeCloseTo(total, 4);
      }),
    );
  });

  it("never lets a detector speak for the attacker: one that is wrong gets no weight", () => {
    const wrong = fitStack({ names: ["right", "wrong"], logits: [detector(1), detector(-1)], labels });
    expect(wrong.weights[1]).toBe(0);
    expect(wrong.weights[0]).toBeGreaterThan(0.5);
  });

  it("refuses logits that are none", () => {
    const broken = [new Float64Array(rows).fill(Number.NaN)];
    expect(() => fitStack({ names: ["a"], logits: broken, labels })).toThrow('logits of "a" must be finite');
    expect(() => fitStack({ names: [], logits: [], labels })).toThrow("at least one detector");
    expect(() => fitStack({ names: ["a"], logits: [detector(1)], labels: new Uint8Array(rows) })).toThrow(
      "both classes",
    );
  });
});

describe("blends", () => {
  const normal = Float64Array.from({ length: 9999 }, () => drawNormal(random));
  const reference = fitBlendReference(normal);
  const alone = (scale: BlendScale): Blend => ({ scales: [scale], weights: [1], references: [reference] });

  it("say by percentile which share of normal rows scores lower", () => {
    expect(blendScore(alone("percentile"), [-9])).toBe(0);
    expect(blendScore(alone("percentile"), [9])).toBe(1);
    for (const score of [-2, -0.5, 0, 1, 2.5]) {
      const lower = normal.filter((value) => value < score).length / normal.length;
      expect(blendScore(alone("percentile"), [score])).toBeCloseTo(lower, 2);
    }
  });

  it("say by robust z how far, in standard deviations of normal rows", () => {
    expect(blendScore(alone("robust-z"), [3])).toBeCloseTo(3, 0);
    expect(blendScore(alone("robust-z"), [300])).toBeGreaterThan(250);
  });

  it("say by surprise how rare, up to what so many normal rows can show", () => {
    for (const score of [0, 1, 2]) {
      const above = normal.filter((value) => value >= score).length / normal.length;
      expect(Math.abs(blendScore(alone("surprise"), [score]) + Math.log(above))).toBeLessThan(0.1);
    }
    expect(blendScore(alone("surprise"), [99])).toBeCloseTo(Math.log(10_000), 12);
    expect(blendScore(alone("surprise"), [-99])).toBeCloseTo(0, 12);
  });

  it("never fall where a detector's score rises", () => {
    const score = fc.double({ min: -5, max: 5, noNaN: true });
    const tied = fitBlendReference(Float64Array.of(0, 0, 0, 1, 1, 4));
    fc.assert(
      fc.property(score, score, score, (first, second, other) => {
        for (const scale of ["percentile", "robust-z", "surprise", "answer"] as const) {
          const blend: Blend = { scales: [scale, scale], weights: [0.7, 0.3], references: [tied, reference] };
          const low = blendScore(blend, [Math.min(first, second), other]);
          expect(blendScore(blend, [Math.max(first, second), other])).toBeGreaterThanOrEqual(low - 1e-12);
        }
      }),
    );
  });

  it("count ties half, and stand a reference of one value", () => {
    const tied: Blend = {
      scales: ["percentile"],
      weights: [1],
      references: [fitBlendReference(Float64Array.of(0, 0, 0, 0, 1))],
    };
    expect(blendScore(tied, [0])).toBeCloseTo(0.375, 12);
    const same = fitBlendReference(Float64Array.of(2, 2, 2));
    expect(blendScore({ scales: ["robust-z"], weights: [1], references: [same] }, [3])).toBeCloseTo(0.6745, 12);
    expect(blendScore({ scales: ["percentile"], weights: [1], references: [same] }, [2])).toBe(0.5);
    expect(() => fitBlendReference(new Float64Array(0))).toThrow("finite scores");
  });
});

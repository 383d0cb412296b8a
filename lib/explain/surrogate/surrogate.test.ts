import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawNormal } from "../../stats/draw.ts";
import { createRandom } from "../../stats/random.ts";
import { fitSurrogate } from "./fit-surrogate.ts";
import { fitStableSurrogate } from "./stable-surrogate.ts";

function linear(weights: readonly number[]) {
  return (rows: Float64Array, count: number, scores: Float64Array) => {
    for (let row = 0; row < count; row += 1) {
      scores[row] = weights.reduce((sum, weight, i) => sum + weight * (rows[row * weights.length + i] ?? 0), 1.5);
    }
  };
}

describe("surrogate", () => {
  it("recovers what each feature adds to a linear score, and always the same five", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.integer(), (width, seed) => {
        const random = createRandom(seed);
        const draw = () => Float64Array.from({ length: width }, () => drawNormal(random));
        const [row, reference] = [draw(), draw()];
        const weights = Array.from(draw());
        const task = { row, reference, score: linear(weights), seed };
        const { contributions, stability } = fitStableSurrogate(task);
        for (const [i, weight] of weights.entries()) {
          expect(contributions[i]).toBeCloseTo(weight * ((row[i] ?? 0) - (reference[i] ?? 0)), 4);
        }
        expect(stability).toBe(1);
      }),
      { numRuns: 25 },
    );
  });

  it("gives nothing to what is as usual or has no usual value", () => {
    const known = fitSurrogate({
      row: Float64Array.of(1, 2, 3),
      reference: Float64Array.of(0, 2, Number.NaN),
      score: linear([1, 10, 100]),
      seed: 1,
    });
    expect(known[0]).toBeCloseTo(1, 5);
    expect([known[1], known[2]]).toEqual([0, 0]);
    const row = Float64Array.of(1, 2, 3);
    expect([...fitSurrogate({ row, reference: row, score: linear([1, 1, 1]), seed: 1 })]).toEqual([0, 0, 0]);
  });

  it("says by its stability that a score full of corners has no one linear view", () => {
    const random = createRandom("corners");
    const row = Float64Array.from({ length: 24 }, () => 1);
    const reference = new Float64Array(24);
    const salt = Float64Array.from({ length: 24 }, () => random.fraction() * 50);
    const corners = (rows: Float64Array, count: number, scores: Float64Array) => {
      for (let i = 0; i < count; i += 1) {
        let sum = 0;
        for (let j = 0; j < 24; j += 1) sum += (rows[i * 24 + j] ?? 0) * (salt[j] ?? 0);
        scores[i] = Math.sin(sum * 7);
      }
    };
    const { stability } = fitStableSurrogate({ row, reference, score: corners, seed: 1, samples: 100 });
    expect(stability).toBeLessThan(0.6);
    expect(stability).toBeGreaterThanOrEqual(0);
  });

  it("is the same for the same seed and another for another", () => {
    const row = Float64Array.of(3, 1, 2);
    const reference = new Float64Array(3);
    const score = (rows: Float64Array, count: number, scores: Float64Array) => {
      for (let i = 0; i < count; i += 1)
        scores[i] = (rows[i * 3] ?? 0) * (rows[i * 3 + 1] ?? 0) + (rows[i * 3 + 2] ?? 0);
    };
    const fitted = (seed: number) => fitSurrogate({ row, reference, score, seed, samples: 60 });
    expect(fitted(4)).toEqual(fitted(4));
    expect(fitted(4)).not.toEqual(fitted(5));
  });
});

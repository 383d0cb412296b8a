import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomChampion } from "../../testing/models/random-champion.ts";
import { featureCount, featureNames } from "../features/feature-table.ts";
import { predictMargins } from "../models/boosting/predict-boosting.ts";
import { matrixOfVectors } from "../models/data/event-features.ts";
import { drawNormal } from "../stats/draw.ts";
import { createRandom } from "../stats/random.ts";
import { ServedChampion } from "./served-champion.ts";

const champion = randomChampion({ seed: "served", trees: 60 });
const served = new ServedChampion(champion);

function drawVectors(rows: number, seed: number): Float32Array {
  const random = createRandom(seed);
  return Float32Array.from({ length: rows * featureCount }, (_, i) =>
    random.fraction() < 0.2
      ? Number.NaN
      : i % featureCount === 0
        ? Math.floor(random.fraction() * 7)
        : drawNormal(random),
  );
}

describe("ServedChampion", () => {
  it("gives a vector anywhere in a batch the margin that training computes, to the bit", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer(), (rows, seed) => {
        const vectors = drawVectors(rows, seed);
        const expected = predictMargins(champion.trees, matrixOfVectors(vectors, featureNames));
        for (let row = 0; row < rows; row += 1) {
          expect(served.treeMargin(vectors, row * featureCount)).toBe(expected[row]);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("is the stack of both detectors, and never falls as the untrained one rises", () => {
    const { intercept, baseWeight, treeWeight } = champion.stack;
    const vector = drawVectors(1, 1);
    let last = Number.NEGATIVE_INFINITY;
    for (let base = -14; base <= 14; base += 0.5) {
      const logOdds = intercept + baseWeight * base + treeWeight * served.treeMargin(vector, 0);
      expect(served.logOdds(vector, 0, base)).toBe(logOdds);
      const margin = served.rank(logOdds);
      expect(margin).toBeGreaterThanOrEqual(last);
      last = margin;
    }
  });

  it("ranks among its normal events: one in a hundred lies above a margin of ln 99", () => {
    const sorted = Float64Array.from(champion.normal.logOdds).sort();
    const { reference } = served;
    const index = reference.marginAt.findIndex((margin) => margin >= Math.log(99));
    const share = sorted.filter((x) => x > (reference.values[index] ?? 0)).length / sorted.length;
    expect(share).toBeCloseTo(0.01, 2);
  });

  it("cannot call anything rarer than one in as many events as its normal ones stand for", () => {
    const far = served.rank(1e6);
    expect(far).toBeCloseTo(Math.log(5000 * 3 - 1), 6);
  });
});

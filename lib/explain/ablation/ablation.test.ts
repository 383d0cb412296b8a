import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FeatureMatrix } from "../../models/data/matrix.ts";
import { fitIsolation } from "../../models/forest/fit-isolation.ts";
import { scoreIsolation } from "../../models/forest/predict-forest.ts";
import { drawNormal } from "../../stats/draw.ts";
import { createRandom } from "../../stats/random.ts";
import type { ScoreRows } from "../counterfactual/score-moves.ts";
import { ablateFeatures } from "./ablate-features.ts";
import { usualRow } from "./usual-row.ts";

const number = fc.integer({ min: -50, max: 50 });
const scoreBy =
  (score: (row: Float64Array) => number, width: number): ScoreRows =>
  (rows, count, scores) => {
    for (let i = 0; i < count; i += 1) scores[i] = score(rows.subarray(i * width, (i + 1) * width));
  };

describe("ablation", () => {
  it("gives each feature of a sum exactly its part, and leaves nothing over", () => {
    const features = fc.array(fc.record({ weight: number, value: number, usual: number }), { minLength: 1 });
    fc.assert(
      fc.property(features, (given) => {
        const sum = (row: Float64Array) => given.reduce((total, { weight }, j) => total + weight * (row[j] ?? 0), 0);
        const { contributions, together, score, referenceScore } = ablateFeatures({
          row: Float64Array.from(given, ({ value }) => value),
          reference: Float64Array.from(given, ({ usual }) => usual),
          score: scoreBy(sum, given.length),
        });
        expect([...contributions].map((part) => part + 0)).toEqual(
          given.map(({ weight, value, usual }) => weight * (value - usual) + 0),
        );
        expect(together + 0).toBe(0);
        expect(score - referenceScore).toBe(contributions.reduce((total, part) => total + part, 0));
      }),
    );
  });

  it("says what features do together apart from what each does, and 0 for one that is as usual", () => {
    const both = scoreBy(([a = 0, b = 0]) => Math.max(a, b), 3);
    const { contributions, together } = ablateFeatures({
      row: Float64Array.of(5, 5, Number.NaN),
      reference: Float64Array.of(0, 0, Number.NaN),
      score: both,
    });
    expect([...contributions]).toEqual([0, 0, 0]);
    expect(together).toBe(5);
    const short = { row: new Float64Array(2), reference: new Float64Array(1), score: both };
    expect(() => ablateFeatures(short)).toThrow("2 features");
  });

  it("finds the feature for which an isolation forest singles a row out", () => {
    const random = createRandom("ablation");
    const names = ["a", "b", "c", "d"];
    const columns = names.map(() => Float64Array.from({ length: 400 }, () => drawNormal(random)));
    const matrix: FeatureMatrix = { rows: 400, names, columns, categories: [0, 0, 0, 0] };
    const forest = fitIsolation(matrix, { seed: 3 });
    const score: ScoreRows = (rows, count, scores) => {
      const asColumns = names.map((_, j) => Float64Array.from({ length: count }, (_, i) => rows[i * 4 + j] ?? 0));
      scores.set(scoreIsolation(forest, { ...matrix, rows: count, columns: asColumns }));
    };
    for (const odd of names.keys()) {
      const row = Float64Array.from(names, (_, j) => (j === odd ? 8 : 0.3));
      const { contributions } = ablateFeatures({ row, reference: usualRow(matrix), score });
      const own = contributions[odd] ?? 0;
      expect(own).toBeGreaterThan(0.05);
      for (const [j, part] of contributions.entries()) if (j !== odd) expect(part).toBeLessThan(own / 3);
    }
  });
});

describe("the usual row", () => {
  it("has medians and the most frequent categories of what is known", () => {
    const columns = [
      Float64Array.of(1, Number.NaN, 3, 100),
      Float64Array.of(2, 2, 0, 1),
      Float64Array.of(4, 1, 1, 4),
      new Float64Array(4).fill(Number.NaN),
    ];
    const matrix = { rows: 4, names: ["number", "kind", "tied", "unknown"], columns, categories: [0, 3, 5, 0] };
    expect([...usualRow(matrix)]).toEqual([3, 2, 1, Number.NaN]);
    expect(() => usualRow({ ...matrix, rows: 0 })).toThrow("one row");
  });
});

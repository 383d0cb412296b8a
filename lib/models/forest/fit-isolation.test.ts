import { describe, expect, it } from "vitest";
import { isSame } from "../../../testing/models/is-same.ts";
import { randomMatrix } from "../../../testing/models/random-matrix.ts";
import { layOutComplete } from "../trees/complete-trees.ts";
import { fitIsolation } from "./fit-isolation.ts";
import { scoreIsolation } from "./predict-forest.ts";

describe("fitIsolation", () => {
  const normals = randomMatrix({ rows: 2000, numeric: 5, categories: [4], missing: 0.01, seed: "normals" });

  it("scores what lies apart above what lies among others, and gives the same bits for the same seed", () => {
    const model = fitIsolation(normals, { seed: 9 });
    expect(isSame(fitIsolation(normals, { seed: 9 }), model)).toBe(true);
    const usual = Array.from(scoreIsolation(model, normals)).sort((a, b) => a - b);
    const far = { ...normals, rows: 1, columns: normals.columns.map((_, i) => Float64Array.of(i < 5 ? 5 : 1)) };
    const [score = 0] = scoreIsolation(model, far);
    expect(score).toBeGreaterThan(usual[Math.floor(usual.length * 0.995)] ?? 1);
    expect(usual[1000]).toBeLessThan(0.5);
  });

  it("fits the quick layout with its usual sample", () => {
    expect(layOutComplete(fitIsolation(normals).ensemble)).not.toBeNull();
  });

  it("does not try to part rows that are all alike", () => {
    const alike = { ...normals, rows: 10, columns: normals.columns.map(() => new Float64Array(10)) };
    for (const score of scoreIsolation(fitIsolation(alike), alike)) expect(score).toBeCloseTo(0.5, 12);
    expect(() => fitIsolation({ ...alike, rows: 1 })).toThrow("two rows or more");
  });
});

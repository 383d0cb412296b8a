import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../stats/random.ts";
import type { FeatureMatrix } from "../data/matrix.ts";
import { overSample, underSample } from "./resample.ts";
import { smote } from "./smote.ts";

const imbalanced = fc
  .tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 }))
  .map(([attacks, normals]) => Uint8Array.from({ length: attacks + normals }, (_, row) => Number(row < attacks)));
const ratio = fc.double({ min: 0.1, max: 1, noNaN: true });
const countOf = (rows: Int32Array, labels: Uint8Array, label: number) =>
  rows.filter((row) => labels[row] === label).length;

describe("resampling", () => {
  it("brings the rarer class to the ratio: more of it, or less of the other", () => {
    fc.assert(
      fc.property(imbalanced, ratio, (labels, wanted) => {
        const random = createRandom("resample");
        for (const rows of [
          overSample(labels, { ratio: wanted, random }),
          underSample(labels, { ratio: wanted, random }),
        ]) {
          const [normals, attacks] = [countOf(rows, labels, 0), countOf(rows, labels, 1)];
          expect(Math.min(normals, attacks) / Math.max(normals, attacks)).toBeGreaterThanOrEqual(wanted - 1e-9);
        }
        const less = underSample(labels, { ratio: wanted, random });
        expect(new Set(less).size).toBe(less.length);
        const more = overSample(labels, { ratio: wanted, random });
        expect([...more.subarray(0, labels.length)]).toEqual([...labels.keys()]);
      }),
    );
  });

  it("refuses one class alone, and other ratios", () => {
    const random = createRandom(1);
    expect(() => overSample(Uint8Array.of(1, 1), { ratio: 1, random })).toThrow("both classes");
    expect(() => underSample(Uint8Array.of(1, 0), { ratio: 2, random })).toThrow("(0, 1]");
  });
});

describe("smote", () => {
  // Four attacks near (0, 0), in one corner far away from the normal rows; the category differs between the corners.
  const labels = Uint8Array.from({ length: 40 }, (_, row) => Number(row < 4));
  const matrix: FeatureMatrix = {
    rows: 40,
    names: ["x", "y", "service"],
    columns: [
      Float64Array.from(labels, (label, row) => (label === 1 ? (row % 2) * 0.1 : 10 + row)),
      Float64Array.from(labels, (label, row) => (label === 1 ? Math.floor(row / 2) * 0.1 : 10 - row)),
      Float64Array.from(labels, (label) => (label === 1 ? 2 : 0)),
    ],
    categories: [0, 0, 3],
  };

  it("invents attacks between attacks, and leaves what is there as it is", () => {
    const { matrix: more, labels: all } = smote(matrix, labels, { ratio: 1, random: createRandom("smote") });
    expect(more.rows).toBe(72);
    expect(all.filter((label) => label === 1).length).toBe(36);
    expect(more.columns.map((column) => column.subarray(0, 40))).toEqual(matrix.columns);
    for (let row = 40; row < 72; row += 1) {
      expect(all[row]).toBe(1);
      for (const j of [0, 1]) {
        expect(more.columns[j]?.[row]).toBeGreaterThanOrEqual(0);
        expect(more.columns[j]?.[row]).toBeLessThanOrEqual(0.1);
      }
      expect(more.columns[2]?.[row]).toBe(2);
    }
    expect(new Set(more.columns[0]?.subarray(40)).size).toBeGreaterThan(10);
  });

  it("seeks neighbours among some of the class only, where that is asked for", () => {
    const options = { ratio: 1, random: createRandom("few"), mostCandidates: 2, neighbours: 1 };
    const { matrix: more } = smote(matrix, labels, options);
    const ends = new Set(more.columns[2]?.subarray(40));
    expect(more.rows).toBe(72);
    expect([...ends]).toEqual([2]);
  });

  it("gives the same rows for the same seed", () => {
    const invent = (seed: string) => smote(matrix, labels, { ratio: 0.5, random: createRandom(seed) }).matrix.columns;
    expect(invent("a")).toEqual(invent("a"));
    expect(invent("a")).not.toEqual(invent("b"));
    const single = Uint8Array.from(labels, (_, row) => Number(row === 0));
    expect(() => smote(matrix, single, { ratio: 1, random: createRandom(1) })).toThrow("at least two rows");
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawNormal } from "../../stats/draw.ts";
import { createRandom } from "../../stats/random.ts";
import type { FeatureMatrix } from "../data/matrix.ts";
import { correlatedColumns, nearConstantColumns, withoutColumns } from "./filter-columns.ts";
import { mutualInformation, rankByInformation } from "./mutual-information.ts";

const random = createRandom("selection");
const rows = 2000;
const draw = () => Float64Array.from({ length: rows }, () => drawNormal(random));
const bytes = draw();
const labels = Int32Array.from(bytes, (value) => Number(value + 0.5 * drawNormal(random) > 0));
const matrix: FeatureMatrix = {
  rows,
  names: ["bytes", "kilobytes", "noise", "land", "protocol"],
  columns: [
    bytes,
    bytes.map((value, row) => (row % 10 === 0 ? Number.NaN : -value / 1000)),
    draw(),
    Float64Array.from({ length: rows }, (_, row) => Number(row === 7)),
    Float64Array.from(labels, (label, row) => (row % 20 === 0 ? Number.NaN : label)),
  ],
  categories: [0, 0, 0, 0, 2],
};

describe("column filters", () => {
  it("find what never changes, and what another column says", () => {
    expect(nearConstantColumns(matrix)).toEqual([{ name: "land", reason: "near-constant", value: 0.9995 }]);
    const [twin, ...others] = correlatedColumns(matrix);
    expect(others).toEqual([]);
    expect(twin).toMatchObject({ name: "kilobytes", reason: "correlated", keptInstead: "bytes" });
    expect(twin?.value).toBeCloseTo(1, 9);
  });

  it("take the named columns out, and nothing else", () => {
    const kept = withoutColumns(matrix, ["land", "kilobytes"]);
    expect(kept.names).toEqual(["bytes", "noise", "protocol"]);
    expect(kept.categories).toEqual([0, 0, 2]);
    expect(kept.columns[0]).toBe(bytes);
  });

  it("count missing as a value: a column that is never there is constant", () => {
    const empty = { rows: 3, names: ["x"], columns: [new Float64Array(3).fill(Number.NaN)], categories: [0] };
    expect(nearConstantColumns(empty).map((column) => column.value)).toEqual([1]);
    expect(correlatedColumns(empty)).toEqual([]);
  });
});

describe("mutual information", () => {
  it("ranks what tells of the label first, and gives chance nothing", () => {
    const ranked = rankByInformation(matrix, labels);
    expect(ranked.map((column) => column.name).slice(0, 2)).toEqual(["protocol", "bytes"]);
    expect(ranked.find((column) => column.name === "noise")?.information).toBeLessThan(0.01);
  });

  it("is the same both ways, and for a column and itself its entropy less the bias", () => {
    const codes = fc.array(fc.tuple(fc.nat(4), fc.nat(3)), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(codes, (pairs) => {
        const left = Int32Array.from(pairs, ([a]) => a);
        const right = Int32Array.from(pairs, ([, b]) => b);
        expect(mutualInformation(left, right)).toBeCloseTo(mutualInformation(right, left), 10);
        let entropy = 0;
        for (const code of new Set(left)) {
          const share = left.filter((other) => other === code).length / left.length;
          entropy -= share * Math.log(share);
        }
        const bias = (1 - new Set(left).size) / (2 * left.length);
        expect(mutualInformation(left, left)).toBeCloseTo(entropy - bias, 10);
      }),
    );
    expect(() => mutualInformation(Int32Array.of(1), Int32Array.of())).toThrow("one length");
  });
});

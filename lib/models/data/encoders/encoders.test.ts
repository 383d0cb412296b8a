import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../../stats/random.ts";
import { duplicateGroups } from "../duplicate-groups.ts";
import { matrixOfVectors } from "../event-features.ts";
import type { CategoryColumn, Frame } from "../frame.ts";
import { encode } from "./encoder.ts";
import { fitEncoder } from "./fit-encoder.ts";
import { encodeOutOfFold } from "./target-encoding.ts";

function category(name: string, values: readonly (string | null)[]): CategoryColumn {
  const categories = [...new Set(values.filter((value) => value !== null))];
  const codes = Int32Array.from(values, (value) => (value === null ? -1 : categories.indexOf(value)));
  return { kind: "category", name, codes, categories };
}

function frameOf(names: readonly (string | null)[], bytes: readonly number[] = names.map(() => 1)): Frame {
  const numbers = { kind: "number" as const, name: "bytes", values: Float64Array.from(bytes) };
  return { rows: names.length, columns: [numbers, category("service", names)] };
}

describe("encoders", () => {
  const training = frameOf(["http", "ssh", "http", null], [0, 99, -3, Number.NaN]);

  it("match names, not codes: a table in another order, with an unknown name, means what training meant", () => {
    const later = frameOf(["dns", "http", "ssh"]);
    const oneHot = fitEncoder(training, { numbers: "plain", categories: "one-hot" });
    const encoded = encode(oneHot, later);
    expect(encoded.names).toEqual(["bytes", "service=http", "service=ssh"]);
    expect(encoded.columns.slice(1).map((column) => [...column])).toEqual([
      [0, 1, 0],
      [0, 0, 1],
    ]);
    const ordinal = encode(fitEncoder(training, { numbers: "plain", categories: "ordinal" }), later);
    expect([...(ordinal.columns[1] ?? [])]).toEqual([Number.NaN, 0, 1]);
    expect(ordinal.categories).toEqual([0, 2]);
  });

  it("take the logarithm of a number's size and keep its sign and its absence", () => {
    const encoded = encode(fitEncoder(training, { numbers: "logarithm", categories: "ordinal" }), training);
    const [zero, large, negative, missing] = encoded.columns[0] ?? [];
    expect([zero, missing]).toEqual([0, Number.NaN]);
    expect(large).toBeCloseTo(Math.log(100), 12);
    expect(negative).toBeCloseTo(-Math.log(4), 12);
  });

  it("treat rare names as unknown where they are told to", () => {
    const encoder = fitEncoder(training, { numbers: "plain", categories: "one-hot", leastRows: 2 });
    expect(encode(encoder, training).names).toEqual(["bytes", "service=http"]);
  });

  it("hash any name into one of a fixed number of columns", () => {
    const encoder = fitEncoder(training, { numbers: "plain", categories: "hash", buckets: 8 });
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 20 }), (names) => {
        const encoded = encode(encoder, frameOf(names));
        expect(encoded.columns.length).toBe(9);
        for (let row = 0; row < names.length; row += 1) {
          const total = encoded.columns.slice(1).reduce((sum, column) => sum + (column[row] ?? 0), 0);
          expect(total).toBe(1);
        }
      }),
    );
  });

  it("do not depend on the order of the training rows", () => {
    const turned = frameOf([null, "http", "ssh", "http"], [Number.NaN, -3, 99, 0]);
    for (const categories of ["ordinal", "one-hot", "hash"] as const) {
      const options = { numbers: "plain", categories } as const;
      expect(fitEncoder(turned, options)).toEqual(fitEncoder(training, options));
    }
  });

  it("refuse a table without a column, or with another kind of it", () => {
    const encoder = fitEncoder(training, { numbers: "plain", categories: "ordinal" });
    const without = { rows: 4, columns: training.columns.slice(0, 1) };
    expect(() => encode(encoder, without)).toThrow('no column "service"');
    const other: Frame = { rows: 1, columns: [category("bytes", ["a"]), category("service", ["a"])] };
    expect(() => encode(encoder, other)).toThrow('Column "bytes" is of another kind');
    expect(() => fitEncoder(training, { numbers: "plain", categories: "target" })).toThrow("needs labels");
  });
});

describe("target encoding", () => {
  it("is the share of attacks, drawn to the overall share where rows are few", () => {
    const names = [...new Array<string>(180).fill("often"), ...new Array<string>(20).fill("seldom")];
    const labels = Uint8Array.from(names, (name) => Number(name === "seldom"));
    const encoder = fitEncoder(frameOf(names), { numbers: "plain", categories: "target", labels });
    const [, column] = encode(encoder, frameOf(["often", "seldom", "new", null])).columns;
    // 20 rows of the overall share (0.1) are mixed in.
    expect([...(column ?? [])]).toEqual([2 / 200, 22 / 40, 0.1, 0.1]);
  });

  it("tells the learner nothing of a row's own label: names that come once mean nothing", () => {
    const random = createRandom("target");
    const names = Array.from({ length: 400 }, (_, row) => `host-${row}`);
    const labels = Uint8Array.from(names, () => Number(random.fraction() < 0.5));
    const foldOfRow = Int32Array.from(names, (_, row) => row % 5);
    const frame = frameOf(names);
    const encoder = fitEncoder(frame, { numbers: "plain", categories: "target", labels });
    const meanUnder = (values: Float64Array | undefined, label: number) => {
      const own = [...(values ?? [])].filter((_, row) => labels[row] === label);
      return own.reduce((sum, value) => sum + value, 0) / own.length;
    };
    const leaking = encode(encoder, frame).columns[1];
    const safe = encodeOutOfFold(encoder, frame, { labels, foldOfRow }).columns[1];
    expect(meanUnder(leaking, 1) - meanUnder(leaking, 0)).toBeGreaterThan(0.04);
    expect(meanUnder(safe, 1) - meanUnder(safe, 0)).toBeLessThan(0.01);
  });
});

describe("duplicateGroups", () => {
  it("puts rows together that are equal in every column, and no others", () => {
    const row = fc.tuple(fc.nat(2), fc.constantFrom(0, 1, Number.NaN));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
        const columns = [0, 1].map((j) => Float64Array.from(rows, (values) => values[j] ?? 0));
        const groups = duplicateGroups({ rows: rows.length, names: ["a", "b"], columns, categories: [0, 0] });
        for (let i = 0; i < rows.length; i += 1) {
          for (let k = 0; k < i; k += 1) expect(groups[i] === groups[k]).toBe(String(rows[i]) === String(rows[k]));
        }
      }),
    );
  });
});

describe("matrixOfVectors", () => {
  it("turns stored vectors into columns, and refuses a part of one", () => {
    const vectors = Float32Array.of(1, 2, 3, Number.NaN);
    expect(matrixOfVectors(vectors, ["family", "bytes"], { family: 5 })).toEqual({
      rows: 2,
      names: ["family", "bytes"],
      columns: [Float64Array.of(1, 3), Float64Array.of(2, Number.NaN)],
      categories: [5, 0],
    });
    expect(() => matrixOfVectors(vectors, ["a", "b", "c"])).toThrow("no vectors of 3 features");
  });
});

import { describe, expect, it } from "vitest";
import { type LabelledTable, takeLabelledRows } from "./frame.ts";

describe("takeLabelledRows", () => {
  it("takes what belongs to a row together, and leaves codes as they were", () => {
    const family = {
      kind: "category" as const,
      name: "family",
      codes: Int32Array.of(0, 1, 0),
      categories: ["normal", "dos"],
    };
    const table: LabelledTable = {
      frame: {
        rows: 3,
        columns: [
          { kind: "number", name: "bytes", values: Float64Array.of(1, Number.NaN, 3) },
          { kind: "category", name: "service", codes: Int32Array.of(-1, 0, 1), categories: ["http", "ssh"] },
        ],
      },
      labels: Uint8Array.of(0, 1, 0),
      family,
      type: family,
    };
    const taken = takeLabelledRows(table, Int32Array.of(2, 1, 1));
    expect(taken.frame).toEqual({
      rows: 3,
      columns: [
        { kind: "number", name: "bytes", values: Float64Array.of(3, Number.NaN, Number.NaN) },
        { kind: "category", name: "service", codes: Int32Array.of(1, 0, 0), categories: ["http", "ssh"] },
      ],
    });
    expect(taken.labels).toEqual(Uint8Array.of(0, 1, 1));
    expect(taken.family.codes).toEqual(Int32Array.of(0, 1, 1));
  });
});

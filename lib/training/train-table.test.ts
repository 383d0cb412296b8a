import { describe, expect, it } from "vitest";
import { readTreeModel, writeTreeModel } from "../models/artefact/tree-model-codec.ts";
import { predictMargins } from "../models/boosting/predict-boosting.ts";
import { encode } from "../models/data/encoders/encoder.ts";
import type { Frame } from "../models/data/frame.ts";
import { drawNormal } from "../stats/draw.ts";
import { createRandom } from "../stats/random.ts";
import { trainTable } from "./train-table.ts";
import { TrainingRefused } from "./training-step.ts";

const rows = 1_200;
const random = createRandom("table");
const labels = Uint8Array.from({ length: rows }, (_, row) => (row % 4 === 0 ? 1 : 0));
const frame: Frame = {
  rows,
  columns: [
    {
      kind: "number",
      name: "bytes",
      values: Float64Array.from(labels, (label) => drawNormal(random) + (label === 1 ? 2.5 : 0)),
    },
    {
      kind: "category",
      name: "service",
      categories: ["web", "mail", "odd"],
      codes: Int32Array.from(labels, (label) => (label === 1 && random.fraction() < 0.5 ? 2 : row2())),
    },
  ],
};
function row2(): number {
  return random.fraction() < 0.5 ? 0 : 1;
}
const options = { rounds: 15, mostDepth: 3, learningRate: 0.2, imbalance: "classWeights", seed: 1 } as const;
const trained = trainTable({ frame, labels, options });

describe("a model of a table", () => {
  it("is judged on rows that its trees have not seen, and the same for the same table", () => {
    expect(trained.figures.rocAuc).toBeGreaterThan(0.95);
    expect(trained.figures.rocAuc).toBeLessThan(1);
    expect(trained.operatingPoint?.falsePositiveRate).toBeLessThanOrEqual(0.01);
    const again = trainTable({ frame, labels, options });
    const bytes = ({ model }: typeof trained) => writeTreeModel({ model, card: null });
    expect(bytes(again)).toEqual(bytes(trained));
  });

  it("finds nothing where the answer has nothing to do with the columns, copies of rows or not", () => {
    const chance = Uint8Array.from(labels, () => (random.fraction() < 0.3 ? 1 : 0));
    const copied = (values: Float64Array) => values.map((_, row) => values[row % 300] ?? 0);
    const columns = frame.columns.map((column) =>
      column.kind === "number"
        ? { ...column, values: copied(column.values) }
        : { ...column, codes: column.codes.map((_, row) => column.codes[row % 300] ?? 0) },
    );
    const answers = chance.map((_, row) => chance[row % 300] ?? 0);
    const { figures } = trainTable({ frame: { rows, columns }, labels: answers, options });
    expect(Math.abs(figures.rocAuc - 0.5)).toBeLessThan(0.12);
  });

  it("reads the table again by its stored encoder and answers the same", () => {
    const reading = readTreeModel(writeTreeModel({ model: trained.model, card: null }));
    if (!reading.ok || reading.model.kind !== "boosting") throw new Error("It cannot be read.");
    const matrix = encode(JSON.parse(JSON.stringify(trained.encoder)), frame);
    expect(predictMargins(reading.model, matrix)).toEqual(predictMargins(trained.model, matrix));
  });

  it("is refused with a sentence where a class is hardly there", () => {
    const one = new Uint8Array(rows);
    one[3] = 1;
    expect(() => trainTable({ frame, labels: one, options })).toThrow(TrainingRefused);
  });
});

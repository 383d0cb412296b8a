import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomEnsemble } from "../../../testing/models/random-ensemble.ts";
import { drawLabels, randomMatrix } from "../../../testing/models/random-matrix.ts";
import { createRandom } from "../../stats/random.ts";
import { fitBoosting } from "../boosting/fit-boosting.ts";
import { predictMargins } from "../boosting/predict-boosting.ts";
import { fitForest } from "../forest/fit-forest.ts";
import { fitIsolation } from "../forest/fit-isolation.ts";
import { readArtefact, writeArtefact } from "./artefact.ts";
import { readTreeModel, type TreeModel, writeTreeModel } from "./tree-model-codec.ts";

const matrix = randomMatrix({ rows: 300, numeric: 3, categories: [9], missing: 0.1, seed: "artefact" });
const labels = drawLabels(matrix, createRandom("artefact"), (row) => 3 * (matrix.columns[0]?.[row] || 0));
const threeLabels = labels.map((label, row) => label + (row % 5 === 0 ? 1 : 0));
const card = { data: "made up", names: [...matrix.names], figures: { rocAuc: 0.9 } };
const boosted = fitBoosting({ matrix, labels, classes: 2, options: { rounds: 12 } });
const models: [string, TreeModel][] = [
  ["boosting", boosted],
  ["boosting of three classes", fitBoosting({ matrix, labels: threeLabels, classes: 3, options: { rounds: 5 } })],
  ["random forest", fitForest({ matrix, labels, classes: 2, options: { trees: 8 } }).model],
  [
    "extra trees of three classes",
    fitForest({ matrix, labels: threeLabels, classes: 3, options: { kind: "extra", trees: 8 } }).model,
  ],
  ["isolation forest", fitIsolation(matrix, { trees: 20 })],
  ["boosting without a tree", fitBoosting({ matrix, labels, classes: 2, options: { rounds: 0 } })],
];

/** A key of this name would set an object's prototype; reading leaves it out. */
const jsonText = fc.json().filter((text) => !text.includes("__proto__"));

function read(bytes: Uint8Array) {
  const reading = readTreeModel(bytes);
  if (!reading.ok) throw new Error(reading.reason);
  return reading;
}

describe("an artefact", () => {
  it.each(models)("of %s comes back as it was, and gives the same bytes again", (_, model) => {
    const bytes = writeTreeModel({ model, card });
    const { model: found, card: foundCard } = read(bytes);
    expect(found).toEqual(model);
    expect(foundCard).toEqual(card);
    expect(Buffer.compare(writeTreeModel({ model: found, card: foundCard }), bytes)).toBe(0);
  });

  it("scores to the bit as the model that was written", () => {
    const { model } = read(writeTreeModel({ model: boosted, card }));
    if (model.kind !== "boosting") throw new Error(model.kind);
    expect(predictMargins(model, matrix)).toEqual(predictMargins(boosted, matrix));
  });

  it("keeps every number of any array, NaN, infinities and negative zero included", () => {
    fc.assert(
      fc.property(fc.float64Array(), fc.int32Array(), fc.uint32Array(), jsonText, (floats, integers, words, json) => {
        const arrays = new Map<string, Float64Array | Int32Array | Uint32Array>([
          ["a", floats],
          ["b", integers],
          ["c", words],
        ]);
        const bytes = writeArtefact({ kind: "any", settings: JSON.parse(json), arrays });
        const reading = readArtefact(bytes);
        if (!reading.ok) throw new Error(reading.reason);
        for (const [name, array] of arrays)
          expect(Array.from(reading.artefact.arrays.get(name) ?? [])).toEqual(Array.from(array));
        expect(Buffer.compare(writeArtefact(reading.artefact), bytes)).toBe(0);
      }),
    );
  });

  it("is refused when any byte of it is another, or when it is cut anywhere", () => {
    const bytes = writeTreeModel({ model: boosted, card });
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (place, change) => {
        const damaged = Uint8Array.from(bytes);
        damaged[place] = (damaged[place] ?? 0) ^ change;
        expect(readTreeModel(damaged).ok).toBe(false);
        expect(readTreeModel(bytes.subarray(0, place)).ok).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it("says in a sentence why it refuses", () => {
    const bytes = writeTreeModel({ model: boosted, card });
    const reasonFor = (change: (copy: Uint8Array) => Uint8Array | undefined) => {
      const copy = Uint8Array.from(bytes);
      const reading = readTreeModel(change(copy) ?? copy);
      return reading.ok ? "" : reading.reason;
    };
    expect(reasonFor(() => new TextEncoder().encode("<html>"))).toBe("This file is not a Tideline model.");
    expect(reasonFor((copy) => copy.subarray(0, 40))).toBe("The model is cut short.");
    expect(reasonFor((copy) => copy.subarray(0, 200))).toMatch(/should have \d+ bytes and has 200\./);
    expect(reasonFor((copy) => void copy.set([9], 8))).toBe(
      "The model has the layout 9; this version of Tideline reads 1.",
    );
    expect(reasonFor((copy) => void copy.set([1, 2, 3], 300))).toBe(
      "The model is damaged: its checksum does not match.",
    );
    expect(reasonFor(() => writeArtefact({ kind: "spreadsheet", settings: {}, arrays: new Map() }))).toMatch(
      /settings of the learner spreadsheet/,
    );
  });

  it("is refused when its trees would never end, though its checksum is right", () => {
    const ensemble = randomEnsemble({ trees: 3, depth: 4, leafChance: 0, categories: [0, 5], seed: 1 });
    const base = Float64Array.of(0);
    const broken = (change: Partial<typeof ensemble>) =>
      readTreeModel(
        writeTreeModel({ model: { kind: "boosting", classes: 2, base, ensemble: { ...ensemble, ...change } }, card }),
      );
    expect(broken({}).ok).toBe(true);
    expect(broken({ left: ensemble.left.map(() => 0) })).toMatchObject({
      ok: false,
      reason: expect.stringContaining("leads nowhere"),
    });
    expect(broken({ feature: ensemble.feature.map((f) => f + 2) }).ok).toBe(false);
    expect(broken({ sets: new Uint32Array(8) }).ok).toBe(false);
    expect(broken({ starts: ensemble.starts.slice(0, 3) }).ok).toBe(false);
    expect(broken({ value: ensemble.value.slice(1) }).ok).toBe(false);
  });
});

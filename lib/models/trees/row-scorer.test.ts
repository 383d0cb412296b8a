import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomEnsemble } from "../../../testing/models/random-ensemble.ts";
import { byRow, randomMatrix } from "../../../testing/models/random-matrix.ts";
import { layOutComplete } from "./complete-trees.ts";
import { layOutDeep } from "./deep-trees.ts";
import { findLeaf } from "./find-leaf.ts";
import { joinTrees } from "./join-trees.ts";
import { createRowScorer } from "./row-scorer.ts";
import { scoreMatrix } from "./score-matrix.ts";
import { createTreeBuilder } from "./tree-builder.ts";
import { countTrees, type TreeEnsemble } from "./tree-ensemble.ts";

function walk(ensemble: TreeEnsemble, rows: Float64Array, count: number): Float64Array {
  const { outputs, leafWidth, features, value } = ensemble;
  const margins = new Float64Array(count * outputs);
  for (let row = 0; row < count; row += 1) {
    for (let tree = 0; tree < countTrees(ensemble); tree += 1) {
      const leaf = findLeaf(ensemble, tree, rows, row * features);
      for (let i = 0; i < leafWidth; i += 1) {
        const output = row * outputs + (leafWidth === 1 ? tree % outputs : i);
        margins[output] = (margins[output] ?? 0) + (value[leaf * leafWidth + i] ?? 0);
      }
    }
  }
  return margins;
}

function expectClose(found: Float64Array, expected: Float64Array): void {
  expect(found.length).toBe(expected.length);
  for (const [i, value] of expected.entries()) expect(Math.abs((found[i] ?? Number.NaN) - value)).toBeLessThan(1e-9);
}

const shapes = fc.record({
  depth: fc.integer({ min: 0, max: 12 }),
  trees: fc.integer({ min: 1, max: 23 }),
  outputs: fc.constantFrom(1, 3),
  wide: fc.boolean(),
  missing: fc.constantFrom(0, 0.2),
  rows: fc.integer({ min: 1, max: 260 }),
  categories: fc.constantFrom([0, 0, 0], [0, 0, 7, 0, 200]),
  seed: fc.integer(),
});

describe("createRowScorer", () => {
  it("adds what a plain walk finds, in every layout, with missing values, categories and several outputs", () => {
    fc.assert(
      fc.property(shapes, ({ categories, rows, missing, wide, ...shape }) => {
        const ensemble = randomEnsemble({ ...shape, categories, leafWidth: wide ? shape.outputs : 1 });
        const numeric = categories.filter((count) => count === 0).length;
        const drawn = randomMatrix({
          rows,
          numeric,
          categories: categories.filter((n) => n > 0),
          missing,
          seed: shape.seed,
        });
        // Columns come numeric first; put them where the trees look for them.
        const order = [...categories.keys()].sort(
          (a, b) => Number((categories[a] ?? 0) > 0) - Number((categories[b] ?? 0) > 0),
        );
        const columns = categories.map((_, index) => drawn.columns[order.indexOf(index)] ?? new Float64Array(rows));
        const x = byRow({ ...drawn, columns });
        const margins = new Float64Array(rows * shape.outputs);
        createRowScorer(ensemble).addMargins(x, rows, margins);
        expectClose(margins, walk(ensemble, x, rows));
        const byMatrix = new Float64Array(rows * shape.outputs);
        scoreMatrix(ensemble, { ...drawn, columns }, byMatrix);
        expect(byMatrix).toEqual(margins);
      }),
      { numRuns: 150 },
    );
  });

  it("gives a row the same bits alone as in a batch", () => {
    for (const depth of [6, 11]) {
      const ensemble = randomEnsemble({ trees: 37, depth, categories: new Array<number>(8).fill(0), seed: "bits" });
      const rows = byRow(randomMatrix({ rows: 131, numeric: 8, missing: 0.02, seed: "bits" }));
      const scorer = createRowScorer(ensemble);
      const batch = new Float64Array(131);
      scorer.addMargins(rows, 131, batch);
      const single = new Float64Array(1);
      for (let row = 0; row < 131; row += 1) {
        single[0] = 0;
        scorer.addMargins(rows.slice(row * 8, row * 8 + 8), 1, single);
        expect(single[0]).toBe(batch[row]);
      }
    }
  });

  it("gives a row of floats the bits that it gets in a batch, in every layout", () => {
    fc.assert(
      fc.property(shapes, ({ categories, rows, missing, wide, ...shape }) => {
        const ensemble = randomEnsemble({ ...shape, categories, leafWidth: wide ? shape.outputs : 1 });
        const width = categories.length;
        const drawn = byRow(randomMatrix({ rows, numeric: width, missing, seed: shape.seed }));
        // Numbers of a size that hits codes too, rounded as vectors are.
        const floats = Float32Array.from(drawn, (x, i) =>
          (categories[i % width] ?? 0) > 0 ? Math.floor(Math.abs(x) * 9) : x,
        );
        const scorer = createRowScorer(ensemble);
        const batch = new Float64Array(rows * shape.outputs).fill(0.25);
        scorer.addMargins(Float64Array.from(floats), rows, batch);
        const single = new Float64Array(shape.outputs);
        for (let row = 0; row < rows; row += 1) {
          single.fill(0.25);
          scorer.addRow(floats, row * width, single);
          expect(single).toEqual(batch.slice(row * shape.outputs, (row + 1) * shape.outputs));
        }
      }),
      { numRuns: 60 },
    );
  });

  it("treats infinities as numbers and codes that no set can know as missing", () => {
    const ensemble = randomEnsemble({ trees: 20, depth: 5, categories: [0, 12], seed: "odd" });
    const rows = Float64Array.of(Infinity, 3, -Infinity, 4, 0.5, 300, 0.5, Number.NaN, 0.5, -1);
    const margins = new Float64Array(5);
    createRowScorer(ensemble).addMargins(rows, 5, margins);
    expectClose(margins, walk(ensemble, rows, 5));
    expect(margins[2]).toBe(margins[3]);
    expect(margins[4]).toBe(margins[3]);
  });

  it("parts what is missing from all numbers, whichever way it goes", () => {
    for (const depth of [1, 9]) {
      for (const missingLeft of [true, false]) {
        for (const threshold of [Infinity, -Infinity, 0]) {
          const builder = createTreeBuilder(1);
          let node = 0;
          for (let level = 0; level < depth; level += 1) {
            const left = builder.split(node, { feature: 0, threshold, missingLeft, set: null });
            builder.setLeaf(left, 1, [level + 1]);
            builder.setLeaf(left + 1, 1, [-level - 1]);
            node = left + 1;
          }
          const ensemble = joinTrees([builder.build()], { features: 1, outputs: 1, leafWidth: 1 });
          const rows = Float64Array.of(Number.NaN, 7, -7, Infinity, -Infinity, Number.MAX_VALUE);
          const margins = new Float64Array(rows.length);
          createRowScorer(ensemble).addMargins(rows, rows.length, margins);
          expect([depth, missingLeft, threshold, ...margins]).toEqual([
            depth,
            missingLeft,
            threshold,
            ...walk(ensemble, rows, rows.length),
          ]);
        }
      }
    }
  });

  it("keeps deep trees and crowds of sets out of layouts that could not hold them", () => {
    expect(layOutComplete(randomEnsemble({ trees: 2, depth: 9, leafChance: 0, categories: [0], seed: 1 }))).toBeNull();
    expect(layOutDeep(randomEnsemble({ trees: 150, depth: 6, leafChance: 0, categories: [9], seed: 1 }))).toBeNull();
  });
});

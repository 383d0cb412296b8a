import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomEnsemble } from "../../../testing/models/random-ensemble.ts";
import { byRow, randomMatrix } from "../../../testing/models/random-matrix.ts";
import { findLeaf, goesLeft } from "../../models/trees/find-leaf.ts";
import { countTrees, type TreeEnsemble } from "../../models/trees/tree-ensemble.ts";
import { createBackgroundExplainer } from "./background-shap.ts";
import { listRoots } from "./list-roots.ts";
import { createPathExplainer } from "./path-shap.ts";

/** Shapley values by their definition: over all subsets of the columns, weighed by size. */
function bruteForce(columns: number, worth: (known: number) => number): number[] {
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
  const worths = Array.from({ length: 2 ** columns }, (_, known) => worth(known));
  return Array.from({ length: columns }, (_, column) => {
    let sum = 0;
    for (let known = 0; known < 2 ** columns; known += 1) {
      if ((known >>> column) & 1) continue;
      const size = known.toString(2).replaceAll("0", "").length;
      const weight = (factorial(size) * factorial(columns - size - 1)) / factorial(columns);
      sum += weight * ((worths[known | (1 << column)] ?? 0) - (worths[known] ?? 0));
    }
    return sum;
  });
}

function leafAnswer(ensemble: TreeEnsemble, node: number, output: number): number {
  return ensemble.value[node * ensemble.leafWidth + (ensemble.leafWidth > 1 ? output : 0)] ?? 0;
}

function expectKnowing(ensemble: TreeEnsemble, node: number, row: Float64Array, known: number, output: number): number {
  const column = ensemble.feature[node] ?? -1;
  if (column < 0) return leafAnswer(ensemble, node, output);
  const left = ensemble.left[node] ?? 0;
  const go = (child: number) => expectKnowing(ensemble, child, row, known, output);
  if ((known >>> column) & 1) return go(goesLeft(ensemble, node, row[column] ?? 0) ? left : left + 1);
  const share = (ensemble.cover[left] ?? 0) / (ensemble.cover[node] ?? 1);
  return share * go(left) + (1 - share) * go(left + 1);
}

function score(ensemble: TreeEnsemble, row: Float64Array, output: number): number {
  let sum = 0;
  for (let tree = 0; tree < countTrees(ensemble); tree += 1) {
    if (ensemble.leafWidth > 1 || tree % ensemble.outputs === output)
      sum += leafAnswer(ensemble, findLeaf(ensemble, tree, row, 0), output);
  }
  return sum;
}

const cases = fc.record({
  trees: fc.integer({ min: 1, max: 6 }),
  depth: fc.integer({ min: 0, max: 7 }),
  columns: fc.integer({ min: 1, max: 6 }),
  outputs: fc.constantFrom(1, 3),
  wide: fc.boolean(),
  seed: fc.integer(),
});

function build({
  columns,
  wide,
  ...shape
}: {
  columns: number;
  wide: boolean;
  trees: number;
  depth: number;
  outputs: number;
  seed: number;
}) {
  const categories = [...new Array<number>(columns - 1).fill(0), columns % 2 === 0 ? 9 : 0];
  const ensemble = randomEnsemble({ ...shape, categories, leafWidth: wide ? shape.outputs : 1 });
  const numeric = categories.filter((count) => count === 0).length;
  const rows = byRow(
    randomMatrix({ rows: 6, numeric, categories: categories.filter((n) => n > 0), missing: 0.15, seed: shape.seed }),
  );
  return { ensemble, rows, output: shape.outputs - 1 };
}

describe("exact Shapley values of random trees", () => {
  it("path-dependent: equal brute force over all subsets, and add up to the margin", () => {
    fc.assert(
      fc.property(cases, (drawn) => {
        const { ensemble, rows, output } = build(drawn);
        const row = rows.slice(0, drawn.columns);
        const explainer = createPathExplainer(ensemble, output);
        const values = new Float64Array(drawn.columns);
        explainer.explain(row, 0, values);
        const roots = listRoots(ensemble, output);
        const expected = bruteForce(drawn.columns, (known) =>
          roots.reduce((sum, root) => sum + expectKnowing(ensemble, root, row, known, output), 0),
        );
        for (const [column, value] of expected.entries())
          expect(Math.abs((values[column] ?? 0) - value)).toBeLessThan(1e-9);
        const sum = values.reduce((total, value) => total + value, explainer.base);
        expect(Math.abs(sum - score(ensemble, row, output))).toBeLessThan(1e-9);
      }),
      { numRuns: 150 },
    );
  });

  it("against a background: equal brute force over all subsets, and add up to the margin", () => {
    fc.assert(
      fc.property(cases, (drawn) => {
        const { ensemble, rows, output } = build(drawn);
        const { columns } = drawn;
        const row = rows.slice(0, columns);
        const background = rows.slice(columns);
        const explainer = createBackgroundExplainer(ensemble, background, output);
        const values = new Float64Array(columns);
        explainer.explain(row, 0, values);
        const expected = bruteForce(columns, (known) => {
          let sum = 0;
          for (let at = 0; at < background.length; at += columns) {
            const mixed = row.map((x, column) => ((known >>> column) & 1 ? x : (background[at + column] ?? 0)));
            sum += score(ensemble, mixed, output) / (background.length / columns);
          }
          return sum;
        });
        for (const [column, value] of expected.entries())
          expect(Math.abs((values[column] ?? 0) - value)).toBeLessThan(1e-9);
        const sum = values.reduce((total, value) => total + value, explainer.base);
        expect(Math.abs(sum - score(ensemble, row, output))).toBeLessThan(1e-9);
      }),
      { numRuns: 150 },
    );
  });

  it("stay exact in trees that are far deeper than boosting grows", () => {
    const ensemble = randomEnsemble({
      trees: 3,
      depth: 24,
      leafChance: 0.3,
      categories: new Array<number>(12).fill(0),
      seed: 4,
    });
    const rows = byRow(randomMatrix({ rows: 1, numeric: 12, seed: 4 }));
    const values = new Float64Array(12);
    const explainer = createPathExplainer(ensemble);
    explainer.explain(rows, 0, values);
    const sum = values.reduce((total, value) => total + value, explainer.base);
    expect(Math.abs(sum - score(ensemble, rows, 0))).toBeLessThan(1e-9);
  });

  it("refuses a background that is no whole row", () => {
    const ensemble = randomEnsemble({ trees: 1, depth: 2, categories: [0, 0], seed: 1 });
    expect(() => createBackgroundExplainer(ensemble, new Float64Array(3))).toThrow("one whole row or more");
  });
});

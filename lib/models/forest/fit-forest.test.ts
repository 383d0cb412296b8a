import { describe, expect, it } from "vitest";
import { isSame } from "../../../testing/models/is-same.ts";
import { drawLabels, randomMatrix } from "../../../testing/models/random-matrix.ts";
import { createRandom } from "../../stats/random.ts";
import { type FeatureMatrix, takeRows } from "../data/matrix.ts";
import { listDepths } from "../trees/tree-depth.ts";
import { countTrees } from "../trees/tree-ensemble.ts";
import { type ForestTask, fitForest } from "./fit-forest.ts";
import { predictForest } from "./predict-forest.ts";

const x = (matrix: FeatureMatrix, column: number, row: number) => matrix.columns[column]?.[row] ?? Number.NaN;

function ringTask(rows: number, seed: string): ForestTask {
  const matrix = randomMatrix({ rows, numeric: 4, categories: [6], missing: 0.03, seed });
  const margin = (row: number) => 5 * ((x(matrix, 0, row) || 0) ** 2 + (x(matrix, 1, row) || 0) ** 2 - 1.5);
  return { matrix, labels: drawLabels(matrix, createRandom(seed), margin), classes: 2, options: { trees: 40 } };
}

const share = (found: Float64Array, labels: ArrayLike<number>) =>
  found.reduce((sum, p, row) => sum + Number(p >= 0.5 === (labels[row] === 1)), 0) / found.length;

describe.each(["random", "extra"] as const)("fitForest, %s", (kind) => {
  const options = { kind, trees: 40, seed: 3 };

  it("learns a ring that no line could part, holds on new rows, and gives the same bits for the same seed", () => {
    const task = { ...ringTask(1200, "ring"), options };
    const { model } = fitForest(task);
    const later = ringTask(600, "later");
    expect(share(predictForest(model, later.matrix), later.labels)).toBeGreaterThan(0.82);
    expect(isSame(fitForest(task).model, model)).toBe(true);
    expect(isSame(fitForest({ ...task, options: { ...options, seed: 4 } }).model, model)).toBe(false);
  });

  it("learns as well from columns of few values, which are counted and not compared", () => {
    const round = (task: ForestTask): ForestTask => {
      const columns = task.matrix.columns.map((column) => column.map((value) => Math.round(value * 4) / 4));
      return { ...task, matrix: { ...task.matrix, columns } };
    };
    const { model } = fitForest({ ...round(ringTask(1200, "ring")), options });
    const later = round(ringTask(600, "later"));
    expect(share(predictForest(model, later.matrix), later.labels)).toBeGreaterThan(0.8);
  });

  it.each([0, 0.1])("learns which of two flags is set alone, with a share of %s missing", (missing) => {
    const drawn = randomMatrix({ rows: 800, numeric: 3, seed: "flags" });
    const flags = drawn.columns.map((column) => column.map((value) => Number(value > 0)));
    const labels = Uint8Array.from({ length: 800 }, (_, row) => (flags[0]?.[row] ?? 0) ^ (flags[1]?.[row] ?? 0));
    const random = createRandom("gaps");
    const columns = flags.map((column) => column.map((flag) => (random.fraction() < missing ? Number.NaN : flag)));
    const { model } = fitForest({ matrix: { ...drawn, columns }, labels, classes: 2, options });
    const whole = predictForest(model, { ...drawn, columns: flags });
    expect(share(whole, labels)).toBe(1);
  });

  it("grows until leaves are pure, unless it is told to stop", () => {
    const task = ringTask(400, "pure");
    const whole = fitForest({ ...task, options: { ...options, bootstrap: false } }).model;
    expect(share(predictForest(whole, task.matrix), task.labels)).toBe(1);
    const pruned = fitForest({ ...task, options: { ...options, leafRows: 15, mostDepth: 5 } }).model.ensemble;
    expect(Math.max(...listDepths(pruned))).toBeLessThanOrEqual(5);
    for (const [node, cover] of pruned.cover.entries())
      if (pruned.feature[node] === -1) expect(cover).toBeGreaterThanOrEqual(15);
  });

  it("separates by category and by absence", () => {
    const matrix = randomMatrix({ rows: 500, numeric: 1, categories: [12], missing: 0.2, seed: "cut" });
    const labels = Uint8Array.from({ length: 500 }, (_, row) =>
      Number(Number.isNaN(x(matrix, 0, row)) || x(matrix, 1, row) % 3 === 1),
    );
    const { model } = fitForest({ matrix, labels, classes: 2, options });
    expect(share(predictForest(model, matrix), labels)).toBeGreaterThan(0.98);
  });

  it("gives each of several classes a probability, and weights move them", () => {
    const matrix = randomMatrix({ rows: 600, numeric: 3, seed: "three" });
    const labels = Uint8Array.from({ length: 600 }, (_, row) =>
      x(matrix, 0, row) > 0.4 ? 2 : Number(x(matrix, 1, row) > 0),
    );
    const found = predictForest(fitForest({ matrix, labels, classes: 3, options }).model, matrix);
    for (let row = 0; row < 600; row += 1) {
      expect(found.subarray(row * 3, row * 3 + 3).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 10);
    }
    const noisy = drawLabels(matrix, createRandom("noisy"), (row) => x(matrix, 0, row));
    const classWeights = [1, 8];
    const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const settings = { ...options, leafRows: 20 };
    const plain = fitForest({ matrix, labels: noisy, classes: 2, options: settings }).model;
    const weighted = fitForest({ matrix, labels: noisy, classes: 2, classWeights, options: settings }).model;
    expect(mean(predictForest(weighted, matrix))).toBeGreaterThan(mean(predictForest(plain, matrix)) + 0.2);
  });
});

describe("fitForest", () => {
  it("of a random kind cuts between any two values of a column, in the middle of neighbours", () => {
    const rows = 3000;
    const values = Float64Array.from({ length: rows }, (_, row) => row * 10);
    const labels = Uint8Array.from({ length: rows }, (_, row) => Number(row === 1234));
    const matrix = { names: ["x"], rows, columns: [values], categories: [0] };
    const options = { kind: "random", trees: 3, bootstrap: false, seed: 1 } as const;
    const { model } = fitForest({ matrix, labels, classes: 2, options });
    const asked = Float64Array.of(12_334.9, 12_335.1, 12_340, 12_344.9, 12_345.1);
    const answers = predictForest(model, { ...matrix, rows: asked.length, columns: [asked] });
    expect([...answers].map(Math.round)).toEqual([0, 1, 1, 1, 0]);
  });

  it("of a random kind sends what is missing to the side where it is purer", () => {
    const rows = 900;
    const values = Float64Array.from({ length: rows }, (_, row) => (row % 3 === 0 ? Number.NaN : row));
    const labels = Uint8Array.from(values, (x) => Number(Number.isNaN(x) || x < 200));
    const matrix = { names: ["x"], rows, columns: [values], categories: [0] };
    const { model } = fitForest({ matrix, labels, classes: 2, options: { trees: 5, bootstrap: false } });
    expect(share(predictForest(model, matrix), labels)).toBe(1);
  });

  it("answers rows out of bag as honestly as new ones", () => {
    const task = ringTask(1000, "bag");
    const { model, outOfBag } = fitForest({ ...task, outOfBag: true });
    const later = ringTask(1000, "new");
    const honest = share(outOfBag ?? new Float64Array(0), task.labels);
    expect(Math.abs(honest - share(predictForest(model, later.matrix), later.labels))).toBeLessThan(0.04);
    expect(honest).toBeLessThan(share(predictForest(model, task.matrix), task.labels));
  });

  it("extra trees do not depend on the order of the rows but for what chance draws", () => {
    const task = ringTask(300, "rows");
    const order = Int32Array.from({ length: 300 }, (_, row) => (row * 7) % 300);
    const options = { kind: "extra", trees: 20 } as const;
    const shuffled = fitForest({
      matrix: takeRows(task.matrix, order),
      labels: order.map((row) => task.labels[row] ?? 0),
      classes: 2,
      options,
    });
    const plain = fitForest({ ...task, options });
    const left = predictForest(plain.model, task.matrix);
    const right = predictForest(shuffled.model, task.matrix);
    for (const [row, p] of left.entries()) expect(Math.abs(p - (right[row] ?? 0))).toBeLessThan(1e-9);
  });

  it("stops when it is told to, with probabilities that still are some", () => {
    const { model } = fitForest({ ...ringTask(200, "stop"), onTree: (trees) => (trees === 7 ? "stop" : "continue") });
    expect(countTrees(model.ensemble)).toBe(7);
    const rows = ringTask(200, "stop").matrix;
    expect(Math.max(...predictForest(model, rows))).toBeGreaterThan(0.9);
    expect(Math.max(...predictForest(model, rows))).toBeLessThanOrEqual(1);
  });

  it("refuses what makes no sense, in a sentence", () => {
    const task = ringTask(20, "refused");
    expect(() => fitForest({ ...task, outOfBag: true, options: { kind: "extra" } })).toThrow("no row is out of bag");
    expect(() => fitForest({ ...task, options: { trees: 0 } })).toThrow("trees must be 1 or more");
    expect(() => fitForest({ ...task, labels: new Uint8Array(20).fill(3) })).toThrow("none of 2 classes");
  });
});

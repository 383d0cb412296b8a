import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSame } from "../../../testing/models/is-same.ts";
import { drawLabels, randomMatrix } from "../../../testing/models/random-matrix.ts";
import { createRandom } from "../../stats/random.ts";
import { type FeatureMatrix, takeRows } from "../data/matrix.ts";
import { countTrees } from "../trees/tree-ensemble.ts";
import { type BoostingTask, fitBoosting } from "./fit-boosting.ts";
import { predictMargins, predictProbability } from "./predict-boosting.ts";

const x = (matrix: FeatureMatrix, column: number, row: number) => matrix.columns[column]?.[row] ?? Number.NaN;

function curvedTask(rows: number, seed: string): BoostingTask {
  const matrix = randomMatrix({ rows, numeric: 4, missing: 0.05, seed });
  const margin = (row: number) => 3 * Math.sin(2 * (x(matrix, 0, row) || 0)) + 2 * (x(matrix, 1, row) || 0);
  return { matrix, labels: drawLabels(matrix, createRandom(seed), margin), classes: 2, options: { rounds: 20 } };
}

const share = (found: Float64Array, labels: ArrayLike<number>) =>
  found.reduce((sum, p, row) => sum + Number(p >= 0.5 === (labels[row] === 1)), 0) / found.length;

const largestGap = (left: Float64Array, right: Float64Array) =>
  left.reduce((most, value, i) => Math.max(most, Math.abs(value - (right[i] ?? Number.NaN))), 0);

describe("fitBoosting", () => {
  it("learns a curve and gives the same bits for the same seed", () => {
    const task = curvedTask(1500, "curve");
    const options = { rounds: 30, rowShare: 0.7, columnShare: 0.8, seed: 5 };
    const model = fitBoosting({ ...task, options });
    expect(share(predictProbability(model, task.matrix), task.labels)).toBeGreaterThan(0.85);
    expect(isSame(fitBoosting({ ...task, options }), model)).toBe(true);
    expect(isSame(fitBoosting({ ...task, options: { ...options, seed: 6 } }), model)).toBe(false);
  });

  it("does not depend on the order of the rows", () => {
    const task = curvedTask(700, "order");
    const order = Int32Array.from({ length: 700 }, (_, row) => (row * 323) % 700);
    const shuffled = {
      ...task,
      matrix: takeRows(task.matrix, order),
      labels: order.map((row) => task.labels[row] ?? 0),
    };
    const gap = largestGap(
      predictMargins(fitBoosting(task), task.matrix),
      predictMargins(fitBoosting(shuffled), task.matrix),
    );
    expect(gap).toBeLessThan(1e-6);
  });

  it("keeps every margin monotone in a constrained column, whatever the other columns hold", () => {
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom(1, -1), (seed, direction) => {
        const matrix = randomMatrix({ rows: 300, numeric: 3, seed });
        const labels = drawLabels(matrix, createRandom(seed), (row) => 4 * Math.sin(3 * x(matrix, 0, row)));
        const options = { rounds: 15, leafRows: 5, monotone: [direction] };
        const model = fitBoosting({ matrix, labels, classes: 2, options });
        const grid = Float64Array.from({ length: 60 }, (_, i) => i / 10 - 3);
        for (const row of [0, 1, 2]) {
          const others = [1, 2].map((column) => new Float64Array(60).fill(x(matrix, column, row)));
          const margins = predictMargins(model, { ...matrix, rows: 60, columns: [grid, ...others] });
          for (let i = 1; i < 60; i += 1)
            expect(direction * ((margins[i] ?? 0) - (margins[i - 1] ?? 0))).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 25 },
    );
  });

  it("learns where to send what is missing", () => {
    const matrix = randomMatrix({ rows: 600, numeric: 1, missing: 0.4, seed: "missing" });
    const labels = Uint8Array.from({ length: 600 }, (_, row) =>
      Number(Number.isNaN(x(matrix, 0, row)) || x(matrix, 0, row) < -1),
    );
    const model = fitBoosting({ matrix, labels, classes: 2, options: { rounds: 30 } });
    expect(share(predictProbability(model, matrix), labels)).toBeGreaterThan(0.99);
  });

  it("splits by sets of categories, and takes a category that it never saw as missing", () => {
    const matrix = randomMatrix({ rows: 1000, numeric: 1, categories: [20], missing: 0.05, seed: "sets" });
    const odd = (row: number) => Number(x(matrix, 1, row) % 2 === 1);
    const seen = matrix.columns[1]?.map((code) => (code === 7 ? 8 : code)) ?? new Float64Array(0);
    const given = { ...matrix, columns: [matrix.columns[0] ?? seen, seen] };
    const labels = Uint8Array.from({ length: 1000 }, (_, row) => odd(row));
    const model = fitBoosting({ matrix: given, labels, classes: 2, options: { rounds: 30 } });
    const probe = { ...matrix, rows: 4, columns: [new Float64Array(4), Float64Array.of(4, 5, 7, Number.NaN)] };
    const [even = 1, uneven = 0, unseen, missing] = predictProbability(model, probe);
    expect(even).toBeLessThan(0.3);
    expect(uneven).toBeGreaterThan(0.7);
    expect(unseen).toBe(missing);
  });

  it("counts a row of weight two as two rows", () => {
    const base = curvedTask(400, "weights");
    const matrix = {
      ...base.matrix,
      columns: base.matrix.columns.map((column) => column.map((v) => Math.round(v * 8) / 8)),
    };
    const twice = Int32Array.from({ length: 500 }, (_, i) => (i < 400 ? i : i - 400));
    const weights = Float64Array.from({ length: 400 }, (_, row) => (row < 100 ? 2 : 1));
    const options = { rounds: 10, leafRows: 1, leafHessian: 1 };
    const weighted = fitBoosting({ ...base, matrix, weights, options });
    const doubled = fitBoosting({
      matrix: takeRows(matrix, twice),
      labels: twice.map((row) => base.labels[row] ?? 0),
      classes: 2,
      options,
    });
    expect(largestGap(predictMargins(weighted, matrix), predictMargins(doubled, matrix))).toBeLessThan(1e-5);
  });

  it("gives rare attacks the weight of all normal rows together when classes are balanced", () => {
    const matrix = randomMatrix({ rows: 2000, numeric: 2, seed: "rare" });
    const labels = drawLabels(matrix, createRandom("rare"), (row) => x(matrix, 0, row) - 3);
    const mean = (found: Float64Array) => found.reduce((sum, p) => sum + p, 0) / found.length;
    const options = { rounds: 10 };
    const plain = fitBoosting({ matrix, labels, classes: 2, options });
    const balanced = fitBoosting({ matrix, labels, classes: 2, classWeights: "balanced", options });
    expect(balanced.base[0]).toBeCloseTo(0, 12);
    expect(mean(predictProbability(balanced, matrix))).toBeGreaterThan(4 * mean(predictProbability(plain, matrix)));
  });

  it("stops early on later rows and keeps the best round only", () => {
    const matrix = randomMatrix({ rows: 600, numeric: 5, seed: "noise" });
    const labels = drawLabels(matrix, createRandom("noise"), (row) => x(matrix, 0, row));
    const losses: number[] = [];
    const model = fitBoosting({
      matrix,
      labels,
      classes: 2,
      options: { rounds: 200, earlyStopping: { share: 0.3, patience: 10 } },
      onRound: ({ laterLoss }) => {
        losses.push(laterLoss ?? Number.NaN);
        return "continue";
      },
    });
    const best = losses.indexOf(Math.min(...losses)) + 1;
    expect(losses.length).toBe(best + 10);
    expect(countTrees(model.ensemble)).toBe(best);
  });

  it("ends when it is told to, and goes on from where it was", () => {
    const task = curvedTask(500, "on");
    const half = fitBoosting({ ...task, onRound: ({ round }) => (round === 8 ? "stop" : "continue") });
    expect(countTrees(half.ensemble)).toBe(8);
    const whole = fitBoosting({ ...task, continueFrom: half, options: { rounds: 12 } });
    expect(countTrees(whole.ensemble)).toBe(20);
    expect(largestGap(predictMargins(whole, task.matrix), predictMargins(fitBoosting(task), task.matrix))).toBeLessThan(
      1e-6,
    );
  });

  it("tells several classes apart, with probabilities that add up to one", () => {
    const matrix = randomMatrix({ rows: 900, numeric: 2, seed: "classes" });
    const labels = Uint8Array.from({ length: 900 }, (_, row) =>
      x(matrix, 0, row) > 0.5 ? 2 : Number(x(matrix, 1, row) > 0),
    );
    const model = fitBoosting({ matrix, labels, classes: 3, options: { rounds: 25 } });
    const found = predictProbability(model, matrix);
    let right = 0;
    for (let row = 0; row < 900; row += 1) {
      const own = [...found.subarray(row * 3, row * 3 + 3)];
      expect(own.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
      right += Number(own.indexOf(Math.max(...own)) === labels[row]);
    }
    expect(right / 900).toBeGreaterThan(0.98);
  });

  it("refuses what it cannot learn from, in a sentence", () => {
    const task = curvedTask(50, "refused");
    expect(() => fitBoosting({ ...task, labels: [1] })).toThrow("There are 1 labels for 50 rows.");
    expect(() => fitBoosting({ ...task, labels: new Uint8Array(50).fill(2) })).toThrow("is none of 2 classes");
    expect(() => fitBoosting({ ...task, options: { bins: 300 } })).toThrow("bins must be a whole number from 2 to 255");
    expect(() => fitBoosting({ ...task, weights: new Float64Array(50) })).toThrow("All rows have the weight 0.");
    const never = { earlyStopping: { share: 0, patience: 3 } };
    expect(() => fitBoosting({ ...task, options: never })).toThrow("a share between 0 and 1");
    const codes = { ...task.matrix, categories: [300, 0, 0, 0] };
    expect(() => fitBoosting({ ...task, matrix: codes })).toThrow("Column x0 has 300 categories");
    const named = { ...task.matrix, categories: [9, 0, 0, 0] };
    expect(() => fitBoosting({ ...task, matrix: named, options: { monotone: [1] } })).toThrow("cannot rise or fall");
    const wrong = { ...task.matrix, categories: [3, 0, 0, 0] };
    expect(() => fitBoosting({ ...task, matrix: wrong })).toThrow("which is not one of its 3 codes");
  });
});

import { describe, expect, it } from "vitest";
import { drawNormal } from "../../stats/draw.ts";
import { logistic } from "../../stats/linear/logistic.ts";
import { createRandom } from "../../stats/random.ts";
import { type FeatureMatrix, takeRows } from "../data/matrix.ts";
import { fitLogistic } from "./fit-logistic.ts";
import { predictLogits } from "./predict-logistic.ts";

const small: FeatureMatrix = {
  rows: 8,
  names: ["bytes", "ports"],
  columns: [Float64Array.of(100, 250, 300, 420, 500, 610, 700, 900), Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6)],
  categories: [0, 0],
};
const labels = Uint8Array.of(0, 0, 1, 0, 0, 1, 1, 1);

/** Rows drawn from a known model. */
function drawn(rows: number, seed: string) {
  const random = createRandom(seed);
  const first = Float64Array.from({ length: rows }, () => 50 + 10 * drawNormal(random));
  const indicator = Float64Array.from({ length: rows }, () => Number(random.fraction() < 0.1));
  const truth = Uint8Array.from(first, (value, row) =>
    Number(random.fraction() < logistic(-10 + 0.2 * value + 2 * (indicator[row] ?? 0))),
  );
  const matrix: FeatureMatrix = {
    rows,
    names: ["size", "rare"],
    columns: [first, indicator],
    categories: [0, 0],
  };
  return { matrix, labels: truth };
}

describe("logistic regression", () => {
  it.each([
    {
      name: "plain",
      options: { inversePenalty: 1 },
      weights: undefined,
      logits: [
        -1.349220075, -1.31182952, -0.485569657, -0.766379453, 0.378080762, 1.618796871, 0.353953349, 1.883437141,
      ],
    },
    {
      name: "strong penalty",
      options: { inversePenalty: 0.05 },
      weights: undefined,
      logits: [
        -0.202329232, -0.20552488, -0.074506417, -0.127494885, 0.053316397, 0.247897679, 0.037047927, 0.272939206,
      ],
    },
    {
      name: "balanced, weighted",
      options: { inversePenalty: 1, classWeights: "balanced" as const },
      weights: Float64Array.of(1, 2, 0.5, 1, 3, 1, 0.2, 2),
      logits: [
        -2.163398183, -2.173702912, -1.1379973, -1.543003828, -0.112596418, 1.429110831, -0.220803377, 1.654803387,
      ],
    },
  ])("equals scikit-learn 1.9.1 on standardised features: $name", ({ options, weights, logits }) => {
    const model = fitLogistic({ matrix: small, labels, weights }, options);
    expect(model.converged).toBe(true);
    for (const [row, logit] of predictLogits(model, small).entries()) expect(logit).toBeCloseTo(logits[row] ?? 9, 4);
  });

  it("finds the model that rows were drawn from, in the features' own units, sparse columns too", () => {
    const model = fitLogistic(drawn(20_000, "known"), { inversePenalty: 1000 });
    expect(model.coefficients[0]).toBeCloseTo(0.2, 1);
    expect(model.coefficients[1]).toBeCloseTo(2, 0);
    expect(model.intercept / 10).toBeCloseTo(-1, 0);
  });

  it("takes a weight for a row that comes so many times, and any order of rows", () => {
    const input = drawn(300, "repeat");
    const weights = Float64Array.from({ length: 300 }, (_, row) => 1 + (row % 3));
    const again = Int32Array.from([...weights].flatMap((weight, row) => new Array<number>(weight).fill(row)).reverse());
    const repeated = {
      matrix: takeRows(input.matrix, again),
      labels: Uint8Array.from(again, (row) => input.labels[row] ?? 0),
    };
    // Another scaling of the columns would be another penalty; without one the two are the same problem.
    const weighted = fitLogistic({ ...input, weights }, { inversePenalty: 1e9 });
    const copied = fitLogistic(repeated, { inversePenalty: 1e9 });
    expect(copied.intercept).toBeCloseTo(weighted.intercept, 3);
    expect(copied.coefficients[0]).toBeCloseTo(weighted.coefficients[0] ?? 0, 4);
  });

  it("takes a missing value for the usual one, and a constant column for nothing", () => {
    const input = drawn(500, "missing");
    const columns = [...input.matrix.columns, new Float64Array(500).fill(7)];
    const matrix: FeatureMatrix = { rows: 500, names: ["size", "rare", "same"], columns, categories: [0, 0, 0] };
    const model = fitLogistic({ matrix, labels: input.labels });
    expect(model.coefficients[2]).toBeCloseTo(0, 9);
    const one = (size: number) => ({
      ...matrix,
      rows: 1,
      columns: [Float64Array.of(size), Float64Array.of(0), Float64Array.of(7)],
    });
    const missing = predictLogits(model, one(Number.NaN))[0];
    expect(missing).toBeCloseTo(predictLogits(model, one(model.usual[0] ?? 0))[0] ?? 9, 9);
  });

  it("refuses what it cannot fit", () => {
    expect(() => fitLogistic({ matrix: small, labels: new Uint8Array(8) })).toThrow("both classes");
    expect(() => fitLogistic({ matrix: small, labels: Uint8Array.of(0, 1) })).toThrow("as many labels");
    const categorical = { ...small, categories: [0, 9] };
    expect(() => fitLogistic({ matrix: categorical, labels })).toThrow('Column "ports" holds categories');
    expect(() => predictLogits(fitLogistic({ matrix: small, labels }), { ...small, names: ["a", "b"] })).toThrow(
      "other columns",
    );
  });
});

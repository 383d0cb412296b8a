import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Measured } from "../../lib/stats/metrics/metric-result.ts";
import {
  type ColumnScale,
  fitLargestScale,
  fitRangeScale,
  fitRobustScale,
  fitStandardScale,
  scaled,
} from "../../lib/stats/scalers.ts";
import { encodedNumbers } from "./encoded-number.ts";
import { expectClose } from "./golden-metric.ts";
import { hasVectors, readVectors } from "./read-vectors.ts";

const file = "scalers.json";
const shape = z.object({
  X: z.array(encodedNumbers),
  cases: z.record(
    z.string(),
    z.object({
      value: z.object({
        params: z.record(z.string(), z.unknown()),
        transform: z.array(encodedNumbers),
      }),
      warnings: z.array(z.object({ type: z.string(), message: z.string() })),
    }),
  ),
});

const fits: Record<string, (column: Float64Array) => Measured<ColumnScale>> = {
  StandardScaler: fitStandardScale,
  RobustScaler: (column) => fitRobustScale(column),
  RobustScaler_10_90: (column) => fitRobustScale(column, { low: 0.1, high: 0.9 }),
  RobustScaler_unit_variance: (column) => fitRobustScale(column, { unitVariance: true }),
  MinMaxScaler: fitRangeScale,
  MaxAbsScaler: fitLargestScale,
};

/** scikit-learn's names for what a fit holds. */
const parameters: Record<string, (fit: ColumnScale) => number> = {
  StandardScaler: (fit) => fit.scale,
  RobustScaler: (fit) => fit.scale,
  RobustScaler_10_90: (fit) => fit.scale,
  RobustScaler_unit_variance: (fit) => fit.scale,
  MinMaxScaler: (fit) => 1 / fit.scale,
  MaxAbsScaler: (fit) => fit.scale,
};

describe.skipIf(!hasVectors(file))(file, () => {
  const golden = shape.parse(readVectors(file));
  const columns = (golden.X[0] ?? []).map((_, j) => Float64Array.from(golden.X, (row) => row[j] ?? Number.NaN));

  it("has the scalers that are compared", () => {
    expect(Object.keys(golden.cases).sort()).toEqual(Object.keys(fits).sort());
  });

  it.each(Object.entries(fits))("equals scikit-learn, missing and constant columns included: %s", (name, fit) => {
    const expected = golden.cases[name];
    if (expected === undefined) throw new Error(`${name} is not in ${file}`);
    const found = columns.map(fit);
    const transformed = columns.map((column, j) => scaled(column, found[j]?.value ?? { center: 0, scale: 0 }));
    expectClose(
      golden.X.map((_, row) => transformed.map((column) => column[row])),
      expected.value.transform,
    );
    const { params } = expected.value;
    expectClose(
      found.map((each) => (parameters[name] ?? Number)(each.value)),
      params.scale_,
    );
    if (name === "StandardScaler") {
      const standard = columns.map((column) => fitStandardScale(column).value);
      expectClose(
        standard.map((each) => each.center),
        params.mean_,
      );
      expectClose(
        standard.map((each) => each.variance),
        params.var_,
      );
      expectClose(
        standard.map((each) => each.rows),
        params.n_samples_seen_,
      );
    }
    if (name.startsWith("Robust"))
      expectClose(
        found.map((each) => each.value.center),
        params.center_,
      );
    // NumPy says it once a call, which says nothing more: the kinds are compared.
    const kinds = new Set(found.flatMap((each) => each.warnings.map((warning) => warning.message)));
    expect(kinds).toEqual(new Set(expected.warnings.map((warning) => warning.message)));
  });
});

import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type QuantileMethod, quantile } from "../../lib/stats/quantile.ts";
import { weightedQuantile } from "../../lib/stats/weighted-quantile.ts";
import { hasVectors, readVectors } from "./read-vectors.ts";

const file = "quantiles.json";
const sample = z.object({ x: z.array(z.number()), q: z.array(z.number()) }).catchall(z.array(z.number()));
const methods = [
  "inverted_cdf",
  "averaged_inverted_cdf",
  "closest_observation",
  "interpolated_inverted_cdf",
  "hazen",
  "weibull",
  "linear",
  "median_unbiased",
  "normal_unbiased",
  "lower",
  "higher",
  "midpoint",
  "nearest",
] satisfies QuantileMethod[];

describe.skipIf(!hasVectors(file))(file, () => {
  const { _meta, ...samples } = z.looseObject({ _meta: z.unknown() }).parse(readVectors(file));

  it.each(Object.keys(samples))("equals NumPy: %s", (name) => {
    const golden = sample.parse(samples[name]);
    const { x, q, w, ...byMethod } = golden;
    const values = Float64Array.from(x);
    const compute = (method: QuantileMethod, at: number) =>
      w === undefined ? quantile(values, at, method) : weightedQuantile(values, Float64Array.from(w), at);
    const present = methods.filter((method) => byMethod[method] !== undefined);
    expect(present.length).toBe(w === undefined ? 13 : 1);
    for (const method of present) {
      for (const [i, at] of q.entries()) {
        expect(compute(method, at), `${method} at ${at}`).toBeCloseTo(byMethod[method]?.[i] ?? Number.NaN, 9);
      }
    }
  });
});

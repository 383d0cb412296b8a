import { describe, expect, it } from "vitest";
import { z } from "zod";
import { rollingMoments, rollingVariance } from "../../lib/stats/windows/rolling-moments.ts";
import { rollingQuantile } from "../../lib/stats/windows/rolling-quantile.ts";
import { type DecayOptions, timeWeightedMean, weightedMoments } from "../../lib/stats/windows/weighted-moments.ts";
import { expandingWindows, rowWindows, timeWindows, type WindowBounds } from "../../lib/stats/windows/window-bounds.ts";
import { encodedNumbers } from "./encoded-number.ts";
import { expectClose } from "./golden-metric.ts";
import { hasVectors, readVectors } from "./read-vectors.ts";

const file = "pandas_windows.json";
const result = z.object({ value: encodedNumbers });
const rolling = z.object({
  window: z.number(),
  min_periods: z.number().nullable(),
  center: z.boolean(),
  mean: result,
  sum: result,
  min: result,
  max: result,
  median: result,
  std_ddof0: result,
  var_ddof0: result,
  std_ddof1: result,
  var_ddof1: result,
  "quantile_0.9_linear": result,
});
const ewm = z.object({
  alpha: z.number().optional(),
  span: z.number().optional(),
  halflife: z.number().optional(),
  com: z.number().optional(),
  adjust: z.boolean(),
  ignore_na: z.boolean(),
  min_periods: z.number(),
  mean: encodedNumbers,
  std_unbiased: encodedNumbers,
  var_unbiased: encodedNumbers,
  var_biased: encodedNumbers,
});
const sums = z.object({ sum: encodedNumbers, count: encodedNumbers });
const shape = z.object({
  x: encodedNumbers,
  rolling: z.array(rolling).length(16),
  ewm: z.array(ewm).length(32),
  expanding: z.array(
    z.object({ min_periods: z.number(), mean: encodedNumbers, var: encodedNumbers, std: encodedNumbers }),
  ),
  rolling_time: z.object({
    t_s: z.array(z.number()),
    x: z.array(z.number()),
    right_60s: sums,
    left_60s: sums,
    both_60s: sums,
    neither_60s: sums,
  }),
  ewm_times_halflife_60s: z.object({ t_s: z.array(z.number()), x: z.array(z.number()), mean: encodedNumbers }),
});

function decayOf(golden: z.infer<typeof ewm>): DecayOptions["decay"] {
  if (golden.alpha !== undefined) return { alpha: golden.alpha };
  if (golden.span !== undefined) return { span: golden.span };
  if (golden.halflife !== undefined) return { halfLife: golden.halflife };
  return { centerOfMass: golden.com ?? Number.NaN };
}

describe.skipIf(!hasVectors(file))(file, () => {
  const golden = shape.parse(readVectors(file));
  const values = Float64Array.from(golden.x);
  const all = (bounds: WindowBounds, minPeriods: number) => {
    const moments = rollingMoments(values, bounds, minPeriods);
    const quantile = (share: number) => ({ value: rollingQuantile(values, bounds, { share, minPeriods }) });
    const population = rollingVariance(moments, 0);
    const sample = rollingVariance(moments, 1);
    return {
      mean: { value: moments.mean },
      sum: { value: moments.sum },
      min: { value: moments.least },
      max: { value: moments.largest },
      median: quantile(0.5),
      "quantile_0.9_linear": quantile(0.9),
      var_ddof0: { value: population },
      var_ddof1: { value: sample },
      std_ddof0: { value: population.map(Math.sqrt) },
      std_ddof1: { value: sample.map(Math.sqrt) },
    };
  };

  it.each(golden.rolling)("equals pandas' rolling($window, min_periods=$min_periods, center=$center)", (expected) => {
    const { window, min_periods, center, ...figures } = expected;
    expectClose(all(rowWindows(values.length, window, center), min_periods ?? window), figures);
  });

  it("equals its expanding windows", () => {
    for (const expected of golden.expanding) {
      const found = all(expandingWindows(values.length), expected.min_periods);
      const figures = { mean: found.mean.value, var: found.var_ddof1.value, std: found.std_ddof1.value };
      expectClose(figures, { mean: expected.mean, var: expected.var, std: expected.std });
    }
  });

  it.each(["right", "left", "both", "neither"] as const)("equals its windows in time, closed %s", (closed) => {
    const times = Float64Array.from(golden.rolling_time.t_s, (seconds) => seconds * 1000);
    const bounds = timeWindows(times, 60_000, closed);
    const { sum, count } = rollingMoments(Float64Array.from(golden.rolling_time.x), bounds, 1);
    expectClose({ sum, count }, golden.rolling_time[`${closed}_60s`]);
  });

  it.each(golden.ewm)("equals its ewm: adjust $adjust, ignore_na $ignore_na, min_periods $min_periods", (expected) => {
    const { mean, variance, correction } = weightedMoments(values, {
      decay: decayOf(expected),
      adjust: expected.adjust,
      ignoreMissing: expected.ignore_na,
      minPeriods: expected.min_periods,
    });
    const unbiased = variance.map((value, row) => value * (correction[row] ?? Number.NaN));
    expectClose(mean, expected.mean);
    expectClose(variance, expected.var_biased);
    expectClose(unbiased, expected.var_unbiased);
    expectClose(unbiased.map(Math.sqrt), expected.std_unbiased);
  });

  it("equals its ewm in time", () => {
    const { t_s, x, mean } = golden.ewm_times_halflife_60s;
    const times = Float64Array.from(t_s, (seconds) => seconds * 1000);
    expectClose(timeWeightedMean(Float64Array.from(x), times, 60_000), mean);
    expect(mean.length).toBe(5);
  });
});

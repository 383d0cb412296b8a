import { describe, expect, it } from "vitest";
import { z } from "zod";
import { dampedMean, dampedVariance, learnDamped } from "../../lib/stats/damped-statistics.ts";
import { decaysInto, halfLifeSeconds } from "../../lib/stats/half-life.ts";
import { hasVectors, readVectors } from "./read-vectors.ts";

const file = "damped_statistics.json";
const rows = z.array(z.tuple([z.number(), z.number(), z.number(), z.number(), z.number()]));
const shape = z.object({
  t: z.array(z.number()),
  value: z.array(z.number()),
  key: z.array(z.number()),
  by_lambda: z.record(z.string(), rows),
  by_half_life_s: z.record(z.string(), rows),
});

/** The trace of one decay rule, in the layout of the golden rows. */
function trace(data: z.infer<typeof shape>, decay: (seconds: number) => number): number[][] {
  const slab = new Float64Array(6);
  const last = new Map<number, number>();
  return data.key.map((key, i) => {
    const time = data.t[i] ?? 0;
    const before = last.get(key);
    learnDamped(slab, key * 3, before === undefined ? 1 : decay(time - before), data.value[i] ?? 0);
    last.set(key, time);
    const variance = dampedVariance(slab, key * 3);
    return [key, slab[key * 3] ?? 0, dampedMean(slab, key * 3), variance, Math.sqrt(variance)];
  });
}

function largestDifference(found: readonly number[][], expected: readonly (readonly number[])[]): number {
  return Math.max(...found.flatMap((row, i) => row.map((x, j) => Math.abs(x - (expected[i]?.[j] ?? Number.NaN)))));
}

describe.skipIf(!hasVectors(file))(file, () => {
  it("follows the trace by lambda", () => {
    const data = shape.parse(readVectors(file));
    for (const [lambda, expected] of Object.entries(data.by_lambda)) {
      const found = trace(data, (seconds) => 2 ** (-Number(lambda) * seconds));
      expect(largestDifference(found, expected)).toBeLessThan(1e-9);
    }
  });

  it("follows the trace by half-life with all decays made from one exponential", () => {
    const data = shape.parse(readVectors(file));
    const decays = new Float64Array(5);
    for (const [index, halfLife] of halfLifeSeconds.entries()) {
      const found = trace(data, (seconds) => {
        decaysInto(seconds, decays);
        return decays[index] ?? 0;
      });
      expect(largestDifference(found, data.by_half_life_s[`${halfLife}.0`] ?? [])).toBeLessThan(1e-9);
    }
  });
});

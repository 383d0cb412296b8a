import { describe, expect, it } from "vitest";
import { bootstrapInterval } from "./bootstrap.ts";
import { drawNormal } from "./draw.ts";
import { createRandom } from "./random.ts";

function meanOf(values: Float64Array) {
  return (weights: Float64Array) => {
    let sum = 0;
    let total = 0;
    for (const [i, value] of values.entries()) {
      sum += value * (weights[i] ?? 0);
      total += weights[i] ?? 0;
    }
    return sum / total;
  };
}

describe("bootstrapInterval", () => {
  it("covers the true mean about as often as it says, and is as wide as theory has it", () => {
    const random = createRandom("coverage");
    let covered = 0;
    let width = 0;
    for (let trial = 0; trial < 200; trial += 1) {
      const values = Float64Array.from({ length: 60 }, () => drawNormal(random));
      const { low, high } = bootstrapInterval({ rows: 60, statistic: meanOf(values), random, resamples: 200 });
      covered += Number(low <= 0 && high >= 0);
      width += (high - low) / 200;
    }
    expect(covered).toBeGreaterThan(177); // 95 % of 200 less four standard errors
    expect(width).toBeCloseTo((2 * 1.96) / Math.sqrt(60), 1);
  });

  it("gives the same interval for the same seed", () => {
    const values = Float64Array.of(1, 2, 3, 4, 50);
    const interval = (seed: string) =>
      bootstrapInterval({ rows: 5, statistic: meanOf(values), random: createRandom(seed) });
    expect(interval("a")).toEqual(interval("a"));
    expect(interval("a")).not.toEqual(interval("b"));
  });

  it("is wider where rows of one group only repeat each other", () => {
    const random = createRandom("groups");
    const groups = Int32Array.from({ length: 400 }, (_, row) => Math.floor(row / 40));
    const byGroup = Float64Array.from({ length: 10 }, () => drawNormal(random));
    const statistic = meanOf(Float64Array.from(groups, (group) => byGroup[group] ?? 0));
    const alone = bootstrapInterval({ rows: 400, statistic, random });
    const grouped = bootstrapInterval({ rows: 400, statistic, random, groups });
    expect(grouped.high - grouped.low).toBeGreaterThan(3 * (alone.high - alone.low));
  });

  it("leaves out resamples without a figure", () => {
    const none = { rows: 3, statistic: () => Number.NaN, random: createRandom(1) };
    expect(bootstrapInterval(none).low).toBeNaN();
    expect(() => bootstrapInterval({ ...none, rows: 0 })).toThrow("at least one row");
  });
});

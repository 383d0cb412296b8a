import { describe, expect, it } from "vitest";
import { binomialInterval } from "./binomial-interval.ts";

describe("binomialInterval", () => {
  // SciPy 1.17's binomtest(...).proportion_ci(method="exact").
  const known = [
    [0, 10, 0.95, 0.0, 0.30849710781876294],
    [10, 10, 0.95, 0.6915028921812371, 1.0],
    [3, 20, 0.95, 0.03207093718554477, 0.37892682654529564],
    [1, 1000, 0.95, 2.5317487491674634e-5, 0.0055589242798499],
    [437, 1500, 0.99, 0.2614866029286977, 0.322521506766877],
    [50, 60, 0.9, 0.7337092016272058, 0.9066930672947636],
    [2, 3, 0.95, 0.09429932405071303, 0.9915962413403874],
    [9600, 10000, 0.95, 0.9559729752689733, 0.9637562211487597],
  ] satisfies [number, number, number, number, number][];

  it.each(known)("equals SciPy: %i of %i at %f", (successes, trials, level, low, high) => {
    const found = binomialInterval(successes, trials, level);
    expect(found.low).toBeCloseTo(low, 9);
    expect(found.high).toBeCloseTo(high, 9);
  });

  it("turns with success and failure, and refuses what is no share", () => {
    const found = binomialInterval(3, 20);
    const turned = binomialInterval(17, 20);
    expect(turned.low).toBeCloseTo(1 - found.high, 12);
    expect(turned.high).toBeCloseTo(1 - found.low, 12);
    expect(() => binomialInterval(3, 2)).toThrow("3 of 2 is no share.");
    expect(() => binomialInterval(0, 0)).toThrow(RangeError);
  });
});

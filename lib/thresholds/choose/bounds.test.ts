import { describe, expect, it } from "vitest";
import { drawNormal } from "../../stats/draw.ts";
import { createRandom, type Random } from "../../stats/random.ts";
import { boundBoth } from "./both-bounds.ts";
import { boundFalseAlarms } from "./false-alarm-bound.ts";
import { boundMisses } from "./miss-bound.ts";

function draw(random: Random, count: number, mean = 0): Float64Array {
  return Float64Array.from({ length: count }, () => drawNormal(random) + mean);
}

/** Share of a standard normal above a value: of a sorted series, exact enough for a rate of one in a hundred. */
function shareAbove(sorted: Float64Array, threshold: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) >= threshold) high = middle;
    else low = middle + 1;
  }
  return (sorted.length - low) / sorted.length;
}

const resamples = 500;
const population = draw(createRandom("population"), 200_000).sort();

describe("a bound on false alarms", () => {
  it("is broken in at most delta of 500 resamples, and two standard errors", () => {
    const random = createRandom("resamples");
    for (const { alpha, delta, n } of [
      { alpha: 0.05, delta: 0.05, n: 400 },
      { alpha: 0.01, delta: 0.1, n: 500 },
    ]) {
      let broken = 0;
      for (let i = 0; i < resamples; i += 1) {
        const found = boundFalseAlarms({ negatives: draw(random, n), alpha, delta, origin: "heldOut" });
        if (!found.ok) throw new Error(found.reason);
        if (shareAbove(population, found.threshold) > alpha) broken += 1;
      }
      const allowed = delta + 2 * Math.sqrt((delta * (1 - delta)) / resamples);
      expect(broken / resamples).toBeLessThanOrEqual(allowed);
      expect(broken).toBeGreaterThan(0); // a bound that is never broken is too high
    }
  });

  it("is refused where there are too few normal scores, and is an estimate where the model has seen them", () => {
    const bound = { alpha: 0.01, delta: 0.05, origin: "outOfFold" as const };
    expect(boundFalseAlarms({ ...bound, negatives: new Float64Array(298) })).toMatchObject({ ok: false, needed: 299 });
    expect(boundFalseAlarms({ ...bound, negatives: new Float64Array(299) })).toMatchObject({ standing: "estimated" });
  });
});

describe("a bound on misses", () => {
  it("is kept on average over 500 resamples, and tightly", () => {
    const random = createRandom("misses");
    const alpha = 0.1;
    let missed = 0;
    for (let i = 0; i < resamples; i += 1) {
      const found = boundMisses(draw(random, 60), alpha);
      if (!found.ok) throw new Error(found.reason);
      missed += 1 - shareAbove(population, found.threshold);
    }
    // The rate of one resample has a standard deviation of about 0.038; over 500 the mean is known to 0.0017.
    expect(missed / resamples).toBeLessThanOrEqual(alpha + 0.0034);
    expect(missed / resamples).toBeGreaterThan(alpha - 0.02);
  });

  it("needs 1 / alpha - 1 known attacks", () => {
    expect(boundMisses(new Float64Array(8).fill(1), 0.1)).toMatchObject({ ok: false, needed: 9 });
    expect(boundMisses(new Float64Array(9).fill(1), 0.1)).toMatchObject({ ok: true, threshold: 1 });
  });
});

describe("both bounds at once", () => {
  const random = createRandom("both");
  const negatives = draw(random, 2000);
  const asked = { negatives, alpha: 0.05, delta: 0.05, missRate: 0.1, origin: "heldOut" as const };

  it("give the range of thresholds that keep both", () => {
    const found = boundBoth({ ...asked, positives: draw(random, 200, 5) });
    expect(found).toMatchObject({ ok: true, standing: "guaranteed" });
    if (found.ok) expect(found.lowest).toBeLessThan(found.highest);
  });

  it("show what each would cost where they cross", () => {
    const found = boundBoth({ ...asked, positives: draw(random, 200, 1) });
    if (found.ok || !("scoreGap" in found)) throw new Error("The bounds do not cross.");
    expect(found.scoreGap).toBeGreaterThan(1);
    expect(found.missRateThere).toBeGreaterThan(0.5);
    expect(found.falseAlarmRateThere).toBeGreaterThan(0.4);
    expect(boundBoth({ ...asked, positives: draw(random, 3) })).toMatchObject({ ok: false, needed: 9 });
    expect(boundBoth({ ...asked, positives: negatives, alpha: 1e-4 })).toMatchObject({ ok: false, needed: 29956 });
  });
});

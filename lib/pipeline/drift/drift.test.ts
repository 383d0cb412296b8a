import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { drawNormal } from "../../stats/draw.ts";
import { createRandom } from "../../stats/random.ts";
import { countScore, createHistogram } from "../score-histogram.ts";
import { type HourShare, levelChange } from "./level-change.ts";
import { scoreShift } from "./score-shift.ts";
import { tailOpinion } from "./tail-opinion.ts";

const hourMs = 3_600_000;

function scores(seed: string, { count, mean }: { readonly count: number; readonly mean: number }) {
  const random = createRandom(seed);
  const histogram = createHistogram();
  for (let i = 0; i < count; i += 1) countScore(histogram, 100 / (1 + Math.exp(-(drawNormal(random) + mean))));
  return histogram;
}

describe("the spread of scores", () => {
  test("is told as none for the same law, and large for one that moved by a standard deviation", () => {
    const reference = scores("week", { count: 50_000, mean: -3 });
    expect(scoreShift(reference, scores("day", { count: 8000, mean: -3 }))?.size).toBe("none");
    expect(scoreShift(reference, scores("day", { count: 8000, mean: -2 }))?.size).toBe("large");
    expect(scoreShift(reference, scores("day", { count: 999, mean: -2 }))).toBeNull();
  });

  test("has bins that hold everything, and an index that is never negative", () => {
    const histogramOf = (values: readonly number[]) => {
      const histogram = createHistogram();
      for (const value of values) countScore(histogram, value, 1000);
      return histogram;
    };
    const some = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(some, some, (was, is) => {
        const tenths = (values: readonly number[]) => histogramOf(values.map((value) => value / 10));
        const shift = scoreShift(tenths(was), tenths(is));
        const sum = (of: "reference" | "current") => shift?.bins.reduce((total, bin) => total + bin[of], 0);
        expect(sum("reference")).toBeCloseTo(1, 9);
        expect(sum("current")).toBeCloseTo(1, 9);
        expect(shift?.index).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

/** Hours of a stream whose nights are quiet, with `extra` added to the share. */
function hoursOf(seed: string, { from, count, extra }: { from: number; count: number; extra: number }): HourShare[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, i) => {
    const usual = (from + i) % 24 < 8 ? 0.02 : 0.12;
    return { start: (from + i) * hourMs, events: 2000, share: usual + extra + 0.004 * drawNormal(random) };
  });
}

describe("the level of an hourly share", () => {
  const week = hoursOf("week", { from: 0, count: 168, extra: 0 });

  test("takes the rhythm of the day for usual", () => {
    const alarms = Array.from({ length: 40 }, (_, i) =>
      levelChange(week, hoursOf(`day ${i}`, { from: 168, count: 24, extra: 0 })),
    );
    expect(alarms.filter((found) => found !== null).length).toBeLessThanOrEqual(2);
  });

  test("says since when it lies outside, and nothing once it has come back", () => {
    const quiet = hoursOf("quiet", { from: 168, count: 15, extra: 0 });
    const risen = hoursOf("risen", { from: 183, count: 9, extra: 0.05 });
    const found = levelChange(week, [...quiet, ...risen]);
    expect(found?.since).toBe(183 * hourMs);
    expect(Number(found?.now) - Number(found?.usual)).toBeCloseTo(0.05, 2);
    const back = hoursOf("back", { from: 192, count: 24, extra: 0 });
    expect(levelChange(week, [...quiet, ...risen, ...back])).toBeNull();
    expect(levelChange(week.slice(0, 71), risen)).toBeNull();
  });
});

test("the tail puts a rare share where the law has it", () => {
  const random = createRandom("tail");
  const margins = Array.from({ length: 20_000 }, () => -Math.log(random.fraction()));
  const found = tailOpinion(margins, 1e-4);
  // One in 10,000 of an exponential law lies over ln 10,000 = 9.21.
  expect(found?.margin).toBeGreaterThan(8.2);
  expect(found?.margin).toBeLessThan(10.4);
  expect(tailOpinion(margins, 0.01)).toBeNull();
  expect(tailOpinion(margins.slice(0, 4999), 1e-4)).toBeNull();
  expect(tailOpinion(new Float64Array(20_000), 1e-4)).toBeNull();
});

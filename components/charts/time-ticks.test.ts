import fc from "fast-check";
import { expect, test } from "vitest";
import { liveRanges } from "../../lib/contracts/live-range.ts";
import { formatMoment, formatTick, timeTicksOf } from "./time-ticks.ts";

const end = Date.UTC(2026, 10, 26, 11, 43, 21);

test.each(liveRanges)("%i minutes have a few ticks at even distances, all named differently", (minutes) => {
  const start = end - minutes * 60_000;
  const ticks = timeTicksOf([start, end]);
  expect(ticks.length).toBeGreaterThanOrEqual(4);
  expect(ticks.length).toBeLessThanOrEqual(9);
  expect(new Set(ticks.map((at) => formatTick(at, end - start))).size).toBe(ticks.length);
});

test("ticks of any range lie in it, in order", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 31 * 86_400 }), fc.integer({ min: 0, max: 1e9 }), (span, from) => {
      const ticks = timeTicksOf([from * 1000, (from + span) * 1000]);
      expect(ticks.every((at) => at >= from * 1000 && at <= (from + span) * 1000 + 1000)).toBe(true);
      expect(ticks).toEqual([...ticks].sort((left, right) => left - right));
    }),
  );
});

test("a moment has its day where the range has more than one", () => {
  expect(formatMoment(end, 3_600_000)).toMatch(/^\d\d:\d\d:21$/);
  expect(formatMoment(end, 86_400_000)).toMatch(/^11-2[567] \d\d:\d\d$/);
});

test("no tick of any range is named as its neighbour", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 31 * 86_400 }), fc.integer({ min: 0, max: 1e9 }), (span, from) => {
      const names = timeTicksOf([from * 1000, (from + span) * 1000]).map((at) => formatTick(at, span * 1000));
      expect(names.filter((name, index) => name === names[index - 1])).toEqual([]);
    }),
    {
      examples: [
        [200, 0],
        [3.5 * 86_400, 0],
      ],
    },
  );
});

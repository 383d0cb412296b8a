import fc from "fast-check";
import { expect, test } from "vitest";
import { bucketSeconds, liveRanges, mostBuckets, wholeBuckets } from "./live-range.ts";

const now = Date.UTC(2026, 10, 26, 12);
const last = (minutes: number) => ({ from: now - minutes * 60_000, to: now });

test("every range on offer in seconds, minutes or hours, with enough buckets and not too many", () => {
  expect(liveRanges.map((minutes) => bucketSeconds(last(minutes), { of: "stream", now }))).toEqual([
    1, 1, 1, 5, 60, 120, 3600, 3600,
  ]);
  expect(liveRanges.map((minutes) => bucketSeconds(last(minutes), { of: "part", now }))).toEqual([
    10, 10, 10, 10, 60, 120, 3600, 3600,
  ]);
});

test("what is no longer stored in seconds is shown in minutes, then in hours", () => {
  const ago = (days: number) => ({ from: now - days * 86_400_000, to: now - days * 86_400_000 + 60_000 });
  expect(bucketSeconds(ago(1), { of: "stream", now })).toBe(1);
  expect(bucketSeconds(ago(3), { of: "stream", now })).toBe(60);
  expect(bucketSeconds(ago(40), { of: "part", now })).toBe(3600);
  expect(bucketSeconds(ago(40), { of: "stream", now: null })).toBe(1);
});

test("never more buckets than a chart shows, and all of the range in them", () => {
  const range = fc.tuple(fc.integer({ min: 1, max: 365 * 86_400 }), fc.integer({ min: 0, max: 365 * 86_400 }));
  fc.assert(
    fc.property(range, fc.constantFrom("stream", "part"), ([span, age], of) => {
      const given = { from: now - (age + span) * 1000, to: now - age * 1000 };
      const seconds = bucketSeconds(given, { of, now });
      const whole = wholeBuckets(given, seconds);
      expect(whole.from).toBeLessThanOrEqual(given.from);
      expect(whole.to).toBeGreaterThanOrEqual(given.to);
      expect((whole.to - whole.from) / seconds / 1000).toBeLessThanOrEqual(mostBuckets + 1);
    }),
  );
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { EventRow } from "../../lib/contracts/events.ts";
import type { ChartBucket } from "../../lib/contracts/live.ts";
import { eventRow } from "../../testing/event-row.ts";
import type { Push } from "../realtime/push-message.ts";
import { type LiveData, mergeBuckets, mergeTop, withLivePush, withTail } from "./merge-live.ts";

const bucket = (start: number, n = 1, seconds = 1): ChartBucket => ({
  start,
  seconds,
  n,
  flagged: 0,
  alerts: 0,
  p50: 1,
  p95: 2,
  p99: 3,
  max: 4,
});

const row = (id: number, score: number): EventRow => eventRow({ id, score });

const live: LiveData = {
  stream: "main",
  now: 0,
  range: { from: 0, to: 60_000, seconds: 1 },
  buckets: [bucket(1000), bucket(2000)],
  thresholds: [],
  alerts: [],
  models: [],
  top: [row(1, 50)],
  cursor: { epoch: "a", number: 1 },
  entity: null,
  scope: null,
  scored: null,
  follows: true,
  narrowed: false,
  readAt: 0,
};

const pushed = (buckets: ChartBucket[]): Push => ({ number: 3, kind: "buckets", body: { stream: "main", buckets } });

describe("buckets", () => {
  test("a growing second replaces itself, a late one finds its place", () => {
    const merged = mergeBuckets([bucket(1000), bucket(3000, 5)], [bucket(3000, 9), bucket(2000)], live.range);
    expect(merged.map((entry) => [entry.start, entry.n])).toEqual([
      [1000, 1],
      [2000, 1],
      [3000, 9],
    ]);
  });

  test("seconds are not mixed into a view of minutes", () => {
    const minutes: LiveData = { ...live, range: { from: 0, to: 60_000, seconds: 60 } };
    expect(withLivePush(minutes, pushed([bucket(1000)]))).toBe(minutes);
  });

  test("what no view reaches any more is dropped", () => {
    expect(mergeBuckets([bucket(0)], [bucket(200_000)], live.range).map((entry) => entry.start)).toEqual([200_000]);
  });

  test("nothing is pushed into a part of the stream, nor into a range that stands still", () => {
    for (const still of [
      { ...live, narrowed: true },
      { ...live, follows: false },
    ]) {
      expect(withLivePush(still, pushed([bucket(3000)]))).toBe(still);
    }
  });

  test("the newest part that was read again replaces what was there", () => {
    const known = { ...live, readAt: 7, buckets: [bucket(0), bucket(1000), bucket(2000)] };
    const tail = { ...live, now: 9, buckets: [bucket(1000, 5), bucket(3000, 6)] };
    const merged = withTail(known, tail, 1000);
    expect(merged.buckets.map(({ start, n }) => [start, n])).toEqual([
      [0, 1],
      [1000, 5],
      [3000, 6],
    ]);
    expect(merged).toMatchObject({ now: 9, readAt: 7 });
  });

  test("merging is the same as putting all together and sorting", () => {
    const starts = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 40 });
    fc.assert(
      fc.property(starts, starts, (known, newer) => {
        const before = known.sort((a, b) => a - b).map((second) => bucket(second * 1000, 1));
        const after = newer.map((second) => bucket(second * 1000, 2));
        const all = new Map([...before, ...after].map((entry) => [entry.start, entry]));
        const expected = [...all.values()].sort((a, b) => a.start - b.start);
        expect(mergeBuckets(before, after, live.range)).toEqual(expected);
      }),
    );
  });
});

test("the feed is ordered by score, the newer of equals first, without doubles", () => {
  expect(mergeTop([row(1, 50), row(2, 90)], [row(3, 50), row(2, 90)]).map((entry) => entry.id)).toEqual([2, 3, 1]);
});

test("applying a message twice changes nothing more", () => {
  const message: Push = {
    number: 9,
    kind: "scores",
    body: { stream: "main", position: 12, count: 2, top: [row(11, 70)], committedAt: 5 },
  };
  const once = withLivePush(live, message);
  expect(once.top.map((entry) => entry.id)).toEqual([11, 1]);
  expect(once.scored).toEqual({ number: 9, position: 12 });
  expect(withLivePush(once, message)).toEqual(once);
});

test("a message of another stream leaves the very same object", () => {
  const message: Push = { number: 9, kind: "buckets", body: { stream: "demo", buckets: [bucket(5000)] } };
  expect(withLivePush(live, message)).toBe(live);
});

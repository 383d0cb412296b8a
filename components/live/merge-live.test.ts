import { describe, expect, test } from "vitest";
import type { EventRow } from "../../lib/contracts/events.ts";
import type { ChartBucket } from "../../lib/contracts/live.ts";
import { eventRow } from "../../testing/event-row.ts";
import type { Push } from "../realtime/push-message.ts";
import { type LiveData, mergeBuckets, mergeTop, withLivePush } from "./merge-live.ts";

const bucket = (start: number, n = 1, seconds = 1): ChartBucket => ({
  start,
  seconds,
  n,
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
  buckets: [bucket(1000), bucket(2000)],
  thresholds: [],
  alerts: [],
  top: [row(1, 50)],
  cursor: { epoch: "a", number: 1 },
  scored: null,
};

describe("buckets", () => {
  test("a growing second replaces itself, a late one finds its place", () => {
    const merged = mergeBuckets([bucket(1000), bucket(3000, 5)], [bucket(3000, 9), bucket(2000)]);
    expect(merged.map((entry) => [entry.start, entry.n])).toEqual([
      [1000, 1],
      [2000, 1],
      [3000, 9],
    ]);
  });

  test("seconds are not mixed into a view of minutes", () => {
    expect(mergeBuckets([bucket(0, 1, 60)], [bucket(1000)])).toHaveLength(1);
  });

  test("what no view reaches any more is dropped", () => {
    expect(mergeBuckets([bucket(0)], [bucket(3_700_000)]).map((entry) => entry.start)).toEqual([3_700_000]);
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

import { expect, test } from "vitest";
import type { EventRow } from "../../lib/contracts/events.ts";
import { eventRow } from "../../testing/event-row.ts";
import { feedRows, hasEvents } from "./feed-rows.ts";

const end = Date.UTC(2026, 10, 22, 12);
const at = (ms: number) => new Date(ms).toISOString();

interface Times {
  readonly received?: number;
  readonly time?: number;
}

const row = (id: number, score: number, { received = end - 1000, time = end - 1000 }: Times = {}): EventRow =>
  eventRow({ id, score, time: at(time), received: at(received) });

const range = { from: end - 300_000, to: end };
const view = { range, order: "highest" } as const;
const many = (count: number, score: number, from = 1) =>
  Array.from({ length: count }, (_, index) => row(from + index, score));

test("alarming events fill the list; lower ones only where those are few", () => {
  expect(feedRows({ top: [...many(60, 90), ...many(60, 20, 100)] }, view)).toHaveLength(50);
  expect(feedRows({ top: [...many(30, 90), ...many(60, 20, 100)] }, view)).toHaveLength(30);
  expect(feedRows({ top: [...many(3, 90), ...many(60, 20, 100)] }, view)).toHaveLength(20);
});

test("only what was received in the range", () => {
  const top = [row(1, 99, { received: end - 6 * 60_000 }), row(2, 80), row(3, 70, { received: end + 60_000 })];
  expect(feedRows({ top }, view).map(({ id }) => id)).toEqual([2]);
});

test("by time it is the same list, by the time that is shown", () => {
  const top = [row(1, 99, { time: end - 9000 }), row(2, 80, { time: end - 90_000 }), row(3, 70, { time: end - 2000 })];
  expect(feedRows({ top }, { ...view, order: "latest" }).map(({ id }) => id)).toEqual([3, 1, 2]);
});

test("the chart knows of events that the list does not hold", () => {
  const bucket = { seconds: 1, n: 3, flagged: 0, alerts: 0, p50: 1, p95: 2, p99: 3, max: 4 };
  expect(hasEvents({ buckets: [{ ...bucket, start: end - 60_000 }] }, range)).toBe(true);
  expect(hasEvents({ buckets: [{ ...bucket, start: end - 60_000, n: 0 }] }, range)).toBe(false);
  expect(hasEvents({ buckets: [{ ...bucket, start: end - 600_000 }] }, range)).toBe(false);
});

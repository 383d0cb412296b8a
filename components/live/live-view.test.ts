import { expect, test } from "vitest";
import { minutesToAsk, parseLiveView } from "./live-view.ts";

test("an address says what is shown", () => {
  const params = new URLSearchParams("minutes=15&at=2026-11-22T12:00:00.000Z&view=table&order=latest&event=12");
  expect(parseLiveView(params)).toEqual({
    minutes: 15,
    pausedAt: Date.UTC(2026, 10, 22, 12),
    asTable: true,
    order: "latest",
    eventId: 12,
  });
});

test("what makes no sense counts as not said", () => {
  const params = new URLSearchParams("minutes=7&at=yesterday&view=pie&event=-3");
  expect(parseLiveView(params)).toEqual({
    minutes: 5,
    pausedAt: null,
    asTable: false,
    order: "highest",
    eventId: null,
  });
});

test("a view that stands still asks back as far as it began", () => {
  const now = 10 * 3_600_000;
  expect(minutesToAsk({ minutes: 5, pausedAt: null }, now)).toBe(5);
  expect(minutesToAsk({ minutes: 5, pausedAt: now - 8 * 60_000 }, now)).toBe(15);
  expect(minutesToAsk({ minutes: 5, pausedAt: now - 3 * 3_600_000 }, now)).toBe(60);
});

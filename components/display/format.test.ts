import { afterEach, describe, expect, test } from "vitest";
import { timeZone } from "../preferences/time-zone.ts";
import {
  formatAgo,
  formatCountOf,
  formatDateTime,
  formatDuration,
  formatExact,
  formatMargin,
  formatMove,
  formatWait,
} from "./format.ts";

test("a move is written to as many decimals as tell its ends apart", () => {
  expect(formatMove(63.52, 63.48)).toBe("63.52 → 63.48");
  expect(formatMove(null, 99)).toBe("off → 99.0");
});

test("a margin carries its sign", () => {
  expect(formatMargin(1.234)).toBe("+1.23");
  expect(formatMargin(-0.5)).toBe("−0.50");
  expect(formatMargin(0.0042)).toBe("+0.004");
  expect(formatMargin(-0.0003)).toBe("−0.00030");
  expect(formatMargin(0)).toBe("+0.00");
});

test("counts agree with their noun", () => {
  expect(formatCountOf(1, "event")).toBe("1 event");
  expect(formatCountOf(12_345, "event")).toBe("12,345 events");
});

test.each([
  [8.4, "8 ms"],
  [1234, "1.2 s"],
  [180_000, "3 min"],
  [5_400_000, "1.5 h"],
  [1_626_120_000, "19 d"],
])("%d ms is %s", (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

test("a wait counts whole seconds", () => {
  expect(formatWait(12_900)).toBe("12 s");
  expect(formatWait(180_000)).toBe("3 min");
});

test("what has gone on since a moment is as long as that moment is ago", () => {
  for (const age of [59_900, 61_000, 119_000, 150_000, 3_599_000]) {
    expect(`${formatWait(age)} ago`).toBe(formatAgo(1_000_000_000 - age, 1_000_000_000));
  }
});

describe("how long ago", () => {
  test.each([
    [0, "now"],
    [12_400, "12 s ago"],
    [185_000, "3 min ago"],
    [7_200_000, "2 h ago"],
    [-500, "now"],
    [-120_000, "in the future"],
  ])("%d ms is %s", (age, text) => {
    expect(formatAgo(1_000_000_000 - age, 1_000_000_000)).toBe(text);
  });
  test("from a week on it is a date, which does not have to be reckoned back", () => {
    const then = new Date(2025, 11, 10, 11, 4, 59).getTime();
    expect(formatAgo(then, then + 86_399_000)).toBe("23 h ago");
    expect(formatAgo(then, then + 604_799_000)).toBe("6 d ago");
    expect(formatAgo(then, then + 347 * 86_400_000)).toBe("2025-12-10");
  });
});

describe("the zone in which times are shown", () => {
  afterEach(() => timeZone.set("browser"));
  const at = Date.UTC(2026, 10, 22, 16, 4, 9, 120);
  test("UTC when that was chosen", () => {
    timeZone.set("utc");
    expect(formatExact(at)).toBe("2026-11-22 16:04:09.120 +00:00");
    expect(formatDateTime(at)).toBe("2026-11-22 16:04");
  });
  test("else the browser's own, with its offset", () => {
    const date = new Date(at);
    expect(formatDateTime(at).slice(-5, -3)).toBe(String(date.getHours()).padStart(2, "0"));
    expect(Date.parse(formatExact(at).replace(/ ([+-])/, "$1"))).toBe(at);
  });
});

import { expect, it } from "vitest";
import { watchFlood } from "./adapt/flood-watch.ts";
import { startGuard } from "./adapt/guard-state.ts";
import { UsualVolume } from "./usual-volume.ts";

const minuteMs = 60_000;
const startMs = Date.UTC(2026, 0, 5, 8, 30);

/** So many events a minute for minutes; more by day than by night. */
function fill(volume: UsualVolume, minutes: number): number {
  let atMs = startMs;
  for (let minute = 0; minute < minutes; minute += 1) {
    const hour = new Date(atMs).getUTCHours();
    const count = hour >= 7 && hour < 19 ? 100 : 10;
    for (let i = 0; i < count; i += 1) volume.add(atMs + (i * minuteMs) / count);
    atMs += minuteMs;
  }
  return atMs;
}

it("knows hours that were seen whole, and a young stream by its minutes", () => {
  const young = new UsualVolume();
  expect(young.perDay(fill(young, 10))).toBeCloseTo(100 * 1440, -3);
  const old = new UsualVolume();
  fill(old, 14 * 60);
  expect([old.hours()[8], old.hours()[9], old.hours()[20], old.hours()[3]]).toEqual([-1, 6000, 600, -1]);
});

it("calls no ordinary day of a stream a flood, and three times an hour that it knows one", () => {
  const volume = new UsualVolume();
  const fromMs = fill(volume, 24 * 60);
  const settings = { target: 0.01, capacityPerDay: 100, usualPerDay: volume.perDay(fromMs) };
  const state = startGuard({ settings, notify: 5, startMs: fromMs, canaries: [], usualByHour: volume.hours() });
  for (let i = 0; i < 100 * 29; i += 1) watchFlood(state, fromMs + i * 600, false);
  expect(state.flood.frozenUntilMs).toBe(-1);
  const laterMs = fromMs + 40 * minuteMs;
  for (let i = 0; i < 320; i += 1) watchFlood(state, laterMs + i * 180, false);
  expect(state.flood.frozenUntilMs).toBeGreaterThan(laterMs);
});

import { expect, it } from "vitest";
import { type GuardState, startGuard } from "./guard-state.ts";
import { observe, unweigh, weigh } from "./guarded-threshold.ts";
import { moveByHand, rollBack } from "./moved-by-people.ts";

const hourMs = 3_600_000;
const notify = 1.65;
const settings = { target: 0.05, capacityPerDay: 200, usualPerDay: 1000, judgedShare: 0.5 };
const fresh = () => startGuard({ settings, notify, startMs: 0, canaries: [] });
const by = { atMs: 0, actor: "ann" };

/** The hours before this one end; what they did is in the state. */
function reach(state: GuardState, hour: number): void {
  observe(state, { offset: hour, atMs: hour * hourMs, margin: 0, origin: "host 1", network: null });
}

it.each([
  ["by hand", (state: GuardState) => moveByHand(state, state.notify - 0.001, by)],
  ["by rolling back", (state: GuardState) => rollBack(state, { from: state.notify - 0.001 }, by)],
])("nobody who lowers notify %s makes room for more than a day's rise", (_, lower) => {
  const state = fresh();
  for (let hour = 1; hour < 24; hour += 1) {
    state.pending = 0.5;
    reach(state, hour);
    lower(state);
  }
  expect(state.notify).toBeGreaterThan(notify + 0.1);
  expect(state.notify).toBeLessThanOrEqual(notify + 0.12);
  // What lies below the day's start is a new start: its bounds carry nothing back up.
  moveByHand(state, notify - 0.5, by);
  reach(state, 24);
  expect(state.notify).toBe(notify - 0.5);
});

it("nobody who lowers notify a little has it forgotten that verdicts want it lower", () => {
  const state = fresh();
  state.pending = -0.1;
  moveByHand(state, notify - 0.01, by);
  reach(state, 1);
  expect(state.notify).toBeCloseTo(notify - 0.1, 12);
  state.pending = 0.3;
  moveByHand(state, notify - 0.2, by);
  reach(state, 2);
  expect(state.notify).toBe(notify - 0.2);
});

it("a verdict given and taken back again and again, while nothing may be lowered, raises notify no further than its origin may", () => {
  const state = fresh();
  // A week in which a hundred hosts become known.
  for (let i = 0; i < 8 * 240; i += 1) {
    observe(state, { offset: i, atMs: i * 6 * 60_000, margin: 0, origin: `host ${i % 100}`, network: null });
  }
  const event = { offset: 1, margin: 1, origin: "host 7", network: null };
  const before = state.counts.capped;
  for (let hour = 8 * 24; hour < 14 * 24; hour += 2) {
    const atMs = hour * hourMs;
    reach(state, hour);
    // As many alerts as people can look at: nothing is lowered, and what verdicts wanted is forgotten.
    state.daily.alerts = 10_000;
    state.outstanding[String(Math.floor(hour / 24))] = 1;
    const given = weigh(state, { ...event, atMs, alert: false, judge: true, chance: 0.01, verdict: "benign" });
    expect(given.step).toBeLessThan(-0.01);
    reach(state, hour + 1);
    unweigh(state, { ...event, step: given.step }, atMs + hourMs);
  }
  expect(state.notify - notify).toBeLessThan(0.12);
  expect(state.counts.capped).toBeGreaterThan(before);
});

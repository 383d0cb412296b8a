import { describe, expect, it } from "vitest";
import { drawNormal } from "../../stats/draw.ts";
import { createRandom } from "../../stats/random.ts";
import { canaryLosses } from "./canary-watch.ts";
import { type GuardState, guardStateSchema, startGuard } from "./guard-state.ts";
import type { GuardedMove } from "./guarded-move.ts";
import { type GuardedVerdict, judge, observe } from "./guarded-threshold.ts";
import { decide, rollBack } from "./moved-by-people.ts";

const dayMs = 86_400_000;
const settings = { target: 0.05, capacityPerDay: 200, usualPerDay: 1000, judgedShare: 0.5 };
const family = Array.from({ length: 200 }, (_, i) => 2 + i / 50);

function fresh(notify = 1.65): GuardState {
  return startGuard({ settings, notify, startMs: 0, canaries: [{ family: "known", margins: family }] });
}

interface Play {
  readonly days: number;
  readonly fromDay?: number;
  readonly shift?: number;
  readonly origins?: number;
  /** What an extra source sends each day. */
  readonly extra?: { readonly count: number; readonly margin: number; readonly origin: string };
  readonly restart?: boolean;
  /** Called with what happened. */
  readonly seen?: (event: { margin: number; alert: boolean; atMs: number }) => void;
}

/** Days of 1,000 normal events of some hosts, judged at once; gives the state after and its moves. */
function play(start: GuardState, given: Play): { state: GuardState; moves: GuardedMove[] } {
  const { days, fromDay = 0, shift = 0, origins = 100, extra, restart } = given;
  const random = createRandom(`play ${fromDay}`);
  let state = start;
  const moves: GuardedMove[] = [];
  let offset = fromDay * 10_000;
  for (let day = fromDay; day < fromDay + days; day += 1) {
    const count = 1000 + (extra?.count ?? 0);
    for (let i = 0; i < count; i += 1) {
      offset += 1;
      const alien = extra !== undefined && i % Math.ceil(count / extra.count) === 0;
      const origin = alien ? extra.origin : `host ${Math.floor(random.fraction() * origins)}`;
      const margin = alien ? extra.margin : drawNormal(random) + shift;
      const atMs = Math.floor((day + i / count) * dayMs);
      const event = { offset, atMs, margin, origin, network: null };
      const { decision, moves: observed } = observe(state, event);
      moves.push(...observed);
      given.seen?.({ margin, alert: decision.alert, atMs });
      if (decision.judge) moves.push(...judge(state, { ...event, ...decision, verdict: "benign" }, atMs));
      if (restart && offset % 997 === 0) state = guardStateSchema.parse(JSON.parse(JSON.stringify(state)));
    }
  }
  return { state, moves };
}

describe("a guarded threshold", () => {
  it("holds the false-alarm rate by verdicts on half of its alerts and a few audits", () => {
    let alerts = 0;
    const { state } = play(fresh(), { days: 40, seen: ({ alert }) => (alerts += Number(alert)) });
    expect(Math.abs(alerts / 40_000 - 0.05)).toBeLessThan(0.15 * 0.05);
    expect(Object.values(canaryLosses(state, state.notify)).every((loss) => loss <= 0.05)).toBe(true);
  });

  it("gives the same bytes and moves when it is restored at any time", () => {
    const whole = play(fresh(1.4), { days: 12 });
    const cut = play(fresh(1.4), { days: 12, restart: true });
    expect(JSON.stringify(cut)).toBe(JSON.stringify(whole));
    expect(whole.moves.length).toBeGreaterThan(10);
  });

  it("moves at most 0.12 a day, and never lets a canary family lose more than five points", () => {
    const { state, moves } = play(fresh(), { days: 20, shift: 1 });
    const byDay = new Map<number, number>();
    for (const { atMs, from, to } of moves) {
      const day = Math.floor((atMs - 1) / dayMs);
      byDay.set(day, (byDay.get(day) ?? 0) + to - from);
    }
    for (const change of byDay.values()) expect(Math.abs(change)).toBeLessThan(0.12 + 1e-9);
    expect(canaryLosses(state, state.notify).known).toBeLessThanOrEqual(0.05);
    expect(state.notify).toBeLessThan(2.3);
  });

  it("asks two people where it is held in the wrong place, and they alone pass the guard", () => {
    const { state } = play(fresh(), { days: 20, shift: 1 });
    const [request] = state.requests;
    if (request === undefined) throw new Error("Nothing was asked.");
    expect(request.to).toBeGreaterThan(2.4);
    expect(request.evidence.falseAlarmRate).toBeGreaterThan(0.1);
    expect(request.evidence.deviations).toBeGreaterThan(3);
    const { id } = request;
    const atMs = 20 * dayMs;
    expect(() => decide(state, { id, approved: true, by: ["ann", "ann"], atMs })).toThrow("two people");
    expect(state.requests).toHaveLength(1);
    const refused = structuredClone(state);
    expect(decide(refused, { id, approved: false, by: ["ann", "bob"], atMs })).toBeNull();
    expect(refused.notify).toBe(state.notify);
    const before = state.notify;
    const move = decide(state, { id, approved: true, by: ["ann", "bob"], atMs });
    expect(move).toMatchObject({ from: before, to: request.to, cause: "request", actor: "ann and bob" });
    expect(state.anchor).toBe(request.to);
    expect(() => decide(state, { id, approved: true, by: ["ann", "bob"], atMs })).toThrow("no open request");
    if (move === null) throw new Error("Nothing moved.");
    rollBack(state, move, { atMs: atMs + 1, actor: "ann" });
    expect(state.notify).toBe(before);
    // Nor do the hours after carry it back there by themselves.
    state.anchor = before;
    observe(state, { offset: 1, atMs: atMs + 7_200_000, margin: 0, origin: "host 1", network: null });
    expect(state.notify).toBe(before);
  });

  it("bounds what one origin says, whether it sends much or is judged wrongly", () => {
    const known = play(fresh(), { days: 14 }).state;
    const quiet = play(structuredClone(known), { fromDay: 14, days: 10 }).state.notify;
    const loud = { count: 100, margin: 3, origin: "host 7" };
    const pushed = play(structuredClone(known), { fromDay: 14, days: 10, extra: loud }).state.notify;
    expect(Math.abs(pushed - quiet)).toBeLessThan(0.12);
    const diluted = { count: 4000, margin: -3, origin: "new" };
    const long = play(structuredClone(known), { fromDay: 14, days: 13, extra: diluted }).state;
    expect(Math.abs(long.notify - quiet)).toBeLessThan(0.3); // it has a history of a week by then
    expect(long.requests).toEqual([]);
    const stranger = play(structuredClone(known), { fromDay: 14, days: 6, extra: { ...loud, origin: "new" } }).state;
    expect(Math.abs(stranger.notify - quiet)).toBeLessThan(0.15);
  });

  it("notices a flood within a minute, freezes for a day at most, and stays free for two", () => {
    const { state } = play(fresh(), { days: 10 });
    const startMs = 10 * dayMs;
    let offset = 1e9;
    let noticedMs = -1;
    const frozen = new Set<number>();
    for (let atMs = startMs; atMs < startMs + 5 * dayMs; atMs += 4000) {
      offset += 1;
      observe(state, { offset, atMs, margin: 0.5, origin: `bot ${offset % 900}`, network: null });
      if (noticedMs < 0 && state.flood.frozenUntilMs > atMs) noticedMs = atMs;
      if (state.flood.frozenUntilMs > atMs) frozen.add(Math.floor((atMs - startMs) / 3_600_000));
    }
    expect(noticedMs - startMs).toBeLessThanOrEqual(60_000);
    expect(frozen.size).toBeLessThanOrEqual(2 * 25);
    const late: GuardedVerdict = {
      ...{ offset: 1, atMs: startMs + 3_600_000, margin: 3, origin: "host 1", network: null },
      ...{ alert: true, judge: true, chance: 0.5, verdict: "benign" },
    };
    state.outstanding[String(startMs / dayMs)] = 5;
    const pending = state.pending;
    const counted = state.counts.frozen;
    state.flood.frozenUntilMs = startMs + dayMs;
    judge(state, late, startMs + dayMs);
    expect(state.pending).toBe(pending);
    expect(state.counts.frozen).toBe(counted + 1);
  });

  it("counts what comes too late or stays open as censored, and learns nothing from attacks", () => {
    const state = fresh();
    const event = { offset: 1, atMs: 1000, margin: 3, origin: "a", network: "10.0.0" };
    const { decision } = observe(state, event);
    expect(decision.alert).toBe(true);
    const verdict = { ...event, ...decision, judge: true, chance: 0.5 };
    state.outstanding["0"] = 3;
    judge(state, { ...verdict, verdict: "attack" }, 2000);
    judge(state, { ...verdict, verdict: "unknown" }, 2000);
    expect(state.pending).toBe(0);
    judge(state, { ...verdict, verdict: "benign" }, 20 * dayMs);
    expect(state.pending).toBe(0);
    expect(state.counts.censored).toBe(2);
  });
});

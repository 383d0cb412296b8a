import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { StateReader, StateWriter } from "../features/state-bytes.ts";
import { joinBytes } from "../stats/join-bytes.ts";
import { type GuardedRule, GuardInForce } from "./guard-in-force.ts";
import type { GuardInput } from "./guard-input.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const startMs = Date.UTC(2026, 0, 5);
const rule: GuardedRule = {
  ...{ method: "guarded", target: 0.02, anchor: 3.5, rail: 1.5 },
  ...{ capacityPerDay: 200, spotCheckShare: 0.5, judgedShare: 1 },
};

interface Seen {
  readonly offset: number;
  readonly clockMs: number;
}

/** A guard that has begun, and what it is told: one flagged event after another, each `afterMs` on the stream's clock. */
class Told {
  guard = new GuardInForce();
  readonly seen: Seen[] = [];

  constructor() {
    this.guard.reaches(startMs, 0);
    this.guard.taken = 1;
    this.guard.start(rule, 1);
  }

  event(afterMs: number, statedBackMs: number): void {
    const { guard, seen } = this;
    const offset = 1 + seen.length;
    // What a sender states of an old event is behind the clock, and does not move it.
    if (guard.reaches(statedBackMs > 0 ? guard.clockMs - statedBackMs : guard.clockMs + afterMs, offset)) {
      guard.closeHours();
    }
    const origin = `10.0.0.${offset % 250}`;
    guard.observe({ offset, atMs: guard.clockMs, margin: 4, origin, network: null });
    seen.push({ offset, clockMs: guard.clockMs });
  }

  verdict(offset: number, verdict: "benign" | "attack" | "none", earlier: { counted: boolean; step: number } | null) {
    const event = { offset, margin: 4, origin: `10.0.0.${offset % 250}`, network: null, alert: true, chance: 1 };
    const input: GuardInput = { kind: "verdicts", guard: this.guard.guard, events: [{ ...event, verdict, earlier }] };
    return this.guard.judge(input).steps[0];
  }

  restart(): void {
    const writer = new StateWriter();
    this.guard.save(writer);
    this.guard = new GuardInForce();
    this.guard.restore(new StateReader(joinBytes(writer.chunks)));
  }
}

const events = fc.array(
  fc.record({
    afterMs: fc.integer({ min: 0, max: 3 * hourMs }),
    statedBackMs: fc.constantFrom(0, 0, hourMs, 6 * dayMs),
  }),
  { minLength: 5, maxLength: 60 },
);

describe("a verdict", () => {
  it("counts by when the guard saw the event, whatever time its sender states, and as long as it waits for it", () => {
    fc.assert(
      fc.property(events, fc.nat(), fc.integer({ min: 0, max: 12 * 24 }), (given, pick, hours) => {
        const told = new Told();
        for (const { afterMs, statedBackMs } of given) told.event(afterMs, statedBackMs);
        const of = told.seen[pick % told.seen.length];
        if (of === undefined) throw new Error("Nothing was seen.");
        for (let hour = 0; hour < hours; hour += 1) told.event(hourMs, 0);
        const isLate = told.guard.clockMs >= (Math.floor(of.clockMs / dayMs) + 8) * dayMs;
        const outcome = told.verdict(of.offset, "benign", null)?.outcome;
        // Sixty events of people whom nobody knows are no flood here; where they are, the verdict is none of this test.
        if (outcome === "frozen") return;
        expect(outcome).toBe(isLate ? "late" : "counted");
      }),
      { numRuns: 300 },
    );
  });

  it("on what a freeze has seen does not count, and on the event before it does", () => {
    const told = new Told();
    for (let i = 0; i < 20; i += 1) told.event(20 * 60_000, 0);
    const calm = told.seen.at(-1)?.offset ?? 0;
    const until = () => told.guard.state?.flood.frozenUntilMs ?? -1;
    while (until() < 0) told.event(100, 0);
    const first = told.seen.at(-1)?.offset ?? 0;
    told.restart();
    while (told.guard.clockMs < until() - 1000) told.event(until() - 1000 - told.guard.clockMs, 0);
    const last = told.seen.at(-1)?.offset ?? 0;
    told.event(2000, 0);
    const after = told.seen.at(-1)?.offset ?? 0;
    const outcomes = [calm, first, last, after].map((offset) => told.verdict(offset, "benign", null)?.outcome);
    expect(outcomes).toEqual(["counted", "frozen", "frozen", "counted"]);
  });

  it("on an event of the stream's past is forgotten again as if it had never been given", () => {
    const told = new Told();
    for (let i = 0; i < 30; i += 1) told.event(hourMs, 0);
    told.event(0, 6 * dayMs);
    const { offset } = told.seen.at(-1) ?? { offset: 0 };
    const before = structuredClone(told.guard.state);
    const given = told.verdict(offset, "benign", null);
    expect(given?.step).toBeGreaterThan(0);
    told.verdict(offset, "none", { counted: true, step: given?.step ?? 0 });
    expect(told.guard.state?.sample).toEqual(before?.sample);
    expect(told.guard.state?.outstanding).toEqual(before?.outstanding);
    expect(told.guard.state?.pending).toBeCloseTo(before?.pending ?? 0, 12);
  });

  it("comes to the same after a restart at any event", () => {
    fc.assert(
      fc.property(events, fc.nat(), (given, cut) => {
        const [whole, restarted] = [new Told(), new Told()];
        given.forEach(({ afterMs, statedBackMs }, i) => {
          whole.event(afterMs, statedBackMs);
          if (i === cut % given.length) restarted.restart();
          restarted.event(afterMs, statedBackMs);
        });
        const bytes = ({ guard }: Told) => {
          const writer = new StateWriter();
          guard.save(writer);
          return joinBytes(writer.chunks);
        };
        expect(bytes(restarted)).toEqual(bytes(whole));
      }),
      { numRuns: 100 },
    );
  });
});

import { describe, expect, it } from "vitest";
import type { EventColumns } from "../event/columns.ts";
import { createColumnsBuilder } from "../event/columns-builder.ts";
import { emptyEvent } from "../event/security-event.ts";
import { createRandom } from "../stats/random.ts";
import type { JudgedEvent } from "../thresholds/guard-input.ts";
import { firstPolicy, type Policy, policySchema } from "../thresholds/policy.ts";
import { createScorer, restoreScorer } from "./scorer.ts";
import type { Scorer, SpotCheckDraw, ThresholdMove } from "./types.ts";

const startMs = Date.UTC(2026, 0, 5);
const stepMs = 60_000;
const perDay = 1440;

const guarded: Policy = {
  ...firstPolicy,
  version: 2,
  notify: {
    ...{ method: "guarded", target: 0.02, anchor: 3.5, rail: 1.5 },
    ...{ capacityPerDay: 200, spotCheckShare: 0.5, judgedShare: 1 },
  },
};

/** One sign-in a minute by people of forty addresses, at times of their own. */
function days(count: number): EventColumns {
  const random = createRandom("ordinary life");
  const builder = createColumnsBuilder(count * perDay);
  for (let i = 0; i < count * perDay; i += 1) {
    const person = Math.floor(random.fraction() * 40);
    const time = startMs + i * stepMs;
    const event = {
      ...emptyEvent(),
      ...{ time, classUid: 3002, activityId: 1, statusId: random.fraction() < 0.1 ? 2 : 1 },
      ...{ user: `user${person}`, host: `host${person % 5}`, srcIp: `10.0.${person % 4}.${person}` },
    };
    builder.add(event, { received: time, source: 1, replay: "", rawOffset: 0, rawLength: 0, format: "test" });
  }
  return builder.build();
}

interface Told {
  readonly moves: ThresholdMove[];
  readonly drawn: SpotCheckDraw[];
}

/** All events benign, each verdict given where a batch ends; the scorer is replaced by its checkpoint `every` batches. */
function live(columns: EventColumns, size: number, every: number): Told & { readonly scorer: Scorer } {
  let scorer = createScorer();
  const told: Told = { moves: [], drawn: [] };
  let number = 0;
  const take = (input: Parameters<Scorer["takeGuardInput"]>[1]) => {
    number += 1;
    const { move } = scorer.takeGuardInput(number, input);
    if (move !== null) told.moves.push(move);
  };
  for (let from = 0; from < columns.length; from += size) {
    if (from === 2 * perDay) {
      scorer.activatePolicy(guarded);
      take({ kind: "start" });
    }
    const batch = scorer.score(columns, from, Math.min(columns.length, from + size));
    told.moves.push(...batch.moves);
    told.drawn.push(...batch.spotChecks);
    const event = (offset: number, alert: boolean, chance: number): JudgedEvent => {
      const row = offset - batch.first;
      const person = columns.strings[columns.src[offset] ?? 0] ?? "";
      return {
        ...{ offset, margin: batch.margin[row] ?? 0, origin: person, network: null },
        ...{ alert, chance, verdict: "benign", earlier: null },
      };
    };
    const events = [
      ...batch.findings.map(({ offset }) => event(offset, true, 1)),
      ...batch.spotChecks.map(({ offset, chance }) => event(offset, false, chance)),
    ];
    const { guard } = scorer.guardInForce();
    if (guard > 0 && events.length > 0) take({ kind: "verdicts", guard, events: events.slice(0, 200) });
    if ((from / size) % every === every - 1) scorer = restoreScorer(scorer.checkpoint());
  }
  return { ...told, scorer };
}

const columns = days(12);
const whole = live(columns, 720, Number.POSITIVE_INFINITY);

describe("a guarded notify in the fold", () => {
  it("begins at its anchor, draws spot checks below notify with a chance, and follows the verdicts hour by hour", () => {
    const [first] = whole.moves.filter(({ cause }) => cause === "guarded");
    expect(first?.oldMargin).toBe(3.5);
    expect(first?.reason).toMatch(/judged normal: notify \d+\.\d+ to \d+\.\d+\.$/);
    expect(whole.moves.filter(({ cause }) => cause === "guarded").length).toBeGreaterThan(10);
    for (const { margin, chance } of whole.drawn) {
      expect(margin).toBeLessThan(5);
      expect(chance).toBeGreaterThan(0);
    }
    expect(whole.drawn.length).toBeGreaterThan(20);
    for (const { offset } of whole.moves.slice(1)) expect((offset * stepMs) % 3_600_000).toBe(0);
  });

  it("gives the same bytes when it is restored at any time", () => {
    const cut = live(columns, 720, 3);
    expect(cut.moves).toEqual(whole.moves);
    expect(cut.drawn).toEqual(whole.drawn);
    expect(Buffer.concat(cut.scorer.checkpoint()).equals(Buffer.concat(whole.scorer.checkpoint()))).toBe(true);
  });

  it("closes no hour for what a replay says is yet to come, and goes on with the hours of the stream", () => {
    const endMs = startMs + columns.length * stepMs;
    const builder = createColumnsBuilder(182);
    const add = (time: number, received: number, replay: string) =>
      builder.add(
        { ...emptyEvent(), time, classUid: 3002, activityId: 1, statusId: 1, user: "user1", srcIp: "10.0.1.1" },
        { received, source: 1, replay, rawOffset: 0, rawLength: 0, format: "test" },
      );
    add(endMs, endMs, "");
    add(8.6e15, endMs + stepMs, "from the year 274497");
    for (let i = 1; i <= 180; i += 1) add(endMs + i * stepMs, endMs + i * stepMs, "");
    const scorer = restoreScorer(whole.scorer.checkpoint());
    scorer.score(builder.build(), 0, 182);
    expect(scorer.guardInForce().clockMs).toBe(endMs + 180 * stepMs);
    expect(scorer.guardInForce().state?.hour).toBe((endMs + 180 * stepMs) / 3_600_000);
  });

  it("comes back from a checkpoint whatever a policy may ask of it: nothing so rare that no number holds it", () => {
    const notify = { method: "guarded", anchor: 3.5, target: 1e-6, judgedShare: 0.001, spotCheckShare: 0.001 } as const;
    const policy = policySchema.parse({ ...firstPolicy, version: 2, notify });
    const scorer = createScorer();
    scorer.score(columns, 0, perDay);
    scorer.activatePolicy(policy);
    scorer.takeGuardInput(1, { kind: "start" });
    const batch = scorer.score(columns, perDay, 2 * perDay);
    const events = Array.from({ length: 60 }, (_, i): JudgedEvent => {
      const who = { origin: `10.0.1.${i}`, network: null };
      const what = {
        offset: batch.first + i,
        margin: 5 + i / 100,
        alert: true,
        chance: 0.001,
      };
      return { ...who, ...what, verdict: "benign", earlier: null };
    });
    const { guard, state: begun } = scorer.guardInForce();
    if (begun === null) throw new Error("No guard.");
    // As if they had been drawn: with these shares hardly any is.
    begun.outstanding[String(Math.floor((batch.time[0] ?? 0) / 86_400_000))] = events.length;
    scorer.takeGuardInput(2, { kind: "verdicts", guard, events });
    scorer.score(columns, 2 * perDay, 3 * perDay);
    const { state } = restoreScorer(scorer.checkpoint()).guardInForce();
    expect(state?.requests[0]?.evidence.deviations).toBeGreaterThan(3);
    for (const less of [{ target: 1e-300 }, { judgedShare: 1e-300 }, { spotCheckShare: 1e-300 }, { rail: 1e-300 }]) {
      expect(policySchema.safeParse({ ...policy, notify: { ...notify, ...less } }).success).toBe(false);
    }
  });

  it("keeps its state under a policy with the same rule, and begins anew under another", () => {
    const scorer = restoreScorer(whole.scorer.checkpoint());
    const { notify } = scorer.thresholdsInForce();
    expect(scorer.activatePolicy({ ...guarded, version: 3, approve: 9 })).toBeNull();
    expect(scorer.thresholdsInForce().notify).toBe(notify);
    const rule = { ...guarded.notify, target: 0.03 };
    expect(scorer.activatePolicy({ ...guarded, version: 4, notify: rule })).toMatchObject({ newMargin: 3.5 });
    expect(scorer.guardInForce().state).toBeNull();
  });

  it("rolls a move back exactly, and takes only inputs that follow each other", () => {
    const scorer = restoreScorer(whole.scorer.checkpoint());
    const { guard, taken } = scorer.guardInForce();
    const move = whole.moves.findLast(({ cause }) => cause === "guarded");
    const to = move?.oldMargin ?? 0;
    const back = { kind: "rollBack", guard, version: 1, to, anchor: null, actor: "ann", reason: "too low" } as const;
    const input = { ...back, byTwo: true };
    expect(scorer.takeGuardInput(taken + 1, input).move).toMatchObject({ newMargin: to, cause: "rollback" });
    expect(scorer.thresholdsInForce().notify).toBe(to);
    expect(() => scorer.takeGuardInput(taken + 1, input)).toThrow("does not follow");
    expect(restoreScorer(scorer.checkpoint()).thresholdsInForce().notify).toBe(to);
    const foreign = { ...input, guard: guard + 7 };
    expect(scorer.takeGuardInput(taken + 2, foreign).answer.outcome).toContain("has ended");
  });

  it("puts notify, its anchor and so its rails back to the very bits that they had before a move that two people had agreed to", () => {
    const scorer = restoreScorer(whole.scorer.checkpoint());
    const { guard, taken } = scorer.guardInForce();
    const standing = () => {
      const { notify, anchor } = scorer.guardInForce().state ?? {};
      return new Uint8Array(Float64Array.of(notify ?? 0, anchor ?? 0, scorer.thresholdsInForce().notify ?? 0).buffer);
    };
    const [before, { notify = 0, anchor = 0 } = {}] = [standing(), scorer.guardInForce().state ?? {}];
    const move = { kind: "rollBack", guard, version: 1, actor: "ann", reason: "a try", byTwo: true } as const;
    scorer.takeGuardInput(taken + 1, { ...move, to: notify + 0.123, anchor: anchor + 0.123 });
    expect(standing()).not.toEqual(before);
    scorer.takeGuardInput(taken + 2, { ...move, to: notify, anchor });
    expect(standing()).toEqual(before);
  });

  it("rolls back for one person alone only what lets no more through than now, whenever it was asked", () => {
    const scorer = restoreScorer(whole.scorer.checkpoint());
    const { guard, taken, state } = scorer.guardInForce();
    const [notify, anchor] = [state?.notify ?? 0, state?.anchor ?? 0];
    const back = { kind: "rollBack", guard, version: 1, actor: "ann", reason: "too low", byTwo: false } as const;
    for (const [i, up] of [
      { to: notify + 0.1, anchor: null },
      { to: notify - 0.1, anchor: anchor + 0.1 },
    ].entries()) {
      const { answer, move } = scorer.takeGuardInput(taken + 1 + i, { ...back, ...up });
      expect([answer.outcome, move]).toEqual([expect.stringContaining("second person"), null]);
      expect(scorer.guardInForce().state).toMatchObject({ notify, anchor });
    }
    const down = { ...back, to: notify - 0.1, anchor: anchor - 0.1 };
    expect(scorer.takeGuardInput(taken + 3, down).move?.newMargin).toBe(notify - 0.1);
  });

  it("is lowered by one person's hand within its rails, raised by two, and rolled back like any move", () => {
    const scorer = restoreScorer(whole.scorer.checkpoint());
    const { guard, taken, state } = scorer.guardInForce();
    const [notify, anchor] = [state?.notify ?? 0, state?.anchor ?? 0];
    let number = taken;
    const take = (input: Parameters<typeof scorer.takeGuardInput>[1]) => {
      number += 1;
      return scorer.takeGuardInput(number, input);
    };
    const hand = { kind: "byHand", guard, actor: "ann", reason: "a campaign against us", byTwo: false } as const;
    expect(take({ ...hand, to: notify + 0.1 }).answer.outcome).toContain("second person");
    expect(take({ ...hand, to: anchor - 1.51 }).answer.outcome).toContain("beyond the rails");
    expect(take({ ...hand, guard: guard + 7, to: notify - 0.3 }).answer.outcome).toContain("has ended");
    const { move } = take({ ...hand, to: notify - 0.3 });
    expect(move).toMatchObject({ newMargin: notify - 0.3, cause: "person", reason: "a campaign against us" });
    expect(move?.guard).toMatchObject({ actor: "ann", oldAnchor: null });
    // The day begins anew there: no bound of the day carries it back.
    expect(scorer.guardInForce().state).toMatchObject({ anchor, dayStart: notify - 0.3, pending: 0 });
    expect(take({ ...hand, to: notify, byTwo: true }).move?.newMargin).toBe(notify);
    const back = { kind: "rollBack", guard, version: 1, to: notify - 0.3, anchor: null, actor: "ann" } as const;
    expect(take({ ...back, reason: "after all", byTwo: false }).move?.newMargin).toBe(notify - 0.3);
  });

  it("takes a verdict back that was wrong", () => {
    const scorer = restoreScorer(whole.scorer.checkpoint());
    const { guard, taken, state, clockMs } = scorer.guardInForce();
    if (state === null) throw new Error("No guard.");
    const pending = state.pending;
    const event: JudgedEvent = {
      ...{ offset: columns.length - 5, margin: 1.25, origin: "10.0.1.1", network: null },
      ...{ alert: false, chance: 0.5, earlier: null },
      verdict: "benign",
    };
    state.outstanding[String(Math.floor(clockMs / 86_400_000))] = 3;
    const { steps } = scorer.takeGuardInput(taken + 1, { kind: "verdicts", guard, events: [event] }).answer;
    expect(steps).toMatchObject([{ outcome: "counted" }]);
    expect(scorer.guardInForce().state?.pending).toBeLessThan(pending);
    const earlier = { counted: true, step: steps[0]?.step ?? 0 };
    const corrected: JudgedEvent = { ...event, verdict: "attack", earlier };
    scorer.takeGuardInput(taken + 2, { kind: "verdicts", guard, events: [corrected] });
    expect(scorer.guardInForce().state?.pending).toBeCloseTo(pending, 12);
    expect(scorer.guardInForce().state?.sample.some(({ margin }) => margin === 1.25)).toBe(false);
  });
});

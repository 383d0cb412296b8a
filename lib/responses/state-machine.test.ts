import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  isKnown,
  mostTries,
  type ResponseEvent,
  type ResponseEventKind,
  type ResponseMoment,
  takeTransition,
} from "./state-machine.ts";
import { type ResponseState, responseStates, tabOf } from "./words.ts";

const now = 1_000_000;
const moment = (state: ResponseState, changes: Partial<ResponseMoment> = {}): ResponseMoment => ({
  state,
  tries: 0,
  leaseSeconds: 600,
  leaseUntilMs: null,
  ...changes,
});
const events: readonly ResponseEvent[] = [
  { kind: "request", decideWithinSeconds: 60 },
  { kind: "extend", leaseSeconds: 900 },
  ...(
    [
      "approve",
      "reject",
      "override",
      "expire",
      "cancel",
      "block",
      "start",
      "succeed",
      "pretend",
      "refuse",
      "lose",
      "find_done",
      "find_not_done",
      "find_nothing_out",
      "start_again",
      "end_lease",
      "undo",
      "undone",
      "undo_fails",
      "read_back",
      "read_back_denies",
      "read_back_fails",
    ] as const
  ).map((kind) => ({ kind })),
];
const eventOf = (kind: ResponseEventKind): ResponseEvent => {
  const found = events.find((event) => event.kind === kind);
  if (found === undefined) throw new Error(`There is no event ${kind}.`);
  return found;
};

/** Name, from, event, to, due in ms from now (null: never), what is told. */
const cases: readonly (readonly [string, ResponseState, ResponseEventKind, ResponseState, number | null, string])[] = [
  ["people are asked", "proposed", "request", "awaiting_approval", 60_000, "ask_person"],
  ["a playbook approves by itself", "proposed", "approve", "approved", 0, "wake_worker"],
  ["a protected target stops a proposal", "proposed", "block", "blocked_by_guard", null, ""],
  ["somebody approves", "awaiting_approval", "approve", "approved", 0, "wake_worker"],
  ["somebody decides for nothing", "awaiting_approval", "reject", "rejected", null, ""],
  ["something else takes its place", "awaiting_approval", "override", "overridden", null, ""],
  ["nobody decides", "awaiting_approval", "expire", "expired_undecided", null, ""],
  ["it is withdrawn before a decision", "awaiting_approval", "cancel", "cancelled", null, ""],
  ["it is withdrawn before the start", "approved", "cancel", "cancelled", null, ""],
  ["the kill switch stops it before the start", "approved", "block", "blocked_by_guard", null, ""],
  ["the call is about to be made", "approved", "start", "executing", null, ""],
  ["it was done", "executing", "succeed", "active", 600_000, ""],
  ["it was a dry run", "executing", "pretend", "dry_run", null, ""],
  ["it was refused", "executing", "refuse", "failed", null, ""],
  ["no answer came", "executing", "lose", "unknown", 0, "wake_worker"],
  ["probe finds it done", "unknown", "find_done", "active", 600_000, ""],
  ["probe finds it not done", "unknown", "find_not_done", "failed", null, ""],
  ["probe finds nothing out and asks again", "unknown", "find_nothing_out", "unknown", 2_000, ""],
  ["it was not done and may be repeated", "unknown", "start_again", "approved", 0, "wake_worker"],
  ["the lease is extended", "active", "extend", "active", 900_000, ""],
  ["the lease ends", "active", "end_lease", "expiring", 0, "wake_worker"],
  ["somebody undoes it", "active", "undo", "expiring", 0, "wake_worker"],
  ["it is undone", "expiring", "undone", "rolled_back", 0, "wake_worker"],
  ["the undo fails and is tried again", "expiring", "undo_fails", "expiring", 2_000, ""],
  ["it is read back that it is undone", "rolled_back", "read_back", "verified", null, ""],
  ["it still holds and is undone again", "rolled_back", "read_back_denies", "expiring", 2_000, ""],
  ["it cannot be read back yet", "rolled_back", "read_back_fails", "rolled_back", 2_000, ""],
  ["somebody tries a failed undo again", "rollback_failed", "undo", "expiring", 0, "wake_worker"],
  ["somebody has undone it by hand", "rollback_failed", "find_done", "verified", null, ""],
];

describe("each step", () => {
  test.each(cases)("%s", (_name, from, kind, to, dueIn, told) => {
    const transition = takeTransition(moment(from), eventOf(kind), now);
    if (!transition.ok) throw new Error(transition.reason);
    expect(transition.next.state).toBe(to);
    expect(transition.next.dueMs).toBe(dueIn === null ? null : now + dueIn);
    expect(transition.emit).toEqual(told === "" ? [] : [told]);
  });

  test("everything that is not in the table is refused", () => {
    const listed = new Set(cases.map(([, from, kind]) => `${from} ${kind}`));
    for (const state of responseStates) {
      for (const event of events) {
        const { ok } = takeTransition(moment(state), event, now);
        expect([state, event.kind, ok]).toEqual([state, event.kind, listed.has(`${state} ${event.kind}`)]);
      }
    }
  });

  test("tries run out: a person is asked, and nothing is due", () => {
    const last = { tries: mostTries - 1 };
    const givenUp = [
      ["unknown", "find_nothing_out", "unknown"],
      ["expiring", "undo_fails", "rollback_failed"],
      ["rolled_back", "read_back_denies", "rollback_failed"],
      ["rolled_back", "read_back_fails", "rollback_failed"],
    ] as const;
    for (const [from, kind, to] of givenUp) {
      expect(takeTransition(moment(from, last), { kind }, now)).toMatchObject({
        next: { state: to, dueMs: null },
        emit: ["ask_person"],
      });
    }
  });

  test("waits double", () => {
    const waits = [0, 1, 2, 3].map((tries) => {
      const transition = takeTransition(moment("expiring", { tries }), { kind: "undo_fails" }, now);
      return transition.ok && transition.next.dueMs !== null ? transition.next.dueMs - now : null;
    });
    expect(waits).toEqual([2_000, 4_000, 8_000, 16_000]);
  });
});

describe("whatever happens in whatever order", () => {
  const anyEvents = fc.array(fc.constantFrom(...events), { maxLength: 60 });
  const run = (sequence: readonly ResponseEvent[]) => {
    let current = moment("proposed");
    const taken: { kind: ResponseEventKind; from: ResponseState; to: ResponseState; dueMs: number | null }[] = [];
    for (const event of sequence) {
      const transition = takeTransition(current, event, now);
      if (!transition.ok) continue;
      taken.push({ kind: event.kind, from: current.state, to: transition.next.state, dueMs: transition.next.dueMs });
      current = transition.next;
    }
    return taken;
  };

  test("it starts at most once, unless it was found not done and may be repeated", () => {
    fc.assert(
      fc.property(anyEvents, (sequence) => {
        const kinds = run(sequence).map(({ kind }) => kind);
        const count = (wanted: ResponseEventKind) => kinds.filter((kind) => kind === wanted).length;
        expect(count("start")).toBeLessThanOrEqual(1 + count("start_again"));
        expect(count("approve") + count("reject") + count("override") + count("expire")).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("nothing starts that was not approved, nothing is verified that was not undone", () => {
    fc.assert(
      fc.property(anyEvents, (sequence) => {
        const taken = run(sequence);
        const first = (wanted: ResponseEventKind) => taken.findIndex(({ kind }) => kind === wanted);
        if (first("start") >= 0) expect(first("approve")).toBeGreaterThanOrEqual(0);
        for (const { kind, from, to } of taken) {
          if (to === "verified") expect(kind === "read_back" || from === "rollback_failed").toBe(true);
        }
      }),
    );
  });

  test("what has ended stays ended and is due no more; what holds has an end", () => {
    fc.assert(
      fc.property(anyEvents, (sequence) => {
        const taken = run(sequence);
        taken.forEach(({ to, dueMs }, index) => {
          if (tabOf(to) === "history") expect([index, dueMs]).toEqual([taken.length - 1, null]);
          if (to === "active") expect(dueMs).toBeGreaterThan(now);
        });
      }),
    );
  });

  test("every state but the first can be reached", () => {
    const reached = new Set(cases.map(([, , , to]) => to));
    reached.add("rollback_failed");
    expect(responseStates.filter((state) => !reached.has(state))).toEqual(["proposed"]);
    expect(isKnown("verified", "undo")).toBe(false);
  });
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { alertForTest, eventForTest } from "../../testing/rows.ts";
import { createCoalescer } from "./coalescer.ts";
import { mergeMessages } from "./merge-messages.ts";
import type { OutboxMessage } from "./outbox-message.ts";
import { replayMessages } from "./resume.ts";

const streams = ["main", "demo"] as const;
type Draft = {
  readonly kind: "scores" | "buckets" | "threshold" | "alert" | "policy" | "ledger";
  readonly stream: 0 | 1;
  readonly id: number;
  readonly waitMs: number;
};

const drafts = fc.array(
  fc.record({
    kind: fc.constantFrom("scores", "buckets", "threshold", "alert", "policy", "ledger" as const),
    stream: fc.constantFrom(0 as const, 1 as const),
    id: fc.integer({ min: 1, max: 4 }),
    waitMs: fc.constantFrom(0, 1, 10, 45, 400, 1_100),
  }),
  { minLength: 1, maxLength: 60 },
);

function messageOf({ kind, stream: index, id }: Draft, number: number): OutboxMessage {
  const stream = streams[index];
  const room = kind === "alert" ? "alerts" : kind === "policy" ? "policies" : "live";
  switch (kind) {
    case "scores": {
      const top = [eventForTest({ id: number, score: id, stream })];
      return { number, room, kind, body: { stream, position: number, count: id, top, committedAt: number } };
    }
    case "buckets": {
      const bucket = {
        start: id,
        seconds: 1,
        n: number,
        flagged: 0,
        alerts: 0,
        p50: null,
        p95: null,
        p99: null,
        max: null,
      };
      return { number, room, kind, body: { stream, buckets: [bucket] } };
    }
    case "threshold": {
      const step = { version: number, policyVersion: 1, at: 0, offset: 0, notify: 1, approve: null, auto: null };
      const why = { scopes: [], cause: "policy", reason: "", actor: "", estimated: false };
      return { number, room, kind, body: { stream, step: { ...step, ...why } } };
    }
    case "alert":
      return {
        number,
        room,
        kind,
        body: { stream, change: "joined", alert: alertForTest({ id, stream, revision: number }) },
      };
    case "policy":
      return { number, room, kind, body: { stream, change: "drafted", draft: id, version: null } };
    case "ledger":
      return { number, room, kind, body: { stream, head: number, position: 0, balanced: true } };
  }
}

/** What a screen would show after the messages. */
function screenOf(messages: readonly OutboxMessage[]) {
  const screen = new Map<string, unknown>();
  let scored = 0;
  for (const { kind, body } of messages) {
    if (kind === "scores") {
      scored += body.count;
      screen.set(`position ${body.stream}`, body.position);
    }
    if (kind === "buckets") for (const bucket of body.buckets) screen.set(`${body.stream} ${bucket.start}`, bucket.n);
    if (kind === "threshold") screen.set(`step ${body.step.version}`, true);
    if (kind === "alert") screen.set(`alert ${body.alert.id}`, body.alert.revision);
    if (kind === "policy") screen.set(`draft ${body.stream} ${body.draft}`, true);
    if (kind === "ledger") screen.set(`ledger ${body.stream}`, body.head);
  }
  return { scored, shown: Object.fromEntries([...screen].sort()) };
}

function play(given: readonly Draft[]): { sent: OutboxMessage[]; given: OutboxMessage[] } {
  const coalescer = createCoalescer();
  const sent: OutboxMessage[] = [];
  const all: OutboxMessage[] = [];
  let nowMs = 0;
  for (const [index, draft] of given.entries()) {
    const until = nowMs + draft.waitMs;
    for (let due = coalescer.dueMs(); due !== null && due <= until; due = coalescer.dueMs()) {
      nowMs = Math.max(nowMs, due);
      sent.push(...coalescer.take(nowMs));
    }
    nowMs = until;
    const message = messageOf(draft, index + 1);
    all.push(message);
    coalescer.add(message);
    sent.push(...coalescer.take(nowMs));
  }
  sent.push(...coalescer.take(nowMs, true));
  return { sent, given: all };
}

test("merged or not, the screen ends the same, and numbers ascend strictly up to the last", () => {
  fc.assert(
    fc.property(drafts, (given) => {
      const played = play(given);
      expect(screenOf(played.sent)).toEqual(screenOf(played.given));
      const numbers = played.sent.map(({ number }) => number);
      expect(numbers.every((number, index) => index === 0 || number > (numbers[index - 1] ?? 0))).toBe(true);
      expect(numbers.at(-1)).toBe(given.length);
    }),
  );
});

test("cut off after any message, what is replayed brings the screen to the same end", () => {
  fc.assert(
    fc.property(drafts, fc.nat(), (given, pick) => {
      const played = play(given);
      const seen = played.sent.slice(0, 1 + (pick % played.sent.length));
      const from = seen.at(-1)?.number ?? 0;
      if (from === given.length) return;
      const buckets = played.given.filter(({ kind, number }) => kind === "buckets" && number <= from);
      const later = played.given.filter(({ number }) => number > from);
      const replayed = replayMessages([...buckets, ...later], { from, to: given.length });
      // Without room for the numbers the browser is told to read again.
      if (replayed === null) return;
      const numbers = [from, ...replayed.map(({ number }) => number)];
      expect(numbers.every((number, index) => index === 0 || number > (numbers[index - 1] ?? 0))).toBe(true);
      expect(screenOf([...seen, ...replayed]).shown).toEqual(screenOf(played.given).shown);
    }),
    { numRuns: 500 },
  );
});

test("a message after a quiet moment passes at once, those that follow wait for their turn", () => {
  const coalescer = createCoalescer();
  const scores = { kind: "scores", stream: 0, id: 1, waitMs: 0 } as const;
  coalescer.add(messageOf(scores, 1));
  expect(coalescer.take(1_000)).toHaveLength(1);
  coalescer.add(messageOf(scores, 2));
  coalescer.add(messageOf(scores, 3));
  expect(coalescer.take(1_020)).toEqual([]);
  expect(coalescer.dueMs()).toBe(1_040);
  expect(coalescer.take(1_040).map(({ number }) => number)).toEqual([3]);
  expect(coalescer.dueMs()).toBeNull();
});

test("an alert that was raised and joined in one moment is still announced", () => {
  const raised = messageOf({ kind: "alert", stream: 0, id: 1, waitMs: 0 }, 1);
  const joined = messageOf({ kind: "alert", stream: 0, id: 1, waitMs: 0 }, 2);
  if (raised.kind !== "alert") throw new Error("an alert was asked for");
  const [merged] = mergeMessages([{ ...raised, body: { ...raised.body, change: "raised" } }, joined]);
  expect(merged?.message).toMatchObject({ number: 2, body: { change: "raised", alert: { revision: 2 } } });
});

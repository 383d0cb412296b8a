import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FloodState, floodStateSchema, startFloodState } from "./flood-state.ts";
import { type LanedAlert, orderByLanes } from "./order-by-lanes.ts";
import { type FloodFinding, type FloodStep, momentOf, passTime, takeFinding } from "./watch-flood.ts";

const startMs = Date.UTC(2026, 0, 5, 8);
const minuteMs = 60_000;

function finding(key: string, timeMs: number, more: Partial<FloodFinding> = {}): FloodFinding {
  const kinds = { likeness: "source-finding|scan|2004|address", technique: "T1046", detector: "source-finding" };
  return { key, timeMs, group: null, ...kinds, ...more };
}

/** Findings of their own, evenly over the minutes. */
function many(state: FloodState, count: number, over: { fromMs: number; minutes: number; name: string }): FloodStep[] {
  return Array.from({ length: count }, (_, i) =>
    takeFinding(state, finding(`${over.name} ${i}`, over.fromMs + (i * over.minutes * minuteMs) / count)),
  );
}

/** A stream that has been in a flood since `startMs`. */
function flooded(): FloodState {
  const state = startFloodState();
  many(state, 70, { fromMs: startMs, minutes: 1, name: "decoy" });
  return state;
}

describe("watching for floods", () => {
  it("begins with the sixtieth different finding of a minute, and folds from that one on", () => {
    const steps = many(startFloodState(), 70, { fromMs: startMs, minutes: 1, name: "decoy" });
    expect(steps.findIndex(({ began }) => began !== null)).toBe(59);
    expect(steps.findIndex(({ foldKey }) => foldKey !== null)).toBe(59);
    expect(steps[59]?.began).toEqual({ number: 1, atMs: expect.any(Number), inMinute: 60, inQuarter: 60, usual: 0 });
    expect(steps.slice(59).every(({ foldKey }) => foldKey === "flood 1|source-finding|scan|2004|address|")).toBe(true);
  });

  it("begins where it is slower but goes on for a quarter of an hour", () => {
    const pastQuarter = many(startFloodState(), 400, { fromMs: startMs, minutes: 14, name: "slow" });
    expect(pastQuarter.findIndex(({ began }) => began !== null)).toBe(299);
    const slower = many(startFloodState(), 400, { fromMs: startMs, minutes: 60, name: "slow" });
    expect(slower.some(({ began }) => began !== null)).toBe(false);
  });

  it("is begun by what comes at once, whatever times of a whole day it states", () => {
    const state = startFloodState();
    const receivedMs = startMs + 1440 * minuteMs;
    const begun = Array.from({ length: 70 }, (_, i) => {
      const timeMs = receivedMs - ((i * 577) % 1440) * minuteMs;
      return takeFinding(state, finding(`decoy ${i}`, momentOf(state, { timeMs, receivedMs, isReplayed: false })))
        .began;
    });
    expect(begun.findIndex((began) => began !== null)).toBe(59);
    // Nor is it ended by a replay that says it is the year 3000.
    const far = { timeMs: Date.UTC(3000, 0), receivedMs, isReplayed: true };
    expect(passTime(state, momentOf(state, far))).toBe(false);
    expect(momentOf(state, { ...far, timeMs: startMs })).toBe(startMs);
    expect(momentOf(state, { timeMs: Number.NaN, receivedMs, isReplayed: false })).toBe(receivedMs);
  });

  it("is no flood when one finding is repeated a million times", () => {
    const state = startFloodState();
    const again = Array.from({ length: 5000 }, (_, i) => takeFinding(state, finding("one guesser", startMs + i)));
    expect(again.every(({ foldKey }) => foldKey === null)).toBe(true);
  });

  it("takes a busy stream for busy, and cannot be taught that a flood is usual", () => {
    const state = startFloodState();
    const days = 2;
    for (let minute = 0; minute < days * 1440; minute += 1) {
      many(state, 19, { fromMs: startMs + minute * minuteMs, minutes: 1, name: `minute ${minute}` });
    }
    expect(state.flood).toBeNull();
    expect(state.usual).toBeGreaterThan(15);
    expect(state.usual).toBeLessThanOrEqual(20);
    const later = { fromMs: startMs + days * 1440 * minuteMs, minutes: 1 };
    expect(many(state, 60, { ...later, name: "burst" }).some(({ began }) => began !== null)).toBe(false);
    expect(many(state, 200, { ...later, name: "flood" }).some(({ began }) => began !== null)).toBe(true);
  });

  it("ends after ten quiet minutes, not before, and goes on while decoys go on", () => {
    const state = flooded();
    expect(passTime(state, startMs + 10 * minuteMs)).toBe(false);
    many(state, 60, { fromMs: startMs + 8 * minuteMs, minutes: 1, name: "second wave" });
    expect(passTime(state, startMs + 18 * minuteMs)).toBe(false);
    expect(passTime(state, startMs + 19 * minuteMs)).toBe(true);
    expect(takeFinding(state, finding("after", startMs + 20 * minuteMs))).toEqual({ foldKey: null, began: null });
    expect(many(state, 70, { fromMs: startMs + 30 * minuteMs, minutes: 1, name: "again" })[60]?.foldKey).toMatch(
      /^flood 2\|/,
    );
  });

  it("is not held up by a few findings, nor ended by an event without a time", () => {
    const state = flooded();
    for (let minute = 1; minute <= 11; minute += 1) {
      many(state, 19, { fromMs: startMs + minute * minuteMs, minutes: 1, name: `minute ${minute}` });
    }
    expect(passTime(state, Number.NaN)).toBe(false);
    expect(passTime(state, startMs + 11 * minuteMs)).toBe(true);
  });

  it("keeps apart what differs in likeness or in entity group", () => {
    const state = flooded();
    const decoy = takeFinding(state, finding("x", startMs)).foldKey;
    const other = takeFinding(state, finding("y", startMs, { likeness: "beacon||4001|address" })).foldKey;
    const inGroup = takeFinding(state, finding("z", startMs, { group: "Crown jewels" })).foldKey;
    expect(new Set([decoy, other, inGroup]).size).toBe(3);
  });

  it("stays within some hundreds of rows whatever the sources call their findings", () => {
    const state = flooded();
    const keys = Array.from({ length: 20_000 }, (_, i) => {
      const named = { likeness: `title ${i}`, technique: `T${i % 2000}`, group: null };
      return takeFinding(state, finding(`made up ${i}`, startMs + 1000, named)).foldKey;
    });
    expect(new Set(keys).size).toBeLessThanOrEqual(1001);
  });

  it("goes on from JSON of its state as if nothing had been, wherever it is cut", () => {
    const events = fc.array(fc.tuple(fc.nat(300), fc.nat(40 * 60)), { minLength: 80, maxLength: 400 });
    fc.assert(
      fc.property(events, fc.nat(400), (drawn, cut) => {
        const run = (restoreAt: number) => {
          let state = startFloodState();
          return drawn.map(([name, second], i) => {
            if (i === restoreAt) state = floodStateSchema.parse(JSON.parse(JSON.stringify(state)));
            const timeMs = startMs + second * 1000;
            return [passTime(state, timeMs), takeFinding(state, finding(`finding ${name}`, timeMs))];
          });
        };
        expect(run(cut)).toEqual(run(-1));
      }),
      { numRuns: 50 },
    );
  });
});

describe("the order of lanes", () => {
  const decoys: LanedAlert[] = Array.from({ length: 50 }, (_, i) => ({
    id: i,
    technique: `T${i % 12}`,
    group: "",
    likeness: `template ${i}`,
    origins: 100 + i,
    events: 20_000 - i,
    margin: 13,
  }));
  const attack = { id: 99, technique: "T1", group: "", likeness: "attack", origins: 1, events: 9, margin: 10 };
  const placeOf = (extra: LanedAlert) => orderByLanes([...decoys, extra]).findIndex(({ alert }) => alert === extra);

  it("puts what differs in technique or in group before what came in masses", () => {
    expect(placeOf({ ...attack, technique: "T1486" })).toBe(0);
    expect(placeOf({ ...attack, group: "Crown jewels", likeness: "template 7" })).toBe(0);
  });

  it("names the lane, and holds each technique and group before any a second time", () => {
    const ordered = orderByLanes([...decoys, { ...attack, technique: "T1486", group: "Crown jewels" }]);
    const first = ordered.filter(({ lane }) => lane !== null);
    expect(ordered.slice(0, first.length)).toEqual(first);
    expect(new Set(first.map(({ alert }) => alert.technique)).size).toBe(13);
  });

  it("lets alerts from before the flood not stand before what they are like", () => {
    const before = decoys.slice(0, 20).map((decoy) => ({ ...decoy, id: decoy.id + 1000, origins: 1, events: 1 }));
    const ordered = orderByLanes([...before, ...decoys]);
    expect(ordered.slice(0, 12).every(({ alert }) => alert.id < 1000)).toBe(true);
    expect(ordered).toHaveLength(70);
  });
});

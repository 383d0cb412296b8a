import { describe, expect, it } from "vitest";
import { classUid } from "../event/classes.ts";
import { firstPolicy, type Policy } from "../thresholds/policy.ts";
import { partsOfExceptions } from "../thresholds/scope-matcher.ts";
import { BlockExceptions, BlockMasks } from "./block-places.ts";
import { blockLength, decodeScoreBlock } from "./score-block-layout.ts";
import { createScorer, restoreScorer } from "./scorer.ts";
import { columnsFrom, ordinaryEvents, startMs } from "./testing/sample-events.ts";
import type { ScoredBatch } from "./types.ts";

const length = 6000;
const events = columnsFrom(ordinaryEvents("exceptions", length));
const names = new Map([[1, "gateway"]]);
const plain: Policy = { ...firstPolicy, version: 2, notify: { method: "fixed", margin: 1.5 }, approve: 3 };
const endMs = startMs + 600_000;
const excepting: Policy = {
  ...plain,
  exceptions: [
    {
      id: "scanner",
      name: "Weekly scan",
      match: { classUids: [classUid.authentication], sources: ["gateway"], group: null, entities: [] },
      reason: "the scan of the auditors",
      expiresAt: new Date(endMs).toISOString(),
    },
    {
      id: "user3",
      name: "User 3",
      match: { classUids: [], sources: [], group: null, entities: ["USER3"] },
      reason: "tries out the new client",
      expiresAt: "2026-12-24T00:00:00Z",
    },
  ],
};

function run(policy: Policy, cuts: readonly number[] = [], stopAt: number | null = null): ScoredBatch[] {
  let scorer = createScorer({ policy });
  scorer.knowSources(names);
  const edges = [...new Set([0, ...cuts, ...(stopAt === null ? [] : [stopAt]), length])].sort((a, b) => a - b);
  return edges.slice(1).map((to, i) => {
    if (edges[i] === stopAt) {
      scorer = restoreScorer(scorer.checkpoint());
      scorer.knowSources(names);
    }
    return scorer.score(events, edges[i] ?? 0, to);
  });
}

const column = (batches: readonly ScoredBatch[], pick: (batch: ScoredBatch) => ArrayLike<number>) =>
  batches.flatMap((batch) => Array.from(pick(batch)));

describe("exceptions in the fold", () => {
  const without = run(plain);
  const whole = run(excepting);

  it("keep what they cover out of every band until they end, and nothing else", () => {
    const [reached, band, excepted] = [
      column(without, (batch) => batch.band),
      column(whole, (batch) => batch.band),
      column(whole, (batch) => batch.excepted),
    ];
    const expected = reached.map((own, row) => {
      const latest = Math.max(events.time[row] ?? 0, events.received[row] ?? 0);
      if (own === 0) return 0;
      if (events.classUid[row] === classUid.authentication && latest < endMs) return 1;
      return events.strings[events.user[row] ?? 0] === "user3" ? 2 : 0;
    });
    expect(excepted).toEqual(expected);
    expect(band).toEqual(reached.map((own, row) => (expected[row] === 0 ? own : 0)));
    // The test would pass on nothing otherwise.
    for (const place of [1, 2]) expect(excepted.filter((one) => one === place).length).toBeGreaterThan(5);
    const laterSignIns = band.filter(
      (own, row) => own > 0 && events.classUid[row] === classUid.authentication && (events.time[row] ?? 0) >= endMs,
    );
    expect(laterSignIns.length).toBeGreaterThan(5);
  });

  it("find nothing and raise nothing for what they cover, then or later", () => {
    const covered = new Set(column(whole, (batch) => batch.excepted).flatMap((own, row) => (own === 0 ? [] : [row])));
    const found = whole.flatMap(({ findings }) => findings.map(({ offset }) => offset));
    expect(found.filter((offset) => covered.has(offset))).toEqual([]);
    expect(found.length).toBeGreaterThan(50);
  });

  it("change no score: what they cover teaches as little as what is flagged", () => {
    for (const pick of [(b: ScoredBatch) => b.margin, (b: ScoredBatch) => b.vector, (b: ScoredBatch) => b.confidence]) {
      expect(column(whole, pick)).toEqual(column(without, pick));
    }
  });

  it("give the same bytes however the log is cut and wherever scoring is killed", () => {
    for (const again of [run(excepting, [100, 4097, 5000]), run(excepting, [7], 3333)]) {
      expect(column(again, (batch) => batch.excepted)).toEqual(column(whole, (batch) => batch.excepted));
      expect(again.flatMap(({ scoreBlocks }) => scoreBlocks)).toEqual(whole.flatMap(({ scoreBlocks }) => scoreBlocks));
    }
  });

  it("are not slipped under by an event that states an earlier time than it was received", () => {
    const late = columnsFrom(ordinaryEvents("late", 400).map((event) => ({ ...event, time: event.time - 3_600_000 })));
    late.received.fill(endMs + 1);
    const scorer = createScorer({ policy: { ...excepting, notify: { method: "fixed", margin: -14 }, approve: null } });
    scorer.knowSources(names);
    const batch = scorer.score(late, 0, 400);
    expect([...batch.excepted].filter((own) => own === 1)).toEqual([]);
    expect(batch.findings.length).toBeGreaterThan(0);
  });

  it("with hours cover neither what states a time within them nor what is held back until then, live or replayed", () => {
    const hours = { days: [0, 1, 2, 3, 4, 5, 6], from: 22 * 60, to: 6 * 60, zone: "UTC" };
    const backup = {
      ...{ id: "backup", name: "Backup", reason: "the nightly backup", expiresAt: "2026-12-24T00:00:00Z" },
      match: { classUids: [], sources: ["gateway"], group: null, entities: [], hours },
    };
    const policy: Policy = { ...plain, notify: { method: "fixed", margin: -14 }, approve: null, exceptions: [backup] };
    const midnightMs = Math.floor(startMs / 86_400_000) * 86_400_000;
    // Hours of what is stated and of its receipt: at night, at night and late, stated by day, held back until night.
    const kinds = [
      [27, 27.1, 1],
      [27, 29, 1],
      [27, 38, 0],
      [14, 26, 0],
    ] as const;
    const of = (row: number) => kinds[row % 4] ?? kinds[0];
    const hoursLater = (count: number) => midnightMs + count * 3_600_000;
    const ordinary = ordinaryEvents("hours", blockLength);
    const columns = columnsFrom(ordinary.map((event, row) => ({ ...event, time: hoursLater(of(row)[0]) })));
    columns.received.forEach((_, row) => {
      columns.received[row] = hoursLater(of(row)[1]);
    });
    for (const replay of [0, 1]) {
      columns.replay.fill(replay);
      const scorer = createScorer({ policy });
      scorer.knowSources(names);
      const batch = scorer.score(columns, 0, blockLength);
      expect([...batch.excepted]).toEqual(Array.from({ length: blockLength }, (_, row) => of(row)[2]));
      // A preview finds the same in what is stored of the events.
      const stored = decodeScoreBlock(batch.scoreBlocks[0]?.body ?? new Uint8Array());
      const masks = new BlockMasks({ parts: partsOfExceptions(policy), sourceNames: names, entityMask: () => 0 });
      const places = new BlockExceptions(policy.exceptions, masks);
      const previewed = Array.from({ length: blockLength }, (_, row) => places.at(stored, row));
      expect(previewed).toEqual([...batch.excepted]);
    }
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emptyEvent } from "../event/security-event.ts";
import { featureCount } from "../features/feature-table.ts";
import { joinBytes } from "../stats/join-bytes.ts";
import { sha256Hex } from "../stats/sha-256.ts";
import { rescore } from "./rescore.ts";
import { decodeScoreBlock } from "./score-block-layout.ts";
import { createScorer, restoreScorer } from "./scorer.ts";
import { outputDigests } from "./testing/output-digest.ts";
import { columnsFrom, ordinaryEvents } from "./testing/sample-events.ts";
import type { ScoredBatch, Scorer } from "./types.ts";

const small = { maxEntities: 100, maxPairs: 150 };
const ordinary = columnsFrom(ordinaryEvents("ordinary", 10_000));

const stateOf = (scorer: Scorer) => sha256Hex(joinBytes(scorer.checkpoint()));

function scoreInCuts(scorer: Scorer, from: number, to: number, cuts: readonly number[]): ScoredBatch[] {
  const edges = [...new Set([from, ...cuts.filter((cut) => cut > from && cut < to), to])].sort((a, b) => a - b);
  return edges.slice(1).map((end, i) => scorer.score(ordinary, edges[i] ?? from, end));
}

describe("createScorer", () => {
  const whole = createScorer(small);
  const wholeOutput = outputDigests([whole.score(ordinary, 0, ordinary.length)]);
  const wholeState = stateOf(whole);

  it("gives the same bytes however the log is cut into batches", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: ordinary.length - 1 }), { maxLength: 6 }), (cuts) => {
        const scorer = createScorer(small);
        expect(outputDigests(scoreInCuts(scorer, 0, ordinary.length, cuts))).toEqual(wholeOutput);
        expect(stateOf(scorer)).toBe(wholeState);
      }),
      { numRuns: 4 },
    );
  }, 120_000);

  it("continues from a checkpoint as if it had never stopped", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: ordinary.length - 1 }), (stop) => {
        const first = createScorer(small);
        const before = first.score(ordinary, 0, stop);
        const second = restoreScorer(first.checkpoint(), small);
        expect(second.position).toBe(stop);
        expect(stateOf(second)).toBe(stateOf(first));
        const after = second.score(ordinary, stop, ordinary.length);
        expect(outputDigests([before, after])).toEqual(wholeOutput);
        expect(stateOf(second)).toBe(wholeState);
      }),
      { numRuns: 4 },
    );
  }, 120_000);

  it("forgets the oldest entities and pairs beyond its caps, and counts them", () => {
    const counters = whole.counters();
    expect(counters.entities).toBeLessThanOrEqual(small.maxEntities);
    expect(counters.pairs).toBe(small.maxPairs);
    expect(counters.evictedEntities).toBeGreaterThan(0);
    expect(counters.evictedPairs).toBeGreaterThan(0);
  });

  it("recomputes every stored score to the bit", () => {
    const batch = createScorer(small).score(ordinary, 0, ordinary.length);
    for (let i = 0; i < batch.length; i += 97) {
      const inForce = (kind: string) =>
        batch.artefacts.filter((artefact) => artefact.kind === kind && artefact.offset <= i).at(-1)?.body ?? null;
      const vector = batch.vector.slice(i * featureCount, (i + 1) * featureCount);
      const again = rescore({ vector, snapshot: inForce("snapshot"), reference: inForce("reference"), champion: null });
      const count = again.contributions.length;
      expect(again.margin).toBe(batch.margin[i]);
      expect(again.score).toBe(batch.score[i]);
      expect(again.confidence).toBe(batch.confidence[i]);
      expect(again.contributions).toEqual(batch.contributions.slice(i * count, (i + 1) * count));
      expect(again.contributions.reduce((sum, part) => sum + part, 0)).toBeCloseTo(again.blend, 9);
    }
  });

  it("packs margin, origin, source and band of every 4,096 offsets", () => {
    const batch = createScorer(small).score(ordinary, 0, ordinary.length);
    expect(batch.scoreBlocks.map(({ block }) => block)).toEqual([0, 1]);
    const columns = decodeScoreBlock(batch.scoreBlocks[1]?.body ?? new Uint8Array(0));
    expect(columns.margin).toEqual(batch.margin.slice(4096, 8192));
    expect(columns.band).toEqual(batch.band.slice(4096, 8192));
    expect(columns.source.every((source) => source === 1)).toBe(true);
    expect(columns.originLow[0]).toBe(batch.srcLow[4096] || batch.userLow[4096]);
  });

  it("flags hardly any of ordinary traffic, and nothing before it has a reference", () => {
    const batch = createScorer().score(ordinary, 0, ordinary.length);
    expect(batch.findings.filter(({ offset }) => offset < 4096)).toEqual([]);
    expect(batch.findings.length).toBeLessThanOrEqual(10);
  });

  it("refuses foreign, corrupt and cut checkpoints with a sentence", () => {
    const chunks = whole.checkpoint();
    const bytes = joinBytes(chunks);
    const flipped = bytes.slice();
    flipped[bytes.length >> 1] = (flipped[bytes.length >> 1] ?? 0) ^ 1;
    expect(() => restoreScorer([flipped], small)).toThrow("checksum");
    expect(() => restoreScorer([bytes.subarray(0, 5000)], small)).toThrow("not whole");
    expect(() => restoreScorer([new Uint8Array(100)], small)).toThrow("not a checkpoint");
    expect(() => restoreScorer(chunks, { ...small, maxPairs: 151 })).toThrow("another cap");
    expect(() => restoreScorer(chunks, { ...small, seed: 2 })).toThrow("another seed");
    expect(restoreScorer([bytes.subarray(0, 77), bytes.subarray(77)], small).position).toBe(ordinary.length);
  });

  it("gives a number to every event whatever its columns hold", () => {
    const strange = fc.oneof(fc.double(), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -1, 0, 1e308));
    const anyEvent = fc.record({
      time: strange,
      bytesOut: strange,
      bytesIn: strange,
      durationMs: strange,
      uid: fc.constantFrom(0, 1007, 2004, 3002, 4001, 99),
      status: fc.integer({ min: 0, max: 255 }),
      who: fc.constantFrom(null, "a", "b"),
    });
    fc.assert(
      fc.property(
        fc.array(anyEvent, { minLength: 1, maxLength: 60 }),
        fc.constantFrom("", "replay"),
        (records, replay) => {
          const events = records.map(({ uid, status, who, ...numbers }) => ({
            ...emptyEvent(),
            ...numbers,
            classUid: uid,
            statusId: status,
            severityId: status % 9,
            user: who,
            srcIp: who,
            dstIp: who,
            host: who,
            process: who,
            parentProcess: who,
          }));
          const batch = createScorer().score(
            columnsFrom(
              events.map((event) => ({ ...event, time: Math.abs(event.time) < 8e15 ? event.time : Number.NaN })),
              replay,
            ),
            0,
            events.length,
          );
          expect(batch.margin.every((margin) => Number.isFinite(margin))).toBe(true);
          expect(batch.score.every((score) => score > 0 && score < 100)).toBe(true);
          expect(batch.confidence.every((confidence) => confidence >= 0 && confidence <= 1)).toBe(true);
        },
      ),
      { numRuns: 30 },
    );
  });

  it("sets aside an event that has neither a time nor a time of receipt", () => {
    const columns = columnsFrom([{ ...emptyEvent(), time: Number.NaN }]);
    const batch = createScorer().score({ ...columns, received: Float64Array.of(Number.NaN) }, 0, 1);
    expect(batch.deadLetters).toHaveLength(1);
    expect(batch.margin[0]).toBeNaN();
  });
});

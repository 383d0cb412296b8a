import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emptyEvent } from "../event/security-event.ts";
import { featureCount } from "../features/feature-table.ts";
import { joinBytes } from "../stats/join-bytes.ts";
import { sha256Hex } from "../stats/sha-256.ts";
import { rescore } from "./rescore.ts";
import { createScorer, restoreScorer } from "./scorer.ts";
import { outputDigests } from "./testing/output-digest.ts";
import { columnsFrom, ordinaryEvents, signInEvent, startMs } from "./testing/sample-events.ts";
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
      const again = rescore({ vector, snapshot: inForce("snapshot"), reference: inForce("reference") });
      const count = again.contributions.length;
      expect(again.margin).toBe(batch.margin[i]);
      expect(again.score).toBe(batch.score[i]);
      expect(again.confidence).toBe(batch.confidence[i]);
      expect(again.contributions).toEqual(batch.contributions.slice(i * count, (i + 1) * count));
      expect(again.contributions.reduce((sum, part) => sum + part, 0)).toBeCloseTo(again.blend, 9);
    }
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

describe("findings of a fresh stream", () => {
  const guessing = (failures: number, gapMs: number) =>
    Array.from({ length: failures }, (_, i) => signInEvent(startMs + i * gapMs, "192.0.2.7", `name${i % 5}`, true));

  it("fires at the twentieth failure within ten minutes and not before", () => {
    const batch = createScorer().score(columnsFrom(guessing(28, 20_000)), 0, 28);
    expect(batch.findings.map(({ offset }) => offset)).toEqual([19, 20, 21, 22, 23, 24, 25, 26, 27]);
    expect(batch.findings.at(-1)?.reason).toContain(
      "28 failed sign-ins from 192.0.2.7 within 10 minutes; one normal address in 10,000 reaches 20",
    );
    expect(new Set(batch.findings.map(({ key }) => key))).toEqual(new Set(["failure-burst|192.0.2.7|"]));
  });

  it("does not fire at nineteen, or at twenty spread wider", () => {
    expect(createScorer().score(columnsFrom(guessing(19, 1000)), 0, 19).findings).toEqual([]);
    expect(createScorer().score(columnsFrom(guessing(60, 32_000)), 0, 60).findings).toEqual([]);
  });

  it("counts the occurrences a record stands for", () => {
    const repeated = { ...signInEvent(startMs, "192.0.2.7", "root", true), count: 25 };
    const restated = { ...signInEvent(startMs + 1, "192.0.2.8", "root", true), count: 0 };
    const batch = createScorer().score(columnsFrom([repeated, ...Array.from({ length: 40 }, () => restated)]), 0, 41);
    expect(batch.findings.map(({ offset }) => offset)).toEqual([0]);
  });

  it("cannot be talked out of a burst by a flood of decoys", () => {
    const decoys = Array.from({ length: 9000 }, (_, i) =>
      signInEvent(startMs + i * 10, `10.1.${i % 200}.1`, `user${i % 90}`, i % 3 === 0),
    );
    const attack = guessing(30, 1000).map((event) => ({ ...event, time: event.time + 90_000 }));
    const batch = createScorer().score(columnsFrom([...decoys, ...attack]), 0, 9030);
    const led = batch.findings.filter(({ key, offset }) => key === "failure-burst|192.0.2.7|" && offset >= 9000);
    expect(led).toHaveLength(11);
  });

  it("reports a sign-in that succeeds after guessing as high", () => {
    const events = [...guessing(12, 5000), signInEvent(startMs + 61_000, "192.0.2.7", "root", false)];
    const [finding, ...others] = createScorer().score(columnsFrom(events), 0, 13).findings;
    expect(others).toEqual([]);
    expect(finding?.key).toBe("success-after-failures|192.0.2.7|");
    expect(finding?.severity).toBe("high");
  });

  it("takes over severe findings of the source under their title, and leaves mild ones", () => {
    const alert = { ...emptyEvent(), classUid: 2004, time: startMs, srcIp: "192.0.2.9", findingTitle: "ET EXPLOIT x" };
    const events = [
      { ...alert, severityId: 2 },
      { ...alert, severityId: 4, technique: "T1190" },
    ];
    const findings = createScorer().score(columnsFrom(events), 0, 2).findings;
    expect(findings.map(({ offset, title, techniques }) => ({ offset, title, techniques }))).toEqual([
      { offset: 1, title: "ET EXPLOIT x", techniques: ["T1190"] },
    ]);
  });

  it("reports a document program that starts a shell", () => {
    const start = { ...emptyEvent(), classUid: 1007, time: startMs, host: "h", user: "u" };
    const events = [{ ...start, parentProcess: "C:\\Office\\WINWORD.EXE", process: "C:\\Windows\\powershell.exe" }];
    expect(createScorer().score(columnsFrom(events), 0, 1).findings[0]?.title).toBe(
      "WINWORD.EXE started powershell.exe",
    );
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomChampion } from "../../testing/models/random-champion.ts";
import { ServedChampion } from "../detectors/served-champion.ts";
import { featureCount } from "../features/feature-table.ts";
import type { Champion } from "../models/champion/champion.ts";
import { writeChampion } from "../models/champion/write-champion.ts";
import { joinBytes } from "../stats/join-bytes.ts";
import { sha256Hex } from "../stats/sha-256.ts";
import { firstPolicy } from "../thresholds/policy.ts";
import { rescore } from "./rescore.ts";
import { decodeScoreBlock } from "./score-block-layout.ts";
import { createScorer, restoreScorer } from "./scorer.ts";
import { outputDigests } from "./testing/output-digest.ts";
import { columnsFrom, ordinaryEvents } from "./testing/sample-events.ts";
import type { ScoredBatch, Scorer } from "./types.ts";

const ordinary = columnsFrom(ordinaryEvents("trained", 6000));
const drawn = randomChampion({ seed: "first", trees: 20 });
/** Its normal events lie as high as the events of the test: it finds few attacks. */
const first: Champion = { ...drawn, normal: { ...drawn.normal, logOdds: drawn.normal.logOdds.map((x) => x + 8) } };
/** Few of its normal events lie as high as most events: it finds attacks everywhere. */
const alarmed: Champion = {
  ...randomChampion({ seed: "alarmed", trees: 20 }),
  normal: { logOdds: first.normal.logOdds.map((x) => x - 40), weights: first.normal.weights },
};
const swaps = [
  { at: 0, version: 1, bytes: writeChampion(first) },
  { at: 2500, version: 2, bytes: writeChampion(alarmed) },
  { at: 4096, version: 3, bytes: null },
  { at: 5000, version: 5, bytes: writeChampion(first) },
] as const;

const estimating = {
  ...firstPolicy,
  notify: { method: "neymanPearson", alpha: 0.01, delta: 0.05, untilThen: 6 },
} as const;

const stateOf = (scorer: Scorer) => sha256Hex(joinBytes(scorer.checkpoint()));

/** Scores up to `to`, each model taking effect at its offset, in batches cut anywhere. */
function run(scorer: Scorer, to: number, cuts: readonly number[] = []): ScoredBatch[] {
  const from = scorer.position;
  const inside = (at: number) => at > from && at < to;
  const edges = [...new Set([...cuts, ...swaps.map(({ at }) => at)].filter(inside))].sort((a, b) => a - b);
  return [...edges, to].map((end) => {
    for (const { at, version, bytes } of swaps) {
      if (at === scorer.position && version > scorer.modelVersion) scorer.activateModel(version, bytes);
    }
    return scorer.score(ordinary, scorer.position, end);
  });
}

describe("scoring with trained models", () => {
  const whole = createScorer();
  const batches = run(whole, ordinary.length);
  const wholeOutput = outputDigests(batches);
  const wholeState = stateOf(whole);
  const plain = createScorer().score(ordinary, 0, ordinary.length);

  it("gives the same bytes however the log is cut, and wherever it continues from a checkpoint", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: ordinary.length - 1 }), { maxLength: 5 }),
        fc.oneof(fc.integer({ min: 1, max: ordinary.length - 1 }), fc.constantFrom(2500, 4096, 5000)),
        (cuts, stop) => {
          const scorer = createScorer();
          const before = run(scorer, stop, cuts);
          const second = restoreScorer(scorer.checkpoint());
          expect(second.modelVersion).toBe(scorer.modelVersion);
          const after = run(second, ordinary.length, cuts);
          expect(outputDigests([...before, ...after])).toEqual(wholeOutput);
          expect(stateOf(second)).toBe(wholeState);
        },
      ),
      { numRuns: 5 },
    );
  }, 60_000);

  it("lets each model score from its offset on, and none where none is in force", () => {
    const versions = batches.flatMap(({ modelVersion }) => [...modelVersion]);
    const margins = batches.flatMap(({ margin }) => [...margin]);
    expect([0, 2499, 2500, 4095, 4096, 4999, 5000].map((i) => versions[i])).toEqual([1, 1, 2, 2, 3, 3, 5]);
    expect(margins.slice(0, 2500)).not.toEqual([...plain.margin.slice(0, 2500)]);
    const raised = (from: number, to: number) =>
      margins.slice(from, to).filter((margin) => margin > 4).length / (to - from);
    expect(raised(2500, 4096)).toBeGreaterThan(0.9);
    expect(raised(0, 2500)).toBeLessThan(0.5);
    // What was flagged meanwhile teaches less, so that even without a model scores are not those of another history.
    expect(plain.modelVersion.every((version) => version === 0)).toBe(true);
  });

  it("recomputes every stored score to the bit from vector, snapshot, reference and model", () => {
    const artefacts = batches.flatMap((batch) => batch.artefacts);
    const served = swaps.map(({ version, bytes }) => ({
      version,
      champion: bytes === null ? null : new ServedChampion(version === 2 ? alarmed : first),
    }));
    for (const batch of batches) {
      for (let i = 0; i < batch.length; i += 61) {
        const offset = batch.first + i;
        const inForce = (kind: string) =>
          artefacts.filter((artefact) => artefact.kind === kind && artefact.offset <= offset).at(-1)?.body ?? null;
        const champion = served.find(({ version }) => version === batch.modelVersion[i])?.champion ?? null;
        const vector = batch.vector.slice(i * featureCount, (i + 1) * featureCount);
        const again = rescore({ vector, champion, snapshot: inForce("snapshot"), reference: inForce("reference") });
        const parts = batch.contributions.slice(i * again.contributions.length, (i + 1) * again.contributions.length);
        expect([again.margin, again.score, again.confidence]).toEqual([
          batch.margin[i],
          batch.score[i],
          batch.confidence[i],
        ]);
        expect(again.contributions).toEqual(parts);
        expect(parts.at(-1)).toBe(Math.fround(Math.max(0, again.margin - again.base)));
        expect(parts.slice(0, -1).reduce((sum, part) => sum + part, 0)).toBeCloseTo(again.blend, 5);
        expect(Number.isNaN(again.logOdds)).toBe(champion === null);
      }
    }
  });

  it("lets the model lead a finding, and names what moved it", () => {
    const found = batches.flatMap(({ findings }) => findings).filter(({ offset }) => offset >= 2500 && offset < 4096);
    const led = found.filter(({ detectors }) => detectors[0] === "trained-model");
    expect(led.length).toBeGreaterThan(100);
    for (const { title, reason, key } of led) {
      expect(title).toMatch(/^Activity of .+ that resembles an attack$/);
      expect(reason).toMatch(/^The trained model finds it much like attacks, by .+/);
      expect(key).toMatch(/^trained-model\|/);
    }
    const [block] = batches.flatMap(({ scoreBlocks }) => scoreBlocks);
    const columns = decodeScoreBlock(block?.body ?? new Uint8Array(0));
    expect(led.every(({ offset }) => offset >= 4096 || columns.detail?.lead[offset] === 12)).toBe(true);
  });

  it("refuses a model that is damaged, foreign or out of turn, and goes on with the one before, whole", () => {
    const scorer = createScorer();
    scorer.activateModel(1, writeChampion(first));
    scorer.score(ordinary, 0, 700);
    const state = stateOf(scorer);
    const damaged = writeChampion(alarmed);
    damaged[damaged.length >> 1] = (damaged[damaged.length >> 1] ?? 0) ^ 1;
    const others = { ...alarmed, features: alarmed.features.map((name) => name.toUpperCase()) };
    expect(() => scorer.activateModel(2, damaged)).toThrow("checksum");
    expect(() => scorer.activateModel(2, writeChampion(others))).toThrow("its feature 0");
    expect(() => scorer.activateModel(2, new Uint8Array(0))).toThrow("not a Tideline model");
    expect(() => scorer.activateModel(1, writeChampion(alarmed))).toThrow("does not follow");
    expect(stateOf(scorer)).toBe(state);
    expect(scorer.modelVersion).toBe(1);
  });

  it("keeps a copy of the bytes it was given", () => {
    const bytes = writeChampion(first);
    const scorer = createScorer();
    scorer.activateModel(1, bytes);
    const state = stateOf(scorer);
    bytes.fill(0);
    expect(stateOf(scorer)).toBe(state);
  });

  it("forgets the margins of the model before where thresholds are estimated from them", () => {
    const scorer = createScorer({ policy: estimating });
    scorer.score(ordinary, 0, 4090);
    scorer.activateModel(1, writeChampion(first));
    // Six margins of the new model are no basis for an estimate at the end of the block.
    expect(scorer.score(ordinary, 4090, 4096).moves).toEqual([]);
    expect(createScorer({ policy: estimating }).score(ordinary, 0, 4096).moves).toHaveLength(1);
  });
});

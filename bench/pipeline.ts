import { parseArgs } from "node:util";
import type { EventColumns } from "../lib/event/columns.ts";
import { createColumnsBuilder } from "../lib/event/columns-builder.ts";
import { writeChampion } from "../lib/models/champion/write-champion.ts";
import { defaultLimits } from "../lib/normalise/limits.ts";
import { createNormaliser } from "../lib/normalise/normalise.ts";
import { splitRecords } from "../lib/normalise/split-records.ts";
import { createScorer } from "../lib/pipeline/scorer.ts";
import { firstPolicy, type Policy } from "../lib/thresholds/policy.ts";
import { chosenNotify } from "../lib/thresholds/policy-problems.ts";
import { zoneOffset } from "../server/sources/zone-offset.ts";
import { loadOptionsSchema } from "./load/load-contract.ts";
import { type Body, prepareBodies } from "./load/prepare-bodies.ts";
import { championFor, championShape } from "./models/bench-champion.ts";
import type { Benchmark, BenchmarkContext, BenchmarkResult } from "./support/benchmark.ts";

const blockEvents = 4096;

/** The first policy, whose notify follows verdicts from where it stands. */
const guardedPolicy: Policy = {
  ...firstPolicy,
  version: 2,
  notify: {
    ...{ method: "guarded", target: 0.0001, anchor: chosenNotify(firstPolicy.notify), rail: 1.5 },
    ...{ capacityPerDay: 10_000, spotCheckShare: 0.1, judgedShare: 1 },
  },
};

/** Bodies to columns, as the web process makes them: cut, recognised, normalised, written into columns. */
function readBodies(bodies: readonly Body[], startMs: number): { blocks: EventColumns[]; seconds: number } {
  const builder = createColumnsBuilder(blockEvents);
  const blocks: EventColumns[] = [];
  const startedMs = performance.now();
  let size = 0;
  for (const { bytes } of bodies) {
    const normaliser = createNormaliser({
      format: "auto",
      zone: zoneOffset("UTC"),
      referenceTime: startMs,
      limits: defaultLimits,
    });
    for (const { offset, length } of splitRecords(bytes, defaultLimits).records) {
      const result = normaliser.normalise(bytes, offset, length);
      if (!result.ok) throw new Error(result.reason);
      const { event, format } = result;
      builder.add(event, { received: startMs, source: 1, replay: "", rawOffset: 0, rawLength: length, format });
      size += 1;
      if (size % blockEvents === 0) {
        blocks.push(structuredClone(builder.build()));
        builder.reset();
      }
    }
  }
  return { blocks, seconds: (performance.now() - startedMs) / 1000 };
}

/** Columns to scores: features, detectors, margin, thresholds, findings, and what is learnt of each event. */
function scoreBlocks(
  blocks: readonly EventColumns[],
  { champion = null, isGuarded = false }: { champion?: Uint8Array | null; isGuarded?: boolean } = {},
): { seconds: number; cpuSeconds: number; flagged: number } {
  const scorer = createScorer();
  if (champion !== null) scorer.activateModel(1, champion);
  // The first block gives the stream its time; it is left out of the figures of all.
  const [first, ...rest] = blocks;
  if (first !== undefined) scorer.score(first, 0, first.length);
  if (isGuarded) {
    scorer.activatePolicy(guardedPolicy);
    scorer.takeGuardInput(1, { kind: "start" });
  }
  const [startedMs, used] = [performance.now(), process.cpuUsage()];
  for (const block of rest) scorer.score(block, 0, block.length);
  const { user, system } = process.cpuUsage(used);
  const seconds = (performance.now() - startedMs) / 1000;
  return { seconds, cpuSeconds: (user + system) / 1e6, flagged: scorer.counters().flaggedEvents };
}

/** The same events by the detectors and a champion, which was fitted to a part of them. */
function scoreWithChampion(blocks: readonly EventColumns[], plainSeconds: number, log: BenchmarkContext["log"]) {
  const champion = writeChampion(championFor(blocks.slice(0, 12)));
  log("a champion is fitted; scoring them with it");
  const scored = scoreBlocks(blocks, { champion });
  const events = (blocks.length - 1) * blockEvents;
  return {
    eventsPerSecond: Math.round(events / scored.seconds),
    microsPerEvent: (scored.seconds / events) * 1e6,
    addedMicrosPerEvent: ((scored.seconds - plainSeconds) / events) * 1e6,
    rateOfPlain: plainSeconds / scored.seconds,
    flagged: scored.flagged,
  };
}

/**
 * The same events with and without a guard, in turns, by processor time: the least of each, as other work on the machine
 * only ever adds.
 */
function scoreGuarded(blocks: readonly EventColumns[]) {
  const events = (blocks.length - 1) * blockEvents;
  const least = { plain: Number.POSITIVE_INFINITY, guarded: Number.POSITIVE_INFINITY };
  for (let round = 0; round < 6; round += 1) {
    for (const isGuarded of round % 2 === 0 ? [false, true] : [true, false]) {
      const { cpuSeconds } = scoreBlocks(blocks, { isGuarded });
      const which = isGuarded ? "guarded" : "plain";
      least[which] = Math.min(least[which], cpuSeconds);
    }
  }
  const { plain, guarded } = least;
  return {
    plainMicrosPerEvent: (plain / events) * 1e6,
    microsPerEvent: (guarded / events) * 1e6,
    rateOfPlain: plain / guarded,
  };
}

async function run({ args, log }: BenchmarkContext): Promise<BenchmarkResult> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      events: { type: "string", default: "1000000" },
      champion: { type: "boolean", default: false },
      guarded: { type: "boolean", default: false },
    },
  });
  const events = Math.ceil(Number(values.events) / blockEvents) * blockEvents;
  const batch = 512;
  const startMs = Date.now();
  const settings = loadOptionsSchema.parse({ url: "http://127.0.0.1", key: "", batch, seed: "pipeline", prepared: 1 });
  const supply = prepareBodies(settings, startMs * 1000);
  const blocks: EventColumns[] = [];
  let readSeconds = 0;
  // In portions, as a million records and their columns would not fit in memory beside each other.
  const portion = 16 * blockEvents;
  for (let made = 0; made < events; made += portion) {
    const bodies = Array.from({ length: Math.min(portion, events - made) / batch }, () => supply.next());
    const read = readBodies(bodies, startMs);
    readSeconds += read.seconds;
    blocks.push(...read.blocks);
  }
  log(`${events} events read; scoring them`);
  const scored = scoreBlocks(blocks);
  const withChampion = values.champion ? scoreWithChampion(blocks, scored.seconds, log) : null;
  const withGuard = values.guarded ? scoreGuarded(blocks) : null;
  return {
    metrics: {
      scoring: {
        eventsPerSecond: Math.round((events - blockEvents) / scored.seconds),
        microsPerEvent: (scored.seconds / (events - blockEvents)) * 1e6,
      },
      reading: { eventsPerSecond: Math.round(events / readSeconds), microsPerEvent: (readSeconds / events) * 1e6 },
      withChampion,
      withGuard,
      flagged: scored.flagged,
    },
    config: {
      events,
      blockEvents,
      entities: settings.entities,
      meanBytes: Math.round(supply.meanBytes),
      cores: 1,
      championTrees: values.champion ? championShape : null,
    },
  };
}

export const benchmark: Benchmark = {
  name: "pipeline",
  description: "the pure part on one core: records to columns, and columns to scores",
  run,
};

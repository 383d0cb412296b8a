import { parseArgs } from "node:util";
import { fitGru } from "../lib/models/sequence/gru/fit-gru.ts";
import { createGruMemory } from "../lib/models/sequence/gru/gru-memory.ts";
import { createSequenceMemory } from "../lib/models/sequence/sequence-memory.ts";
import { bestPointWithin } from "../lib/stats/metrics/operating-point.ts";
import { rocAuc } from "../lib/stats/metrics/roc-auc.ts";
import { type LivedAction, livedActions, nameActions } from "./models/lived-actions.ts";
import type { Benchmark, BenchmarkContext, BenchmarkResult } from "./support/benchmark.ts";

const vocabulary = 255;
/** A week day at ten, UTC. */
const startTime = Date.UTC(2026, 2, 3, 10);

interface CodedAction {
  readonly entity: number;
  readonly code: number;
  readonly campaign: string | null;
}

/** The code and, beside it, a number for every action: the Markov model needs no vocabulary. */
function createCoder(training: readonly LivedAction[]): (action: LivedAction) => CodedAction {
  const codeOf = nameActions(training, vocabulary);
  const entities = new Map<string, number>();
  return ({ entity, action, campaign }) => {
    const id = entities.get(entity) ?? entities.size;
    entities.set(entity, id);
    return { entity: id, code: codeOf(action), campaign };
  };
}

interface Follower {
  scoreOne(entity: number, code: number): number;
  passOne(entity: number, code: number): void;
}

/** How well surprise tells attacks from ordinary life, on the later hours. */
function judge(follower: Follower, test: readonly CodedAction[]) {
  const scores = new Float64Array(test.length);
  const startedMs = performance.now();
  for (const [i, { entity, code }] of test.entries()) {
    scores[i] = follower.scoreOne(entity, code);
    follower.passOne(entity, code);
  }
  const microsPerEvent = ((performance.now() - startedMs) * 1000) / test.length;
  const input = { labels: Uint8Array.from(test, ({ campaign }) => Number(campaign !== null)), scores };
  const { threshold, recall } = bestPointWithin(input, 0.01);
  const found = test.flatMap(({ campaign }, i) =>
    campaign !== null && (scores[i] ?? 0) >= threshold ? [campaign] : [],
  );
  const all = new Set(test.flatMap(({ campaign }) => (campaign === null ? [] : [campaign])));
  return {
    rocAuc: rocAuc(input).value,
    tprAtFpr1: recall,
    campaigns: all.size,
    campaignsFoundAtFpr1: new Set(found).size,
    tprAtFpr5: bestPointWithin(input, 0.05).recall,
    microsPerEvent,
  };
}

function pastsOf(lived: readonly CodedAction[]): Int32Array[] {
  const pasts = new Map<number, number[]>();
  for (const { entity, code } of lived) {
    const past = pasts.get(entity) ?? [];
    past.push(code);
    pasts.set(entity, past);
  }
  return [...pasts.values()].filter((past) => past.length > 1).map((past) => Int32Array.from(past));
}

function run({ args, log }: BenchmarkContext): BenchmarkResult {
  const { values } = parseArgs({
    args: [...args],
    options: { hours: { type: "string", default: "8" }, seeds: { type: "string", default: "3" } },
  });
  const hours = Number(values.hours);
  const rate = 6;
  const rows = Array.from({ length: Number(values.seeds) }, (_, seed) => {
    const life = livedActions({ seed: `before ${seed}`, startTime, hours, rate, attacks: false });
    const later = livedActions({
      seed: `after ${seed}`,
      startTime: startTime + 24 * 3_600_000,
      hours: hours / 2,
      rate,
      attacks: true,
    });
    const code = createCoder(life);
    const training = life.map(code);
    const test = later.map(code);
    const markov = createSequenceMemory();
    for (const { entity, code: action } of training) markov.learnOne(entity, action);
    const byMarkov = judge(
      { scoreOne: (entity, action) => markov.scoreOne(entity, action).nats, passOne: markov.learnOne },
      test,
    );
    log(`seed ${seed}: ${training.length} and ${test.length} actions; Markov ${JSON.stringify(byMarkov)}`);
    const startedMs = performance.now();
    const { model, losses } = fitGru(pastsOf(training), vocabulary + 1, { seed });
    const fitSeconds = (performance.now() - startedMs) / 1000;
    const gru = createGruMemory(model);
    for (const { entity, code: action } of training) gru.passOne(entity, action);
    const byGru = { ...judge(gru, test), fitSeconds, lossNats: losses.at(-1) ?? Number.NaN };
    log(`seed ${seed}: network ${JSON.stringify(byGru)}`);
    return { seed, actions: training.length, tested: test.length, markov: byMarkov, gru: byGru };
  });
  const mean = (pick: (row: (typeof rows)[number]) => number) =>
    rows.reduce((sum, row) => sum + pick(row), 0) / rows.length;
  return {
    metrics: {
      rows,
      markovTprAtFpr1: mean(({ markov }) => markov.tprAtFpr1),
      gruTprAtFpr1: mean(({ gru }) => gru.tprAtFpr1),
    },
    config: { hours, rate, vocabulary, note: "generated life without attacks, then a later day with attacks" },
  };
}

export const benchmark: Benchmark = {
  name: "sequence",
  description: "surprise at what an entity does next: variable-order Markov beside a recurrent network",
  run,
};

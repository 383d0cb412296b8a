import type { Benchmark, BenchmarkContext, BenchmarkResult } from "./support/benchmark.ts";
import { attackPlans } from "./thresholds/attack-plan.ts";
import {
  aciPolicy,
  fixedPolicy,
  guardedPolicy,
  type PolicyStart,
  type StreamPolicy,
  windowPolicy,
} from "./thresholds/attack-policies.ts";
import { perDay } from "./thresholds/attack-stream.ts";
import { type AttackResult, runAttack, shapes } from "./thresholds/run-attack.ts";
import { searchAttack } from "./thresholds/search-attack.ts";

const days = 60;

interface Kind {
  readonly policy: string;
  readonly requests: "none" | "refused" | "approved";
  make(start: PolicyStart): StreamPolicy;
}

const kinds: readonly Kind[] = [
  { policy: "fixed", requests: "none", make: fixedPolicy },
  { policy: "windowQuantile", requests: "none", make: windowPolicy },
  { policy: "aci", requests: "none", make: aciPolicy },
  { policy: "guarded", requests: "refused", make: guardedPolicy },
  { policy: "guarded", requests: "approved", make: guardedPolicy },
];

function numberOf(args: readonly string[], name: string, otherwise: number): number {
  const given = args.find((argument) => argument.startsWith(`--${name}=`))?.split("=")[1];
  return given === undefined ? otherwise : Number(given);
}

/** The first shape is the one of the published table; the others, by name, stand in `shapes`. */
function summary(results: readonly AttackResult[]) {
  const mean = (of: (result: AttackResult) => number) =>
    results.reduce((sum, each) => sum + of(each), 0) / results.length;
  const worst = (of: (result: AttackResult) => number) => Math.max(...results.map(of));
  const detected = results.flatMap(({ secondsToDetect }) => (secondsToDetect === null ? [] : [secondsToDetect]));
  return {
    startRecall: mean(({ startRecall }) => startRecall[0] ?? 0),
    worstRecall: mean(({ worstRecall }) => worstRecall[0] ?? 0),
    worstFprOfBackground: worst((result) => result.worstFprOfBackground),
    meanFpr: mean(({ meanFpr }) => meanFpr),
    fprAtEnd: mean(({ fprAtEnd }) => fprAtEnd),
    secondsToDetect: detected.length === 0 ? null : Math.max(...detected),
    requestsAsked: mean(({ requestsAsked }) => requestsAsked),
    shapes: shapes.map(({ name }, i) => ({
      name,
      startRecall: mean(({ startRecall }) => startRecall[i] ?? 0),
      worstRecall: mean(({ worstRecall }) => worstRecall[i] ?? 0),
    })),
  };
}

const percent = (share: number) => (100 * share).toFixed(1);

/** Begins with the attack of this text, as a slice of the search printed it. */
function genesOf(args: readonly string[]): number[] | null {
  const given = args.find((argument) => argument.startsWith("--begin="))?.split("=")[1];
  return given === undefined ? null : given.split(",").map(Number);
}

function search({ args, log }: BenchmarkContext) {
  const randomOnes = numberOf(args, "search", 500);
  const climbs = numberOf(args, "climbs", 60);
  if (randomOnes + climbs === 0) return { randomOnes, climbs, worstFound: null };
  const found = searchAttack({ first: numberOf(args, "first", 0), randomOnes, climbs, begin: genesOf(args) });
  log(`worst of ${randomOnes} random attacks and ${climbs} steps: ${JSON.stringify(found.plan)}`);
  log(`recall of N(0,1.5) falls by ${percent(found.recallLoss)} points; --begin=${found.genes.join(",")}`);
  const { plan, recallLoss, genes, result } = found;
  const shown = { ...plan, scores: { ...plan.scores } };
  return { randomOnes, climbs, worstFound: { ...summary([result]), recallLoss, genes: [...genes], plan: shown } };
}

function run(context: BenchmarkContext): BenchmarkResult {
  const { args, log } = context;
  const seeds = Array.from({ length: numberOf(args, "seeds", 3) }, (_, i) => i + 1);
  const plans = attackPlans.slice(numberOf(args, "from", 0), numberOf(args, "to", attackPlans.length));
  const rows = plans.flatMap((plan) =>
    kinds.map(({ policy, requests, make }) => {
      const asked = requests === "approved" ? "approved" : "refused";
      const results = seeds.map((seed) => runAttack({ plan, seed, days, requests: asked, policy: make }));
      const row = { scenario: plan.name, policy, requests, ...summary(results) };
      log(
        `${plan.name.padEnd(38)} ${policy.padEnd(15)} ${requests.padEnd(9)} recall ${percent(row.startRecall)} to ${percent(row.worstRecall)} (${row.shapes.map((each) => `${percent(each.startRecall)}-${percent(each.worstRecall)}`).join(" ")}), background's FPR worst day ${percent(row.worstFprOfBackground)}, mean ${percent(row.meanFpr)}, end ${percent(row.fprAtEnd)} %, detected ${row.secondsToDetect?.toFixed(0) ?? "-"} s`,
      );
      return row;
    }),
  );
  const { randomOnes, climbs, worstFound } = search(context);
  return {
    metrics: { rows, worstFound },
    config: {
      days,
      eventsPerDay: perDay,
      targetFpr: 0.01,
      seeds,
      approvalDays: 5,
      auditShareOfAlerts: 0.1,
      randomOnes,
      climbs,
    },
  };
}

export const benchmark: Benchmark = {
  name: "attacks",
  description: "floods, ramps, wrong and late verdicts against adaptive thresholds; the worst attack a search finds",
  run,
};

import { drawNormal } from "../../lib/stats/draw.ts";
import { createRandom, type Random } from "../../lib/stats/random.ts";
import type { AttackPlan } from "./attack-plan.ts";
import { guardedPolicy } from "./attack-policies.ts";
import { AttackStream } from "./attack-stream.ts";
import { type AttackResult, liveBefore, playAttack, policyStart } from "./run-attack.ts";

const days = 16;
const seed = 1;
const quiet: AttackPlan = {
  ...{ name: "quiet", fromDay: 0, toDay: 0, volume: 0, scores: { kind: "normal", mean: -5, sd: 1 } },
  ...{ sources: 1, origins: "known", mislabelled: 0, delayDays: 0, drift: 0 },
};

/** Numbers that describe an attack, each about standard normal. */
type Genes = readonly number[];
const genes = 8;

function planOf([
  volume = 0,
  place = 0,
  width = 0,
  many = 0,
  wrong = 0,
  late = 0,
  aim = 0,
  known = 0,
]: Genes): AttackPlan {
  const share = (value: number) => 1 / (1 + Math.exp(-1.7 * value));
  return {
    name: "searched",
    fromDay: 0,
    toDay: days,
    volume: 0.01 * 200 ** share(volume),
    scores:
      aim > 0
        ? { kind: "threshold", offset: 0.5 * place }
        : { kind: "normal", mean: -2 + 1.5 * place, sd: 0.1 + share(width) },
    sources: Math.round(2000 ** share(many)),
    origins: known > 0 ? "known" : "new",
    mislabelled: share(wrong),
    delayDays: 4 * share(late),
    drift: 0,
  };
}

export interface SearchedAttack {
  readonly genes: Genes;
  readonly plan: AttackPlan;
  readonly result: AttackResult;
  readonly recallLoss: number;
}

export interface Search {
  /** Number of the first random attack: each has a seed of its own, so that a search can be cut into slices. */
  readonly first: number;
  readonly randomOnes: number;
  /** Small changes of the worst so far. */
  readonly climbs: number;
  /** An attack found before that climbing begins with; none: the worst of the random ones. */
  readonly begin: Genes | null;
}

/** The attack that costs most recall of N(0, 1.5) where requests are refused: random ones, then small changes of the worst. */
export function searchAttack({ first, randomOnes, climbs, begin }: Search): SearchedAttack {
  const random = createRandom("search");
  const climbing = random.fork("climb");
  const before = liveBefore(quiet, seed);
  const grown = guardedPolicy(policyStart({ plan: quiet, seed, days, requests: "refused" }, before));
  for (const event of before.events) grown.take(event);
  const attempt = (genes: Genes): SearchedAttack => {
    const plan = planOf(genes);
    const start = policyStart({ plan, seed, days, requests: "refused" }, before);
    const stream = new AttackStream(plan, seed, before.events.length);
    const policy = guardedPolicy({ ...start, lived: grown.state });
    const result = playAttack({ plan, days }, policy, { stream, notify: before.notify });
    return { genes, plan, result, recallLoss: (result.startRecall[0] ?? 0) - (result.worstRecall[0] ?? 0) };
  };
  const drawn = (i: number) => drawGenes(random.fork(`attack ${i}`));
  let worst = attempt(begin ?? drawn(first));
  const consider = (tried: Genes) => {
    const found = attempt(tried);
    if (found.recallLoss > worst.recallLoss) worst = found;
  };
  for (let i = begin === null ? 1 : 0; i < randomOnes; i += 1) consider(drawn(first + i));
  for (let i = 0; i < climbs; i += 1) consider(worst.genes.map((gene) => gene + 0.3 * drawNormal(climbing)));
  return worst;
}

function drawGenes(random: Random): Genes {
  return Array.from({ length: genes }, () => drawNormal(random));
}

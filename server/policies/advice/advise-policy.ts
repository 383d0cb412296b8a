import type { PolicyAdvice, PolicyAdviceQuery } from "../../../lib/contracts/policy-advice.ts";
import { tailOfMargin } from "../../../lib/stats/margin.ts";
import { createRandom } from "../../../lib/stats/random.ts";
import { rateWords } from "../../../lib/stats/rate-words.ts";
import { adviseWish, type EvidenceWish } from "../../../lib/thresholds/choose/advise-wish.ts";
import {
  alertRateAt,
  eventsPerDay,
  fitCapacity,
  shadowPriceAt,
  type Volume,
} from "../../../lib/thresholds/choose/capacity-wish.ts";
import { countRows, type Evidence, figuresAt, hasSpotChecks } from "../../../lib/thresholds/choose/judged-evidence.ts";
import { streamNumbers } from "../../db/stream-number.ts";
import type { App } from "../../http/app.ts";
import { AppError } from "../../http/app-error.ts";
import { figureOf, recallFigure, tooFew } from "../../thresholds/judged-events.ts";
import { boundWords, lowered, missesWords, refusalWords, savingWords, unjudgedBelow } from "./advice-words.ts";
import { readEvidence } from "./read-evidence.ts";
import { readVolume } from "./read-volume.ts";

/** Resampling is by chance that is always the same: the same verdicts give the same advice. */
const seed = "policy advice";

interface Basis {
  readonly evidence: Evidence;
  readonly volume: Volume;
}

/** What is advised, and in words; the rest follows from where it is. */
type Answer = Pick<PolicyAdvice, "notify" | "range" | "gap" | "words">;

const none = (words: string, gap: PolicyAdvice["gap"] = null): Answer => ({
  notify: null,
  range: null,
  gap,
  words: [words],
});

function byCapacity({ evidence, volume }: Basis, alertsPerDay: number): Answer {
  const found = fitCapacity(volume, alertsPerDay);
  if (found.ok) {
    const isBlind = found.threshold < volume.current && !hasSpotChecks(evidence);
    return { notify: found.threshold, range: null, gap: null, words: isBlind ? [lowered] : [] };
  }
  if (found.kind === "fewEvents") {
    return none(
      `There are ${rateWords(found.now)} alerts a day, within what is asked. There are too few to say what a lower notify would bring.`,
    );
  }
  const { asked, nearest } = found;
  return none(`Out of reach: the highest score alone has ${rateWords(nearest)} alerts a day.`, {
    asked,
    nearest,
    gap: nearest - asked,
  });
}

/** The wish with its numbers, which the contract holds to be there. */
function wishOf(query: PolicyAdviceQuery): EvidenceWish | null {
  const { wish, falseAlarms = 0, recall = 0, misses = 0, falseAlarmCost = 1, missCost = 1 } = query;
  switch (wish) {
    case "falseAlarms":
      return { kind: wish, most: falseAlarms };
    case "recall":
      return { kind: wish, least: recall };
    case "both":
      return { kind: wish, most: falseAlarms, least: recall };
    case "cost":
      return { kind: wish, falseAlarm: falseAlarmCost, miss: missCost };
    case "misses":
      return { kind: wish, most: misses };
    case "capacity":
      return null;
  }
}

function byEvidence({ evidence, volume }: Basis, wish: EvidenceWish): Answer {
  const { current } = volume;
  const found = adviseWish({ evidence, wish, current, random: createRandom(seed) });
  if (!found.ok) {
    const { refusal } = found;
    const isApart = refusal.kind === "infeasible" || refusal.kind === "boundsCross";
    const gap = isApart ? { asked: refusal.asked, nearest: refusal.nearest, gap: refusal.gap } : null;
    return none(refusalWords(refusal), gap);
  }
  const { threshold, range, saving } = found;
  const words =
    wish.kind === "misses"
      ? [missesWords]
      : wish.kind === "cost" && saving !== null
        ? savingWords(saving, eventsPerDay(volume, Number.NEGATIVE_INFINITY), wish)
        : [boundWords];
  const limits = hasSpotChecks(evidence) ? [] : [unjudgedBelow];
  return { notify: threshold, range, gap: null, words: [...words, ...limits] };
}

/** What people would meet at a threshold. */
function figuresOf({ evidence, volume }: Basis, threshold: number) {
  const { recall, falseAlarmRate } = figuresAt(evidence, threshold);
  const rate = alertRateAt(volume, threshold);
  return {
    quantile: 1 - tailOfMargin(threshold),
    alertsPerDay: rate === null ? null : { value: rate.alertsPerDay, isEstimate: rate.isEstimate },
    recall: recall === null ? tooFew("Nothing below notify has been judged.") : recallFigure(recall),
    falseAlarmRate: figureOf(falseAlarmRate, "No alert has been judged."),
    shadowPrice: shadowPriceAt(evidence, volume, threshold),
  };
}

const noFigures = { quantile: null, alertsPerDay: null, recall: null, falseAlarmRate: null, shadowPrice: null };

function basisOf({ evidence, volume }: Basis): PolicyAdvice["basis"] {
  const rowsOf = (kind: "flagged" | "spotChecks", onlyAttacks: boolean) =>
    countRows(evidence, ({ isAttack }, of) => of === kind && (isAttack || !onlyAttacks));
  return {
    days: volume.alertDays,
    alerts: volume.alerts.length,
    flagged: rowsOf("flagged", false),
    flaggedAttacks: rowsOf("flagged", true),
    spotChecks: rowsOf("spotChecks", false),
    missedAttacks: rowsOf("spotChecks", true),
  };
}

/**
 * A `notify` for one wish, from recent alerts and events and from what people judged: alerts, and spot checks weighted by
 * their recorded chances. What cannot be known without spot checks is not advised, or its limit is said.
 */
export async function advisePolicy(app: App, query: PolicyAdviceQuery): Promise<PolicyAdvice> {
  const stream = streamNumbers[query.stream];
  const volume = await readVolume(app, stream);
  if (volume === null) {
    throw new AppError("unavailable", { detail: "Scoring has not begun with this stream yet.", retryAfterSeconds: 5 });
  }
  const evidence = await readEvidence(app.pool, {
    stream,
    current: volume.current,
    days: volume.alertDays,
    eventsPerDay: eventsPerDay(volume, Number.NEGATIVE_INFINITY),
  });
  const basis = { evidence, volume };
  const wish = wishOf(query);
  const answer = wish === null ? byCapacity(basis, query.alertsPerDay ?? 1) : byEvidence(basis, wish);
  const figures = answer.notify === null ? noFigures : figuresOf(basis, answer.notify);
  return { wish: query.wish, basis: basisOf(basis), current: volume.current, ...answer, ...figures };
}

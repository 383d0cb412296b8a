import { drawNormal } from "../../lib/stats/draw.ts";
import { sortedQuantile } from "../../lib/stats/quantile.ts";
import { createRandom } from "../../lib/stats/random.ts";
import type { AttackPlan } from "./attack-plan.ts";
import type { PolicyStart, StreamPolicy } from "./attack-policies.ts";
import { AttackStream, dayMs, perDay, type StreamEvent } from "./attack-stream.ts";

export interface Shape {
  readonly name: string;
  readonly mean: number;
  readonly sd: number;
}

/** What is to be found: none of them a canary family. The threshold begins near -1.6. */
export const shapes: readonly Shape[] = [
  { name: "N(0,1.5)", mean: 0, sd: 1.5 },
  { name: "N(1.5,.8)", mean: 1.5, sd: 0.8 },
  { name: "N(0.2,.6)", mean: 0.2, sd: 0.6 },
  { name: "N(-1,.8)", mean: -1, sd: 0.8 },
  { name: "N(-1.2,.5)", mean: -1.2, sd: 0.5 },
];

const canaryShapes: readonly Shape[] = [
  { name: "close", mean: -0.9, sd: 0.4 },
  { name: "middling", mean: -0.5, sd: 0.5 },
  { name: "wide", mean: 0.6, sd: 1 },
];

export interface AttackResult {
  readonly startRecall: readonly number[];
  readonly worstRecall: readonly number[];
  readonly worstFprOfBackground: number;
  readonly fprAtEnd: number;
  readonly meanFpr: number;
  readonly secondsToDetect: number | null;
  readonly requestsAsked: number;
}

export interface AttackRun {
  readonly plan: AttackPlan;
  readonly seed: number;
  readonly days: number;
  readonly requests: "refused" | "approved";
  policy(start: PolicyStart): StreamPolicy;
}

const warmUpDays = 13;
const calibrationDays = 5;

function drawShape({ mean, sd, name }: Shape, count: number): number[] {
  const random = createRandom(`shape ${name}`);
  return Array.from({ length: count }, () => mean + sd * drawNormal(random)).sort((a, b) => a - b);
}

const shapeScores = shapes.map((shape) => drawShape(shape, 4000));
const canaries = canaryShapes.map((shape) => ({ family: shape.name, margins: drawShape(shape, 500) }));

function recalls(threshold: number): number[] {
  return shapeScores.map((scores) => scores.filter((score) => score >= threshold).length / scores.length);
}

/** What thirteen days without an attack leave behind; the last five set the threshold. */
export interface Before {
  readonly events: readonly StreamEvent[];
  readonly calibration: Float64Array;
  readonly notify: number;
  readonly stream: AttackStream;
}

export function liveBefore(plan: AttackPlan, seed: number): Before {
  const stream = new AttackStream(plan, seed);
  const days = Array.from({ length: warmUpDays }, (_, i) => stream.day(i - warmUpDays, 0).map(later));
  const calibration = Float64Array.from(days.slice(-calibrationDays).flat(), ({ margin }) => margin);
  return { events: days.flat(), calibration, notify: sortedQuantile(calibration.slice().sort(), 0.99), stream };
}

/** Days of a plan begin at 0; time begins thirteen days before. */
function later(event: StreamEvent): StreamEvent {
  return { ...event, atMs: event.atMs + warmUpDays * dayMs };
}

export function policyStart({ plan, seed, requests }: Omit<AttackRun, "policy">, before: Before): PolicyStart {
  const delayDays = (atMs: number) => {
    const day = atMs / dayMs - warmUpDays;
    return day >= plan.fromDay && day < plan.toDay ? plan.delayDays : 0;
  };
  return {
    target: 0.01,
    notify: before.notify,
    startMs: 0,
    calibration: before.calibration,
    canaries,
    delayMs: (atMs) => delayDays(atMs) * dayMs,
    requests,
    approvalMs: 5 * dayMs,
    usualPerDay: perDay,
    judgedShare: 1,
    seed,
  };
}

/** Plays a plan against a policy that begins with the thirteen days before. */
export function runAttack(run: AttackRun): AttackResult {
  const before = liveBefore(run.plan, run.seed);
  const policy = run.policy(policyStart(run, before));
  for (const event of before.events) policy.take(event);
  return playAttack(run, policy, before);
}

/** Plays a plan against a policy as it is. */
export function playAttack(
  { plan, days }: Pick<AttackRun, "plan" | "days">,
  policy: StreamPolicy,
  { stream, notify }: Pick<Before, "stream" | "notify">,
): AttackResult {
  const startRecall = recalls(notify);
  let lastFpr: number[] = [];
  const seen = {
    worst: [...startRecall],
    worstFpr: 0,
    sumFpr: 0,
    alarm: Number.NaN,
  };
  for (let day = 0; day < days; day += 1) {
    const attackStartMs = (plan.fromDay + warmUpDays) * dayMs;
    let alarms = 0;
    for (const event of stream.day(day, policy.threshold())) {
      if (event.kind === "background" && event.margin >= policy.threshold()) alarms += 1;
      policy.take(later(event));
      const alarmMs = policy.alarmMs();
      if (Number.isNaN(seen.alarm) && alarmMs !== null && alarmMs >= attackStartMs)
        seen.alarm = alarmMs - attackStartMs;
    }
    const fpr = alarms / perDay;
    seen.sumFpr += fpr;
    seen.worstFpr = Math.max(seen.worstFpr, fpr);
    lastFpr = [...lastFpr, fpr].slice(-5);
    for (const [i, recall] of recalls(policy.threshold()).entries()) {
      seen.worst[i] = Math.min(seen.worst[i] ?? 1, recall);
    }
  }
  return {
    startRecall,
    worstRecall: seen.worst,
    worstFprOfBackground: seen.worstFpr,
    fprAtEnd: lastFpr.reduce((sum, fpr) => sum + fpr, 0) / lastFpr.length,
    meanFpr: seen.sumFpr / days,
    secondsToDetect: Number.isNaN(seen.alarm) ? null : seen.alarm / 1000,
    requestsAsked: policy.asked(),
  };
}

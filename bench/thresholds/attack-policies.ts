import { adaptiveLevel, type ConformalLevel, startLevel } from "../../lib/thresholds/adapt/adaptive-conformal.ts";
import type { CanaryFamily, GuardState } from "../../lib/thresholds/adapt/guard-state.ts";
import { startGuard } from "../../lib/thresholds/adapt/guard-state.ts";
import { type GuardedVerdict, judge, observe } from "../../lib/thresholds/adapt/guarded-threshold.ts";
import { decide } from "../../lib/thresholds/adapt/moved-by-people.ts";
import { WindowQuantile } from "../../lib/thresholds/adapt/window-quantile.ts";
import type { StreamEvent } from "./attack-stream.ts";

/** One way to keep a threshold while events come; all see the same stream. */
export interface StreamPolicy {
  threshold(): number;
  take(event: StreamEvent): void;
  /** When it noticed a flood, if it looks for any. */
  alarmMs(): number | null;
  /** How many change requests are open or were decided. */
  asked(): number;
}

export interface PolicyStart {
  readonly target: number;
  readonly notify: number;
  readonly startMs: number;
  readonly calibration: Float64Array;
  readonly canaries: readonly CanaryFamily[];
  readonly delayMs: (atMs: number) => number;
  readonly requests: "refused" | "approved";
  readonly approvalMs: number;
  readonly usualPerDay: number;
  readonly judgedShare: number;
  readonly seed: number;
  /** What a guarded threshold had become before, if it is not to live through it again. */
  readonly lived?: GuardState;
}

export const fixedPolicy = (start: PolicyStart): StreamPolicy => naive(() => start.notify);

function naive(threshold: () => number, take: (event: StreamEvent) => void = () => undefined): StreamPolicy {
  return { threshold, take, alarmMs: () => null, asked: () => 0 };
}

/** A twentieth of the target: a larger gain makes it blind at the first few alarms. */
const aciGain = 0.0005;
const everyMs = 6 * 3_600_000;

/** The quantile of the latest 10,000 scores of all traffic, four times a day. */
export function windowPolicy(start: PolicyStart): StreamPolicy {
  return quantilePolicy(start, () => start.target);
}

/** The same with the level of adaptive conformal inference. */
export function aciPolicy(start: PolicyStart): StreamPolicy {
  let level: ConformalLevel = startLevel(start.target, aciGain);
  const step = (above: boolean) => {
    level = adaptiveLevel(level, above);
  };
  return quantilePolicy(start, () => level.level, step);
}

function quantilePolicy(start: PolicyStart, level: () => number, seen: (above: boolean) => void = () => undefined) {
  const window = new WindowQuantile(10_000);
  for (const score of start.calibration) window.add(score);
  let notify = start.notify;
  let dueMs = start.startMs;
  return naive(
    () => notify,
    (event) => {
      seen(event.margin > notify);
      window.add(event.margin);
      if (event.atMs < dueMs) return;
      dueMs = event.atMs + everyMs;
      notify = window.threshold(level());
    },
  );
}

interface Late {
  readonly dueMs: number;
  readonly verdict: GuardedVerdict;
}

/** The guarded threshold with its audits; people approve requests after some days, or refuse them all. */
export function guardedPolicy(start: PolicyStart): StreamPolicy & { state: GuardState } {
  const { target, notify, startMs, canaries, judgedShare, usualPerDay, seed } = start;
  const capacityPerDay = 2 * target * usualPerDay;
  const fresh = () =>
    startGuard({
      settings: { target, capacityPerDay, usualPerDay, judgedShare, seed },
      notify,
      startMs,
      canaries,
    });
  const state = start.lived === undefined ? fresh() : structuredClone(start.lived);
  const waiting: Late[] = [];
  const asked = new Set<number>();
  const answer = (nowMs: number) => {
    for (const { id, openedMs } of [...state.requests]) {
      asked.add(id);
      if (start.requests === "refused" || nowMs - openedMs < start.approvalMs) continue;
      decide(state, { id, approved: true, by: ["one", "another"], atMs: nowMs });
    }
  };
  const take = (event: StreamEvent) => {
    while (waiting[0] !== undefined && waiting[0].dueMs <= event.atMs) {
      const late = waiting.shift();
      if (late !== undefined) judge(state, late.verdict, event.atMs);
    }
    const { decision } = observe(state, event);
    answer(event.atMs);
    if (!decision.judge) return;
    const verdict = { ...event, ...decision, verdict: event.calledBenign ? ("benign" as const) : ("attack" as const) };
    waiting.push({ dueMs: event.atMs + start.delayMs(event.atMs), verdict });
  };
  const alarmMs = () => (state.flood.alarmMs < 0 ? null : state.flood.alarmMs);
  return { state, threshold: () => state.notify, take, alarmMs, asked: () => asked.size };
}

import type { GuardState } from "./guard-state.ts";

export interface SampleEstimate {
  /** The margin that a share `target` of normal events reaches, and the share that reaches notify. */
  readonly quantile: number;
  readonly falseAlarmRate: number;
  /** How many standard deviations that share lies from the target. */
  readonly deviations: number;
  readonly verdicts: number;
}

const most = 4000;
const fewest = 30;

/** A verified-normal event joins the sample; the oldest leaves it where it is full. */
export function addToSample(state: GuardState, judged: GuardState["sample"][number]): void {
  state.sample.push(judged);
  if (state.sample.length > most) state.sample.shift();
}

/**
 * What the verified-normal events of the window say, each weighted by one over the chance with which it was judged
 * (Hajek's ratio of Horvitz-Thompson sums). Null: too few. O(n log n).
 */
export function estimateFromSample(state: GuardState, nowMs: number): SampleEstimate | null {
  const oldest = nowMs - state.settings.windowDays * 86_400_000;
  while ((state.sample[0]?.atMs ?? nowMs) < oldest) state.sample.shift();
  const { sample, notify, settings } = state;
  if (sample.length < fewest) return null;
  let all = 0;
  let above = 0;
  let squares = 0;
  let squaresAbove = 0;
  for (const { margin, weight } of sample) {
    all += weight;
    squares += weight * weight;
    if (margin < notify) continue;
    above += weight;
    squaresAbove += weight * weight;
  }
  const rate = above / all;
  const asSeen = squaresAbove * (1 - rate) ** 2 + (squares - squaresAbove) * rate * rate;
  const atTarget = settings.target * settings.target * squares;
  const deviation = Math.sqrt(Math.max(asSeen, atTarget)) / all;
  const deviations = (rate - settings.target) / deviation;
  return { quantile: upperQuantile(state, all), falseAlarmRate: rate, deviations, verdicts: sample.length };
}

function upperQuantile({ sample, settings }: GuardState, all: number): number {
  const descending = [...sample].sort((a, b) => b.margin - a.margin);
  let above = 0;
  for (const { margin, weight } of descending) {
    above += weight;
    if (above > settings.target * all) return margin;
  }
  return descending.at(-1)?.margin ?? 0;
}

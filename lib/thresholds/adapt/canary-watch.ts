import type { GuardState } from "./guard-state.ts";

/** For each family of known attacks the recall that `candidate` would lose against what people agreed to. */
export function canaryLosses(state: GuardState, candidate: number): Record<string, number> {
  const losses: Record<string, number> = {};
  for (const { family, margins } of state.canaries) {
    losses[family] = recallAt(margins, state.anchor) - recallAt(margins, candidate);
  }
  return losses;
}

/** The highest threshold not above `candidate` under which no family loses more than it may. By bisection. */
export function withinCanaries(state: GuardState, candidate: number): number {
  if (holds(state, candidate)) return candidate;
  if (!holds(state, state.notify)) return Math.min(candidate, state.notify);
  let low = state.notify;
  let high = candidate;
  for (let i = 0; i < 30; i += 1) {
    const middle = (low + high) / 2;
    if (holds(state, middle)) low = middle;
    else high = middle;
  }
  return low;
}

function holds(state: GuardState, candidate: number): boolean {
  const most = state.settings.canaryLoss;
  return Object.values(canaryLosses(state, candidate)).every((loss) => loss <= most);
}

/** The share of the margins that reaches a threshold. */
export function recallAt(margins: readonly number[], threshold: number): number {
  if (margins.length === 0) return 0;
  let found = 0;
  for (const margin of margins) if (margin >= threshold) found += 1;
  return found / margins.length;
}

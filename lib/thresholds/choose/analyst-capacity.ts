/** What people can do, and how quickly the price of their time follows demand. */
export interface Capacity {
  readonly minutesPerHour: number;
  /** How often in an hour the price moves. */
  readonly windowsPerHour: number;
  /** Price step for each minute of demand above the budget of a window: cost a minute, for each minute. */
  readonly step: number;
  /** Times the budget of an hour from which nothing more is shown, 1.1 by default. */
  readonly hardStop?: number;
}

/** An event that could become an alert. Costs in one unit; a calibrated probability. */
export interface Candidate {
  readonly probability: number;
  readonly missCost: number;
  readonly falseAlarmCost: number;
  readonly minutes: number;
}

/** Serialisable: what was, in numbers. */
export interface CapacityState {
  /** The shadow price: what a minute of an analyst is worth now. */
  readonly price: number;
  readonly minutesThisHour: number;
  /** Minutes asked for in this window, those that were suppressed included. */
  readonly demandThisWindow: number;
  readonly windowsClosed: number;
}

export const idleCapacity: CapacityState = { price: 0, minutesThisHour: 0, demandThisWindow: 0, windowsClosed: 0 };

/** "suppressed by capacity" is kept and shown as such; nothing is dropped in silence. */
export type CapacityVerdict = "alert" | "notWorthItsMinutes" | "suppressedByCapacity";

/** Worth of looking at it, less what a false alarm costs: p C_FN - (1 - p) C_FP. */
function netValue({ probability, missCost, falseAlarmCost }: Candidate): number {
  return probability * missCost - (1 - probability) * falseAlarmCost;
}

/** Whether one event becomes an alert now: it must be worth the price of its minutes, and there must be room. */
export function admit(
  state: CapacityState,
  candidate: Candidate,
  capacity: Capacity,
): { readonly verdict: CapacityVerdict; readonly state: CapacityState } {
  const value = netValue(candidate);
  if (value < state.price * candidate.minutes || value < 0) return { verdict: "notWorthItsMinutes", state };
  const demandThisWindow = state.demandThisWindow + candidate.minutes;
  const minutesThisHour = state.minutesThisHour + candidate.minutes;
  if (minutesThisHour > (capacity.hardStop ?? 1.1) * capacity.minutesPerHour) {
    return { verdict: "suppressedByCapacity", state: { ...state, demandThisWindow } };
  }
  return { verdict: "alert", state: { ...state, demandThisWindow, minutesThisHour } };
}

/** A window ends: mu <- max(0, mu + step (minutes asked for - budget of a window)). */
export function closeWindow(state: CapacityState, capacity: Capacity): CapacityState {
  const budget = capacity.minutesPerHour / capacity.windowsPerHour;
  const price = Math.max(0, state.price + capacity.step * (state.demandThisWindow - budget));
  const windowsClosed = state.windowsClosed + 1;
  const minutesThisHour = windowsClosed % capacity.windowsPerHour === 0 ? 0 : state.minutesThisHour;
  return { price, minutesThisHour, demandThisWindow: 0, windowsClosed };
}

/** Places of the candidates, the most net value a minute first; earlier ones win ties. O(n log n). */
export function orderByValue(candidates: readonly Candidate[]): number[] {
  const worth = candidates.map((candidate) => netValue(candidate) / candidate.minutes);
  return [...candidates.keys()].sort((a, b) => (worth[b] ?? 0) - (worth[a] ?? 0) || a - b);
}

const firstDelayMs = 250;
const longestDelayMs = 10_000;
const stableAfterMs = 30_000;

/** How often a process ended in a row without having run for long. */
export interface RestartHistory {
  readonly quickExits: number;
}

/**
 * When to start a process again that has ended: at once after a long run, later and later (doubling, to 10 s) when it
 * keeps ending, so that a process which cannot start does not occupy the machine.
 */
export function planRestart(history: RestartHistory, ranMs: number): { history: RestartHistory; delayMs: number } {
  const quickExits = ranMs >= stableAfterMs ? 1 : history.quickExits + 1;
  return { history: { quickExits }, delayMs: Math.min(longestDelayMs, firstDelayMs * 2 ** (quickExits - 1)) };
}

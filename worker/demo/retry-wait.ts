export interface RetryPlan {
  readonly signal: AbortSignal;
  /** How long one batch is tried for, ms; Infinity for ever. */
  readonly patienceMs: number;
  onWait?(wait: { readonly waitMs: number; readonly detail: string }): void;
}

const firstWaitMs = 200;
const longestWaitMs = 10_000;
const longestAskedMs = 120_000;

/**
 * How long to wait before attempt `attempt` (1 is the first repetition): what the server asks for, else twice as long
 * each time up to ten seconds. A wish of more than two minutes is cut: the server may have recovered long before.
 */
export function waitBefore(attempt: number, askedMs: number | null): number {
  if (askedMs !== null) return Math.min(Math.max(askedMs, 50), longestAskedMs);
  return Math.min(firstWaitMs * 2 ** (attempt - 1), longestWaitMs);
}

/** The header Retry-After as ms from `now`: seconds or an HTTP date; null if there is none to be understood. */
export function retryAfterMs(header: string | null, now: number): number | null {
  if (header === null || header.trim() === "") return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

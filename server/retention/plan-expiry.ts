/** One stream's day as it lies in the partitioned tables. */
export interface StoredDay {
  readonly stream: number;
  /** UTC, as 2026-11-22. */
  readonly day: string;
  readonly bytes: number;
}

export interface RetentionLimits {
  /** Whole days kept beside today. */
  readonly days: number;
  /** Bytes that the whole database may take. */
  readonly bytes: number;
}

/** Intake stops at 0.9 of the budget: dropping begins well before, so that it never has to. */
const targetShare = 0.8;
const dayMs = 86_400_000;

/**
 * The days that go: those older than the limit, then the oldest of what is left until the database fits. `today` and
 * what comes after it always stay.
 */
export function planExpiry(
  stored: readonly StoredDay[],
  now: { readonly today: string; readonly databaseBytes: number },
  limits: RetentionLimits,
): StoredDay[] {
  const oldestKept = new Date(Date.parse(now.today) - limits.days * dayMs).toISOString().slice(0, 10);
  const past = stored.filter(({ day }) => day < now.today).sort((a, b) => (a.day < b.day ? -1 : 1));
  let bytes = now.databaseBytes;
  return past.filter((stay) => {
    if (stay.day >= oldestKept && bytes <= limits.bytes * targetShare) return false;
    bytes -= stay.bytes;
    return true;
  });
}

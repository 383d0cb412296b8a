/** How fast one caller may go on, and how much it may do at once. */
interface Allowance {
  readonly perSecond: number;
  readonly burst: number;
}

/** A screen that opens asks a dozen times at once; a person cannot click a hundred times a second. */
const allowances = {
  address: { perSecond: 200, burst: 600 },
  user: { perSecond: 100, burst: 300 },
  key: { perSecond: 100, burst: 300 },
  // Entries of the audit record, which is never cleared, for what changes nothing: refusals, looks at records.
  record: { perSecond: 1, burst: 300 },
  // Each takes the processor for tens of milliseconds, in which no event is taken in.
  explanation: { perSecond: 2, burst: 60 },
  // Files that are sent to be kept.
  file: { perSecond: 0.1, burst: 10 },
} as const satisfies Readonly<Record<string, Allowance>>;
export type LimitKind = keyof typeof allowances;

export interface RequestLimits {
  /** Counts one request; null, or the seconds to wait. */
  take(kind: LimitKind, name: string, nowMs: number): number | null;
}

interface Bucket {
  tokens: number;
  at: number;
}

const mostCallers = 20_000;

/**
 * Token buckets in memory: they guard this process against one caller, not an account against guessing (that is
 * server/auth/sign-in-limits.ts, in the database).
 */
export function createRequestLimits(): RequestLimits {
  const buckets = new Map<string, Bucket>();
  return {
    take(kind, name, nowMs) {
      const { perSecond, burst } = allowances[kind];
      const id = `${kind} ${name}`;
      const known = buckets.get(id);
      const bucket = known ?? { tokens: burst, at: nowMs };
      bucket.tokens = Math.min(burst, bucket.tokens + (Math.max(0, nowMs - bucket.at) / 1000) * perSecond);
      bucket.at = nowMs;
      // The map keeps the order of insertion: the caller that has been silent for longest is forgotten first.
      if (known) buckets.delete(id);
      else if (buckets.size >= mostCallers) forgetOldest(buckets);
      buckets.set(id, bucket);
      if (bucket.tokens < 1) return (1 - bucket.tokens) / perSecond;
      bucket.tokens -= 1;
      return null;
    },
  };
}

function forgetOldest(buckets: Map<string, Bucket>): void {
  const oldest = buckets.keys().next();
  if (!oldest.done) buckets.delete(oldest.value);
}

/** How many records a key may send: its rate, and two seconds' worth at once. */
export interface RecordRates {
  /** Seconds until the key may send again, 0 if it may now. */
  waitSeconds(key: { readonly id: string; readonly recordsPerSecond: number }, nowMs: number): number;
  /** Counts records that were sent. */
  take(key: { readonly id: string; readonly recordsPerSecond: number }, records: number, nowMs: number): void;
}

interface Bucket {
  tokens: number;
  atMs: number;
}

const burstSeconds = 2;
const mostKeys = 10_000;

/**
 * Token buckets that may go into debt: how many records a body has is known only when it was read, and a batch larger
 * than the burst must still be possible. The key then waits until the debt is paid, so its mean rate holds.
 */
export function createRecordRates(): RecordRates {
  const buckets = new Map<string, Bucket>();

  function filled(key: { readonly id: string; readonly recordsPerSecond: number }, nowMs: number): Bucket {
    const burst = key.recordsPerSecond * burstSeconds;
    const known = buckets.get(key.id);
    if (known === undefined) {
      if (buckets.size >= mostKeys) buckets.clear();
      const fresh = { tokens: burst, atMs: nowMs };
      buckets.set(key.id, fresh);
      return fresh;
    }
    const seconds = Math.max(0, nowMs - known.atMs) / 1000;
    known.tokens = Math.min(burst, known.tokens + seconds * key.recordsPerSecond);
    known.atMs = nowMs;
    return known;
  }

  return {
    waitSeconds(key, nowMs) {
      const { tokens } = filled(key, nowMs);
      return tokens > 0 ? 0 : (1 - tokens) / key.recordsPerSecond;
    },
    take(key, records, nowMs) {
      filled(key, nowMs).tokens -= records;
    },
  };
}

/** Rows of buckets of 2^row values each; plain data. */
export interface AdaptiveWindow {
  readonly delta: number;
  readonly clock: number;
  rows: Bucket[][];
  seen: number;
}

interface Bucket {
  readonly count: number;
  readonly sum: number;
  /** Sum of squared deviations from the bucket's mean. */
  readonly spread: number;
}

const mostBuckets = 5;
const fewestValues = 5;

export function startAdaptiveWindow(delta = 0.002, clock = 32): AdaptiveWindow {
  return { delta, clock, rows: [], seen: 0 };
}

/**
 * ADWIN2 (Bifet & Gavalda 2007): keeps the longest window whose parts do not differ, drops the old part where they do;
 * true where it dropped something. Values in [0, 1]. O(log n) memory and time.
 */
export function addToAdaptiveWindow(window: AdaptiveWindow, value: number): boolean {
  push(window, 0, { count: 1, sum: value, spread: 0 });
  window.seen += 1;
  if (window.seen % window.clock !== 0) return false;
  let dropped = false;
  while (shouldCut(window)) {
    const last = window.rows.at(-1);
    last?.pop();
    if (last?.length === 0) window.rows.pop();
    dropped = true;
  }
  return dropped;
}

export function windowMean(window: AdaptiveWindow): number {
  const all = total(window.rows.flat());
  return all.count === 0 ? Number.NaN : all.sum / all.count;
}

/** Newest first; a full row gives its two oldest to the next. */
function push(window: AdaptiveWindow, at: number, bucket: Bucket): void {
  const row = window.rows[at] ?? [];
  window.rows[at] = row;
  row.unshift(bucket);
  if (row.length <= mostBuckets) return;
  const oldest = row.pop();
  const older = row.pop();
  if (oldest !== undefined && older !== undefined) push(window, at + 1, join(oldest, older));
}

function join(a: Bucket, b: Bucket): Bucket {
  const apart = a.sum / a.count - b.sum / b.count;
  const count = a.count + b.count;
  return { count, sum: a.sum + b.sum, spread: a.spread + b.spread + (apart * apart * a.count * b.count) / count };
}

function total(buckets: readonly Bucket[]): Bucket {
  const [first, ...rest] = buckets;
  return first === undefined ? { count: 0, sum: 0, spread: 0 } : rest.reduce(join, first);
}

function shouldCut(window: AdaptiveWindow): boolean {
  const buckets = window.rows.flat();
  const all = total(buckets);
  let recent: Bucket | null = null;
  for (const bucket of buckets) {
    recent = recent === null ? bucket : join(recent, bucket);
    const oldCount = all.count - recent.count;
    if (oldCount < fewestValues) break;
    if (recent.count < fewestValues) continue;
    const apart = Math.abs(recent.sum / recent.count - (all.sum - recent.sum) / oldCount);
    if (apart > bound(recent.count, oldCount, all, window.delta)) return true;
  }
  return false;
}

function bound(recent: number, old: number, all: Bucket, delta: number): number {
  const inverse = 1 / recent + 1 / old;
  const logarithm = Math.log((2 * Math.log(all.count)) / delta);
  const variance = all.spread / all.count;
  return Math.sqrt(2 * inverse * variance * logarithm) + (2 / 3) * inverse * logarithm;
}

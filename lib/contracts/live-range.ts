/** The ranges that the Live page offers, in minutes: from one minute to thirty days. */
export const liveRanges = [1, 5, 15, 60, 360, 1440, 10_080, 43_200] as const;
export const longestMinutes = 43_200;

/** A chart is about a thousand pixels wide: more buckets would not be told apart. */
export const mostBuckets = 900;

/** Lengths of a bucket of the chart, s, shortest first. Each is a multiple of what is stored and fits into a day. */
const lengths = {
  /** Stored in seconds, minutes, hours. */
  stream: [1, 5, 60, 120, 300, 3600, 7200, 21_600, 43_200, 86_400],
  /** Of one source or class: stored in tens of seconds, minutes, hours. */
  part: [10, 60, 120, 300, 3600, 7200, 21_600, 43_200, 86_400],
} as const;

/** How long what is shorter than a minute and than an hour is kept, s; hours are kept for a year. */
const kept = { seconds: 47 * 3600, minutes: 30 * 86_400 + 300 } as const;

/** A stretch of time, ms. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

interface BucketRule {
  readonly of: keyof typeof lengths;
  /** Null where all is counted afresh, whatever roll-ups are kept. */
  readonly now: number | null;
}

/** Length of the buckets of a range, s: the shortest of which there are not too many and that is still stored. */
export function bucketSeconds({ from, to }: TimeRange, { of, now }: BucketRule): number {
  const span = (to - from) / 1000;
  const age = now === null ? 0 : (now - from) / 1000;
  const least = age > kept.minutes ? 3600 : age > kept.seconds ? 60 : 1;
  return lengths[of].find((length) => length >= least && span / length <= mostBuckets) ?? 86_400;
}

/** The range widened to whole buckets. */
export function wholeBuckets({ from, to }: TimeRange, seconds: number): TimeRange {
  const ms = seconds * 1000;
  return { from: Math.floor(from / ms) * ms, to: Math.ceil(to / ms) * ms };
}

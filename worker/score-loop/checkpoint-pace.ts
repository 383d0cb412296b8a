/** When the next checkpoint is due, and what the last one cost. Times in ms. */
export interface CheckpointPace {
  readonly offset: number;
  readonly atMs: number;
  /** Time that copying, compressing and storing took. */
  readonly costMs: number;
}

/** A restart folds at most this many events, about two seconds' work… */
const mostEvents = 200_000;
/** …or what arrived in this time. */
const longestMs = 30_000;
/** Checkpoints may take one twentieth of the time, however large the state has grown. */
const shareOfTime = 1 / 20;

/** Whether a checkpoint is due at the offset: often enough for a quick restart, never so often that it slows scoring. */
export function isCheckpointDue(
  last: CheckpointPace,
  now: { readonly offset: number; readonly atMs: number },
): boolean {
  const events = now.offset - last.offset;
  const elapsedMs = now.atMs - last.atMs;
  if (events <= 0 || elapsedMs < last.costMs / shareOfTime) return false;
  return events >= mostEvents || elapsedMs >= longestMs;
}

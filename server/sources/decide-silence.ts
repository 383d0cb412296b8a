/** How a source used to send, and when it last did. */
export interface SourceHabit {
  readonly lastReceivedMs: number;
  /** Minutes of its last day in which something came. */
  readonly activeMinutes: number;
  /** The pause between such minutes that 95 of 100 did not exceed; null with fewer than two. */
  readonly usualGapMs: number | null;
}

export interface Silence {
  readonly forMs: number;
  /** The longest pause that was usual. */
  readonly usualMs: number;
}

/** With fewer minutes nobody can say what is usual. */
const fewestMinutes = 10;
const shortestMs = 5 * 60_000;
/** Pauses this many times as long as usual are no accident of timing. */
const factor = 4;

/** Whether a source that used to send regularly has gone quiet; null where it has not, or never was regular. */
export function decideSilence(habit: SourceHabit, nowMs: number): Silence | null {
  const { lastReceivedMs, activeMinutes, usualGapMs } = habit;
  if (usualGapMs === null || activeMinutes < fewestMinutes) return null;
  const forMs = nowMs - lastReceivedMs;
  return forMs > Math.max(shortestMs, factor * usualGapMs) ? { forMs, usualMs: usualGapMs } : null;
}

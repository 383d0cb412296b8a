import { formatClock, formatDateTime } from "../display/format.ts";

/** Seconds between two ticks of the time axis: what people count in. */
const tickSeconds = [
  1, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400, 172_800, 432_000,
];
/** Fewer than this many ticks, so that their labels never touch. */
const mostTicks = 8;

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Round moments in a range by the wall clock of the chosen zone, and one past its end for a chart that glides. */
export function timeTicksOf([start, end]: readonly [number, number]): number[] {
  const span = (end - start) / 1000;
  const seconds = tickSeconds.find((candidate) => span / candidate <= mostTicks) ?? 864_000;
  const stepMs = seconds * 1000;
  // Hours and days begin with the day of the chosen zone, by its offset from UTC at the start of the range.
  const minute = Math.floor(start / 60_000) * 60_000;
  const shift = Date.parse(`${formatDateTime(minute).replace(" ", "T")}Z`) - minute;
  const first = Math.ceil((start + shift) / stepMs) * stepMs - shift;
  return Array.from({ length: Math.floor((end + 1000 - first) / stepMs) + 1 }, (_, index) => first + index * stepMs);
}

const dayOf = (ms: number) => formatDateTime(ms).slice(5, 10);

/** A moment as the axis of a range writes it: as little as tells its ticks apart. */
export function formatTick(ms: number, spanMs: number): string {
  const clock = formatClock(ms);
  // Up to these spans ticks are half a minute and half a day apart.
  if (spanMs <= mostTicks * 30_000) return clock;
  if (spanMs > (mostTicks * dayMs) / 2) return dayOf(ms);
  return clock.startsWith("00:00") ? dayOf(ms) : clock.slice(0, 5);
}

/** A moment read in a range: with its day where the range has more than one. */
export function formatMoment(ms: number, spanMs: number): string {
  return spanMs <= 12 * hourMs ? formatClock(ms) : formatDateTime(ms).slice(5);
}

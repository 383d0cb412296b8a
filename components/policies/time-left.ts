const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** `6 days`, `23 hours`, `5 minutes`: rounded up, so that what has not ended is never said to end in nothing. */
export function timeLeft(ms: number): string {
  if (ms > 2 * dayMs) return counted(Math.ceil(ms / dayMs), "day");
  if (ms > 2 * hourMs) return counted(Math.ceil(ms / hourMs), "hour");
  return counted(Math.max(1, Math.ceil(ms / minuteMs)), "minute");
}

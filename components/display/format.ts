import { scoresApart, scoreWords } from "../../lib/stats/score-words.ts";
import { timeZone } from "../preferences/time-zone.ts";

const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

/** `12,345` */
export function formatCount(value: number): string {
  return whole.format(value);
}

/** Per second: `0.25`, `7.5`, `1,250`; three figures, so that a quiet stream is not shown as none. */
export function formatRate(value: number): string {
  if (value === 0 || value >= 10) return formatCount(value);
  return value >= 0.01 ? String(Number(value.toPrecision(2))) : "<0.01";
}

/** `1 event`, `12 events` */
export function formatCountOf(value: number, noun: string): string {
  return `${formatCount(value)} ${noun}${value === 1 ? "" : "s"}`;
}

/** A score (0-100) to one decimal, as `scoreWords` writes it. */
export function formatScore(score: number): string {
  return scoreWords(score);
}

/** A move of a threshold from score to score, `63.5 → 61.2`, to as many decimals as tell its ends apart; null is off. */
export function formatMove(before: number | null, after: number | null): string {
  return scoresApart(before, after).join(" → ");
}

/** A margin with its sign, to two decimals; a small one to as many more as it takes not to show a step as none. */
export function formatMargin(margin: number): string {
  const size = Math.abs(margin);
  const decimals = size === 0 || size >= 0.01 ? 2 : size >= 0.0005 ? 3 : 5;
  return `${margin < 0 ? "−" : "+"}${size.toFixed(decimals)}`;
}

/** A share between 0 and 1 as a percentage without decimals. */
export function formatShare(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** Milliseconds in the unit that reads best: `8 ms`, `1.2 s`, `3 min`. */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  if (ms < 3_600_000) return `${Math.round(ms / 60_000)} min`;
  if (ms < 172_800_000) return `${(ms / 3_600_000).toFixed(1)} h`;
  return `${Math.round(ms / 86_400_000)} d`;
}

/** A time that goes on, in whole units, so that it counts up evenly: `12 s`, `3 min`. */
export function formatWait(ms: number): string {
  if (ms < 60_000) return `${Math.floor(ms / 1000)} s`;
  return ms < 3_600_000 ? `${Math.floor(ms / 60_000)} min` : formatDuration(ms);
}

const two = (value: number) => String(value).padStart(2, "0");

/** Minutes ahead of UTC, at this moment, of the zone in which times are shown. */
function offsetMinutes(ms: number): number {
  return timeZone.get() === "utc" ? 0 : -new Date(ms).getTimezoneOffset();
}

/** `2026-11-22T17:04:09.120` on the wall clock of that zone. */
function wallClock(ms: number): string {
  return new Date(ms + offsetMinutes(ms) * 60_000).toISOString().slice(0, -1);
}

/** Wall clock, 24 h, in the chosen zone: `17:04:09`. */
export function formatClock(ms: number): string {
  return Number.isFinite(ms) ? wallClock(ms).slice(11, 19) : "unknown";
}

/** Date and time to the millisecond with the offset from UTC: `2026-11-22 17:04:09.120 +01:00`. */
export function formatExact(ms: number): string {
  if (!Number.isFinite(ms)) return "unknown";
  const offset = offsetMinutes(ms);
  const zone = `${offset < 0 ? "-" : "+"}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
  return `${wallClock(ms).replace("T", " ")} ${zone}`;
}

/** Date and time to the minute: `2025-12-10 11:04`. */
export function formatDateTime(ms: number): string {
  return Number.isFinite(ms) ? wallClock(ms).slice(0, 16).replace("T", " ") : "unknown";
}

/** How long ago: `now`, `12 s ago`, `3 min ago`, `5 h ago`, `6 d ago`; from a week on the date, `2025-12-10`. */
export function formatAgo(ms: number, nowMs: number): string {
  const seconds = Math.floor((nowMs - ms) / 1000);
  if (!Number.isFinite(seconds)) return "unknown";
  if (seconds < 1) return seconds < -60 ? "in the future" : "now";
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  if (seconds < 604_800) return `${Math.floor(seconds / 86_400)} d ago`;
  return Number.isFinite(ms) ? wallClock(ms).slice(0, 10) : "unknown";
}

import { isoTime, type ZoneOffset } from "./iso-time.ts";

/** Farthest time that JavaScript's dates can show; what lies beyond is no time. */
const farthestMs = 8.64e15;

/** A time that can be shown, else NaN. */
export function plausibleMs(ms: number): number {
  return Math.abs(ms) <= farthestMs ? ms : Number.NaN;
}

/**
 * Milliseconds of a count since 1970 whose unit is told by its size: seconds up to 3 * 10^11 (the year 11476), beyond
 * that milliseconds (from 1979 on), then microseconds and nanoseconds.
 */
export function epochMs(value: number): number {
  const size = Math.abs(value);
  if (size < 3e11) return value * 1000;
  if (size < 3e14) return value;
  return size < 3e17 ? value / 1000 : plausibleMs(value / 1e6);
}

/** Time of a field of unknown make: ISO text or a count since 1970 (number or decimal text). NaN if it is neither. */
export function anyTime(value: unknown, zone: ZoneOffset): number {
  if (typeof value === "number") return epochMs(value);
  if (typeof value !== "string" || value.length < 8 || value.length > 40) return Number.NaN;
  const iso = isoTime(value, zone);
  if (!Number.isNaN(iso)) return iso;
  return /^-?\d{8,20}(\.\d{1,9})?$/.test(value) ? epochMs(Number(value)) : Number.NaN;
}

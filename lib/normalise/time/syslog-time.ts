import { clockMs, dateMs, type ZoneOffset } from "./iso-time.ts";

const monthNames = "janfebmaraprmayjunjulaugsepoctnovdec";
const dayMs = 86_400_000;

/** Month 1-12 of the English three-letter name at `at`; NaN if it is none. */
export function monthAt(text: string, at: number): number {
  const found = monthNames.indexOf(text.slice(at, at + 3).toLowerCase());
  return found >= 0 && found % 3 === 0 && text.length >= at + 3 ? found / 3 + 1 : Number.NaN;
}

/** Day of month of the two characters at `at`, the first of which may be a space. */
export function dayAt(text: string, at: number): number {
  const tens = text.charCodeAt(at) === 32 ? 0 : text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 3 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

/**
 * The year rule for logs that write none: of the years around the reference time, the one that puts the record closest
 * to it, but at most one day after it (a clock that runs ahead). So a December record that arrives in January belongs
 * to the year before.
 */
function localInNearestYear(text: string, reference: number): number {
  const month = monthAt(text, 0);
  const day = dayAt(text, 4);
  const clock = clockMs(text, 7);
  const referenceYear = 1970 + Math.floor(reference / (365.2425 * dayMs));
  let best = Number.NaN;
  for (let year = referenceYear + 1; year >= referenceYear - 8; year -= 1) {
    const candidate = dateMs(year, month, day) + clock;
    if (Number.isNaN(candidate) || candidate > reference + dayMs) continue;
    best = candidate;
    break; // all earlier years are farther away
  }
  return best;
}

/** Reads `Mon dd hh:mm:ss` at the start of the text to ms since 1970 UTC; NaN if there is none. */
export function bsdTime(text: string, zone: ZoneOffset, reference: number): number {
  const local = localInNearestYear(text, reference + zone(reference));
  return Number.isNaN(local) ? local : local - zone(local);
}

/** Offset of a source's zone in ms (east positive) at a local time in ms. UTC is `() => 0`. */
export type ZoneOffset = (localMs: number) => number;

function digitAt(text: string, at: number): number {
  const unit = text.charCodeAt(at) - 48;
  return unit >= 0 && unit <= 9 ? unit : Number.NaN;
}

/** Number of the two digits at `at`; NaN if they are none. */
function twoDigits(text: string, at: number): number {
  return digitAt(text, at) * 10 + digitAt(text, at + 1);
}

/** Milliseconds since 1970 of a proleptic Gregorian date (days-from-civil; month 1-12); NaN if it does not exist. */
export function dateMs(year: number, month: number, day: number): number {
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month))) return Number.NaN;
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return (era * 146_097 + dayOfEra - 719_468) * 86_400_000;
}

function daysInMonth(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
}

/** Milliseconds of `hh:mm:ss` at `at` (a leap second counts as 60); NaN if it is no time of day. */
export function clockMs(text: string, at: number): number {
  if (text.charCodeAt(at + 2) !== 58 || text.charCodeAt(at + 5) !== 58) return Number.NaN;
  const hour = twoDigits(text, at);
  const minute = twoDigits(text, at + 3);
  const second = twoDigits(text, at + 6);
  if (!(hour <= 24 && minute <= 59 && second <= 60)) return Number.NaN;
  return hour * 3_600_000 + minute * 60_000 + second * 1000;
}

/** End of the run of digits from `at`. */
function digitsEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && !Number.isNaN(digitAt(text, end))) end += 1;
  return end;
}

/** Milliseconds of the fraction's digits in [from, to), cut (not rounded) at whole milliseconds. */
function fractionMs(text: string, from: number, to: number): number {
  let value = 0;
  for (let i = 0; i < 3; i += 1) value = value * 10 + (from + i < to ? digitAt(text, from + i) : 0);
  return value;
}

/**
 * Offset in ms written at `at`: `Z`, `UTC`, `+hh:mm`, `+hhmm`, `+hh`. Null where nothing is written, NaN where
 * something else is.
 */
export function writtenOffset(text: string, at: number): number | null {
  const rest = at === 0 ? text : text.slice(at).trim();
  if (rest === "") return null;
  if (rest === "Z" || rest === "z" || rest === "UTC" || rest === "GMT") return 0;
  const sign = rest.charCodeAt(0) === 43 ? 1 : rest.charCodeAt(0) === 45 ? -1 : Number.NaN;
  const minutesAt = rest.charCodeAt(3) === 58 ? 4 : 3;
  const minutes = rest.length === 3 ? 0 : rest.length === minutesAt + 2 ? twoDigits(rest, minutesAt) : Number.NaN;
  return sign * (twoDigits(rest, 1) * 60 + minutes) * 60_000;
}

/**
 * Reads `YYYY-MM-DD[T ]hh:mm:ss[.fraction][zone]` to milliseconds since 1970 UTC; a time without zone is taken in the
 * source's. NaN for anything else.
 */
export function isoTime(text: string, zone: ZoneOffset): number {
  if (text.length < 19 || text.length > 40 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return Number.NaN;
  const separator = text.charCodeAt(10);
  if (separator !== 84 && separator !== 32 && separator !== 116) return Number.NaN;
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
  let local = dateMs(year, twoDigits(text, 5), twoDigits(text, 8)) + clockMs(text, 11);
  let at = 19;
  if (text.charCodeAt(19) === 46 || text.charCodeAt(19) === 44) {
    at = digitsEnd(text, 20);
    local += fractionMs(text, 20, at);
  }
  if (at === text.length - 1 && text.charCodeAt(at) === 90) return local;
  if (Number.isNaN(local)) return local;
  const offset = writtenOffset(text, at);
  return local - (offset === null ? zone(local) : offset);
}

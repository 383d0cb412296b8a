import type { LiveRange } from "../../lib/contracts/live.ts";
import { longestMinutes, type TimeRange } from "../../lib/contracts/live-range.ts";
import { AppError } from "../http/app-error.ts";

function refuse(path: string, message: string): AppError {
  return new AppError("invalid_request", { fields: [{ path, message }] });
}

/** The range that a request names: a fixed one, or the last minutes before `now`. */
export function rangeOf({ minutes, from, to }: Pick<LiveRange, "minutes" | "from" | "to">, now: number): TimeRange {
  if (from === undefined && to === undefined) return { from: now - minutes * 60_000, to: now };
  if (from === undefined) throw refuse("query.from", "A fixed range has both ends.");
  if (to === undefined) throw refuse("query.to", "A fixed range has both ends.");
  const range = { from: Date.parse(from), to: Date.parse(to) };
  if (range.to <= range.from) throw refuse("query.to", "A range ends after it begins.");
  if (range.to - range.from > (longestMinutes + 1440) * 60_000) {
    throw refuse("query.from", "A range is 31 days long at most.");
  }
  return range;
}

import type { TimeRange } from "../../lib/contracts/live-range.ts";
import { formatClock, formatDateTime } from "../display/format.ts";
import { timeZone } from "../preferences/time-zone.ts";
import { liveText } from "./live-text.ts";

const mostMs = 31 * 86_400_000;

/** A moment as a field of date and time wants it, in the chosen zone: `2026-11-22T17:04:09`. */
export function formatLocalInput(ms: number): string {
  return `${formatDateTime(ms).slice(0, 10)}T${formatClock(ms)}`;
}

function momentOf(text: string): number {
  return Date.parse(timeZone.get() === "utc" ? `${text}Z` : text);
}

export type ReadRange =
  | { readonly ok: true; readonly range: TimeRange }
  | { readonly ok: false; readonly reason: string };

/** The range that two such fields name, or what is wrong with it. */
export function readFixedRange(fromText: string, toText: string): ReadRange {
  const [from, to] = [momentOf(fromText), momentOf(toText)];
  if (!Number.isFinite(from) || !Number.isFinite(to)) return { ok: false, reason: liveText.rangeIncomplete };
  if (to <= from) return { ok: false, reason: liveText.rangeBackward };
  if (to - from > mostMs) return { ok: false, reason: liveText.rangeTooLong };
  return { ok: true, range: { from, to } };
}

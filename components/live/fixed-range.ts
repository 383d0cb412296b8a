import type { TimeRange } from "../../lib/contracts/live-range.ts";
import { liveText } from "./live-text.ts";

const mostMs = 31 * 86_400_000;
const two = (value: number) => String(value).padStart(2, "0");

/** A moment as a field of local date and time wants it: `2026-11-22T17:04:09`. */
export function formatLocalInput(ms: number): string {
  const date = new Date(ms);
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

export type ReadRange =
  | { readonly ok: true; readonly range: TimeRange }
  | { readonly ok: false; readonly reason: string };

/** The range that two such fields name, or what is wrong with it. */
export function readFixedRange(fromText: string, toText: string): ReadRange {
  const [from, to] = [Date.parse(fromText), Date.parse(toText)];
  if (!Number.isFinite(from) || !Number.isFinite(to)) return { ok: false, reason: liveText.rangeIncomplete };
  if (to <= from) return { ok: false, reason: liveText.rangeBackward };
  if (to - from > mostMs) return { ok: false, reason: liveText.rangeTooLong };
  return { ok: true, range: { from, to } };
}

import type { Flood } from "../../lib/contracts/floods.ts";
import { formatCount, formatCountOf, formatExact, formatRate } from "../display/format.ts";

/** Words about floods. */
export const floodText = {
  title: "Flood",
  badge: "Alert flood",
  began: "A flood began: show lanes",
  was: "There was a flood: show lanes",
  byLanes: "Show by lanes",
  byLanesHint: "Each technique and entity group has a place of its own before any has a second one, the rarest first.",
  asUsual: "Show the usual list",
  dismiss: "Dismiss",
  origins: "Whom it stands for",
  originSearch: "Part of a name",
  originSort: "Order",
  originSorts: { events: "Most events", rarest: "Fewest events", score: "Highest score", name: "Name" },
  loadingOrigins: "Loading whom it stands for",
  originNone: "Nobody of that name",
  more: "Show more",
  exportAll: "Export all as CSV",
} as const;

const since = (at: string) => formatExact(Date.parse(at)).slice(0, 16);

/** What was folded, in one sentence. */
export function floodSentence({ endedAt, beganAt, findings, folded, rows, origins }: Flood): string {
  const from = origins === null ? "" : ` from ${formatCountOf(origins, "origin")}`;
  const what = `${formatCountOf(findings, "finding")}${from}, ${formatCount(folded)} of them folded into ${formatCountOf(rows, "alert")}`;
  return endedAt === null ? `Since ${since(beganAt)}: ${what}.` : `${since(beganAt)} to ${since(endedAt)}: ${what}.`;
}

/** Why it is a flood. */
export function floodReason({ inMinute, inQuarter, usual }: Flood): string {
  return `${formatCount(inMinute)} new findings within a minute, ${formatCount(inQuarter)} within a quarter of an hour; usual are ${formatRate(usual)} a minute.`;
}

import type { AlertPatch } from "../../lib/contracts/alerts.ts";
import { formatCount, formatExact } from "../display/format.ts";
import { verdictWords } from "./alert-text.ts";

/** What a change did, in the past, for the message that offers to take it back. */
export function changeWords({ status, verdict, assignee, snoozedUntil }: Omit<AlertPatch, "revision">): string {
  if (status === "resolved")
    return verdict === undefined ? "resolved" : `resolved as ${verdictWords[verdict].toLowerCase()}`;
  if (status === "in_progress") return "acknowledged";
  if (status === "new") return "put back to new";
  if (typeof snoozedUntil === "string") return `snoozed until ${formatExact(Date.parse(snoozedUntil)).slice(0, 16)}`;
  if (assignee === null) return "assigned to nobody";
  if (assignee !== undefined) return `assigned to ${assignee}`;
  return "changed";
}

/** `alert 12`, `3 alerts` */
export function nameTargets(targets: readonly { readonly id: number }[]): string {
  const [only] = targets;
  return targets.length === 1 && only !== undefined ? `alert ${only.id}` : `${formatCount(targets.length)} alerts`;
}

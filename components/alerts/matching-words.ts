import { type AlertSummary, mostAlertIds } from "../../lib/contracts/alert-query.ts";
import { alertStatusSchema } from "../../lib/contracts/alerts.ts";
import { formatCount } from "../display/format.ts";

type Counted = Pick<AlertSummary, "counts" | "atLeast">;

/** What the offer to choose all that match says: how many, and that it is the newest alone where there are too many. */
export function selectMatchingWords(summary: Counted | undefined, status: string | undefined): string {
  if (summary === undefined) return "Select all that match";
  const wanted = status?.split(",");
  const statuses = alertStatusSchema.options.filter((name) => wanted?.includes(name) ?? true);
  const count = statuses.reduce((sum, name) => sum + summary.counts[name], 0);
  const more = statuses.some((name) => summary.atLeast.includes(name)) ? "+" : "";
  if (count <= mostAlertIds && more === "") return `Select all ${formatCount(count)} that match`;
  return `Select the newest ${formatCount(mostAlertIds)} of ${formatCount(count)}${more} that match`;
}

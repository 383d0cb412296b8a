import { z } from "zod";
import { type AlertDetail, alertStatusSchema, verdictSchema } from "../../lib/contracts/alerts.ts";
import { statusWords, verdictWords } from "./alert-text.ts";

type Activity = AlertDetail["activity"][number];

const detailSchema = z.object({
  status: alertStatusSchema.optional().catch(undefined),
  verdict: verdictSchema.optional().catch(undefined),
  reason: z.string().optional().catch(undefined),
  note: z.string().optional().catch(undefined),
  assignee: z.string().nullable().optional().catch(undefined),
  snoozedUntil: z.string().nullable().optional().catch(undefined),
});

/** One step of an alert's history in words; a kind we do not know is shown as it is. */
export function describeActivity({ kind, detail }: Activity): string {
  const { status, verdict, reason, note, assignee, snoozedUntil } = detailSchema.parse(detail);
  const parts = [
    ...(status === undefined ? [] : [`set to ${statusWords[status].toLowerCase()}`]),
    ...(verdict === undefined ? [] : [`verdict: ${verdictWords[verdict].toLowerCase()}`]),
    ...(assignee === undefined ? [] : [assignee === null ? "unassigned" : `assigned to ${assignee}`]),
    ...(snoozedUntil === undefined
      ? []
      : [snoozedUntil === null ? "no longer snoozed" : `snoozed until ${snoozedUntil}`]),
    ...(note === undefined ? [] : [`“${note}”`]),
    ...(reason === undefined ? [] : [`because: ${reason}`]),
  ];
  return parts.length === 0 ? kind.replaceAll("_", " ") : parts.join(", ");
}

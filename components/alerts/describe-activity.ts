import { z } from "zod";
import { type AlertDetail, verdictSchema } from "../../lib/contracts/alerts.ts";
import { formatExact } from "../display/format.ts";
import { verdictWords } from "./alert-text.ts";

type Activity = AlertDetail["activity"][number];

const detailSchema = z.object({
  verdict: verdictSchema.optional().catch(undefined),
  reason: z.string().optional().catch(undefined),
  text: z.string().optional().catch(undefined),
  until: z.string().optional().catch(undefined),
  assignee: z.string().nullable().optional().catch(undefined),
  to: z.string().nullable().optional().catch(undefined),
});

const kindWords: Readonly<Record<string, string>> = {
  acknowledged: "acknowledged",
  resolved: "resolved",
  reopened: "reopened",
  snoozed: "snoozed",
  returned: "put back to new",
  assigned: "assigned",
  verdict: "changed the verdict",
  note: "noted",
};

/** One step of an alert's history in words; a kind we do not know is shown as it is. */
export function describeActivity({ kind, detail }: Activity): string {
  const { verdict, reason, text, until, assignee, to } = detailSchema.parse(detail);
  const parts = [
    kindWords[kind] ?? kind.replaceAll("_", " "),
    ...(verdict === undefined ? [] : [`as ${verdictWords[verdict].toLowerCase()}`]),
    ...(until === undefined ? [] : [`until ${formatExact(Date.parse(until))}`]),
    ...(to === undefined ? [] : [to === null ? "to nobody" : `to ${to}`]),
    ...(assignee === undefined || assignee === null ? [] : [`by ${assignee}`]),
  ].join(" ");
  const said = text ?? reason;
  return said === undefined ? parts : `${parts}: “${said}”`;
}

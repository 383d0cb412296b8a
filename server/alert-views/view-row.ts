import { type AlertView as AlertViewRow, alertViewSchema } from "../../lib/contracts/alert-views.ts";
import type { AlertView } from "../db/generated/client.ts";

/** A saved view as lists show it. */
export function viewRow({ id, owner, name, query, createdBy, revision }: AlertView): AlertViewRow {
  return alertViewSchema.parse({ id: Number(id), name, query, shared: owner === null, createdBy, revision });
}

import type { PolicyDraft } from "../../../lib/contracts/policies.ts";
import { type DatabaseOrTransaction, Sql, type Transaction } from "../../db/prisma.ts";
import { AppError } from "../../http/app-error.ts";
import { draftRecord } from "./draft-record.ts";

export async function getDraft(db: DatabaseOrTransaction, id: number): Promise<PolicyDraft> {
  const row = await db.policyDraft.findUnique({ where: { id: BigInt(id) } });
  if (row === null) throw new AppError("not_found", { detail: `There is no draft ${id}.` });
  return draftRecord(row);
}

/** The draft, locked until the transaction ends; refused where it is no longer being written. */
export async function lockOpenDraft(tx: Transaction, id: number): Promise<PolicyDraft> {
  await tx.$queryRaw(Sql.sql`SELECT id FROM policy_draft WHERE id = ${id}::bigint FOR UPDATE`);
  const draft = await getDraft(tx, id);
  if (draft.state === "open") return draft;
  throw new AppError("conflict", { detail: `${draft.updatedBy} has ${draft.state} the draft.`, current: draft });
}

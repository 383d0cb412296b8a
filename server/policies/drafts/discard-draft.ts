import { type Actor, writeAudit } from "../../audit/write-audit.ts";
import type { Database } from "../../db/prisma.ts";
import { draftRecord } from "./draft-record.ts";
import { lockOpenDraft } from "./open-draft.ts";
import { tellOfDraft } from "./tell-of-draft.ts";

/** Takes a draft off the list. It stays stored, as the record of changes names it. */
export function discardDraft(
  db: Database,
  { id, actor }: { readonly id: number; readonly actor: Actor },
): Promise<void> {
  return db.$transaction(async (tx) => {
    const before = await lockOpenDraft(tx, id);
    const row = await tx.policyDraft.update({
      where: { id: BigInt(id) },
      data: { state: "discarded", updatedBy: actor.name, updatedAt: new Date(), revision: { increment: 1 } },
    });
    const after = draftRecord(row);
    const resource = `policyDraft:${id}`;
    await writeAudit(tx, { actor, action: "policy.draft.discard", resource, outcome: "success", before, after });
    await tellOfDraft(tx, after, "discarded");
  });
}

import type { DraftPatch, PolicyDraft } from "../../../lib/contracts/policies.ts";
import { type Actor, writeAudit } from "../../audit/write-audit.ts";
import { type Database, Sql, type Transaction } from "../../db/prisma.ts";
import { streamNumbers } from "../../db/stream-number.ts";
import { AppError } from "../../http/app-error.ts";
import { checkPolicy } from "../check-policy.ts";
import { draftRecord } from "./draft-record.ts";
import { lockOpenDraft } from "./open-draft.ts";
import { tellOfDraft } from "./tell-of-draft.ts";

/** From now on people watch what the draft as it is would have done; or no longer. */
async function shadowColumns(tx: Transaction, before: PolicyDraft, { shadow, policy }: DraftPatch, actor: Actor) {
  const restarts = shadow === undefined && policy !== undefined && before.shadow !== null;
  if (shadow === false) return { shadowSince: null, shadowFrom: null, shadowBy: null };
  if (shadow !== true && !restarts) return {};
  // A shadow of what cannot take effect would show nothing.
  if (shadow === true) checkPolicy(policy ?? before.body, new Date());
  const stream = streamNumbers[before.stream];
  const [row] = await tx.$queryRaw<{ position: bigint }[]>(
    Sql.sql`SELECT position FROM log_position WHERE stream = ${stream}::smallint`,
  );
  return { shadowSince: new Date(), shadowFrom: row?.position ?? 0n, shadowBy: actor.name };
}

/** Changes a draft that the person has seen in its newest revision. It may be wrong in places: it is only a draft. */
export function changeDraft(
  db: Database,
  { id, patch, actor }: { readonly id: number; readonly patch: DraftPatch; readonly actor: Actor },
): Promise<PolicyDraft> {
  return db.$transaction(async (tx) => {
    const before = await lockOpenDraft(tx, id);
    if (before.revision !== patch.revision) {
      throw new AppError("conflict", { detail: `${before.updatedBy} changed the draft meanwhile.`, current: before });
    }
    const { basedOn, name, policy, reason, shadow } = patch;
    if (basedOn !== undefined) {
      const key = { stream: streamNumbers[before.stream], version: basedOn };
      const version = await tx.policyVersion.findUnique({ where: { stream_version: key }, select: { version: true } });
      if (version === null) throw new AppError("unprocessable", { detail: `There is no version ${basedOn}.` });
    }
    const row = await tx.policyDraft.update({
      where: { id: BigInt(id) },
      data: {
        ...(name === undefined ? {} : { name }),
        ...(policy === undefined ? {} : { body: policy }),
        ...(reason === undefined ? {} : { reason }),
        ...(basedOn === undefined ? {} : { basedOn }),
        ...(await shadowColumns(tx, before, patch, actor)),
        updatedBy: actor.name,
        updatedAt: new Date(),
        revision: { increment: 1 },
      },
    });
    const draft = draftRecord(row);
    const resource = `policyDraft:${id}`;
    const action = shadow === undefined ? "policy.draft.change" : "policy.draft.shadow";
    await writeAudit(tx, { actor, action, resource, outcome: "success", before, after: draft });
    await tellOfDraft(tx, draft, "drafted");
    return draft;
  });
}

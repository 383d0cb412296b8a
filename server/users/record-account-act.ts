import { roleMay } from "../../lib/contracts/permissions.ts";
import type { UserRow } from "../../lib/contracts/users.ts";
import { Sql, type Transaction } from "../db/prisma.ts";

interface AccountAct {
  /** Address of the person who acts; Tideline itself and the identity provider have no voice, and are left out. */
  readonly actor: string;
  readonly subjectId: string;
  readonly kind: "created" | "role" | "disabled" | "enabled" | "password" | "factor";
  /** The account before it; null where there was none. */
  readonly before: Pick<UserRow, "role" | "disabled" | "secondFactor"> | null;
}

/**
 * Notes that one person had power over another's account: for some days they count as one when a second person is asked
 * for. In the transaction of the act.
 */
export async function recordAccountAct(tx: Transaction, { actor, subjectId, kind, before }: AccountAct): Promise<void> {
  const couldDecide =
    before !== null && !before.disabled && before.secondFactor && roleMay(before.role, "changeRequests:decide");
  await tx.$executeRaw(Sql.sql`
    INSERT INTO account_act (actor_id, subject_id, kind, could_decide)
    SELECT id, ${subjectId}, ${kind}, ${couldDecide} FROM "user" WHERE email = ${actor} AND id <> ${subjectId}`);
}

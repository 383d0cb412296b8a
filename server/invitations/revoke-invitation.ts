import type { InvitationRow } from "../../lib/contracts/invitations.ts";
import { type Actor, writeAudit } from "../audit/write-audit.ts";
import type { App } from "../http/app.ts";
import { AppError } from "../http/app-error.ts";
import { invitationRow } from "./invitation-row.ts";

/** Makes a link worth nothing; one that was accepted stays what it was. */
export function revokeInvitation(
  app: App,
  { id, actor }: { readonly id: string; readonly actor: Actor },
): Promise<InvitationRow> {
  const now = app.now();
  return app.db.$transaction(async (tx) => {
    const { count } = await tx.invitation.updateMany({
      where: { id, acceptedAt: null, revokedAt: null },
      data: { revokedAt: now },
    });
    const after = await tx.invitation.findUnique({ where: { id } });
    if (after === null) throw new AppError("not_found");
    if (count === 0) throw new AppError("unprocessable", { detail: "It was accepted or revoked already." });
    const row = invitationRow(after, now);
    await writeAudit(tx, {
      actor,
      action: "invitation.revoke",
      resource: `invitation:${row.email}`,
      outcome: "success",
      after: row,
    });
    return row;
  });
}

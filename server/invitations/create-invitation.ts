import { randomBytes } from "node:crypto";
import type { InvitationCreate, InvitationRow } from "../../lib/contracts/invitations.ts";
import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { Sql } from "../db/prisma.ts";
import type { App } from "../http/app.ts";
import { AppError } from "../http/app-error.ts";
import { hashToken, invitationRow } from "./invitation-row.ts";

const dayMs = 86_400_000;

/** Makes a link by which one person can make themselves an account, once. An open one for the address is replaced. */
export async function createInvitation(
  app: App,
  { input, actor }: { readonly input: InvitationCreate; readonly actor: Actor },
): Promise<{ readonly invitation: InvitationRow; readonly link: string }> {
  const email = input.email.toLowerCase();
  const token = randomBytes(32).toString("base64url");
  const now = app.now();
  const invitation = await app.db.$transaction(async (tx) => {
    await tx.$executeRaw(Sql.sql`SELECT pg_advisory_xact_lock(hashtextextended(${`invitation ${email}`}, 0))`);
    const taken = await tx.user.findUnique({ where: { email }, select: { id: true } });
    if (taken !== null) throw new AppError("unprocessable", { detail: `${email} has an account already.` });
    const { count: replaced } = await tx.invitation.updateMany({
      where: { email, acceptedAt: null, revokedAt: null },
      data: { revokedAt: now },
    });
    const made = await tx.invitation.create({
      data: {
        email,
        role: input.role,
        tokenHash: hashToken(token),
        createdBy: actor.name,
        // To the millisecond, as cursors carry it.
        createdAt: now,
        expiresAt: new Date(now.getTime() + input.validDays * dayMs),
      },
    });
    const row = invitationRow(made, now);
    await writeAudit(tx, {
      actor,
      action: "invitation.create",
      resource: `invitation:${email}`,
      outcome: "success",
      after: { ...row, replaced },
    });
    return row;
  });
  return { invitation, link: `${app.settings.publicUrl}/invitation#${token}` };
}

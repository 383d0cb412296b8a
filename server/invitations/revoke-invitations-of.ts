import type { Transaction } from "../db/prisma.ts";

/**
 * Makes the open links worth nothing that somebody made who may not invite any more: with one of them they would come
 * back as the administrator they no longer are. Answers how many.
 */
export async function revokeInvitationsOf(
  tx: Transaction,
  { email, now }: { readonly email: string; readonly now: Date },
): Promise<number> {
  const { count } = await tx.invitation.updateMany({
    where: { createdBy: email, acceptedAt: null, revokedAt: null, expiresAt: { gt: now } },
    data: { revokedAt: now },
  });
  return count;
}

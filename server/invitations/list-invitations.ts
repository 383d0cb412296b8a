import { z } from "zod";
import type { InvitationQuery, InvitationRow } from "../../lib/contracts/invitations.ts";
import type { Prisma } from "../db/generated/client.ts";
import type { App } from "../http/app.ts";
import { decodeCursor, encodeCursor } from "../http/cursor.ts";
import { invitationRow } from "./invitation-row.ts";

const order = "invitations";

function inState(state: InvitationQuery["state"], now: Date): Prisma.InvitationWhereInput {
  switch (state) {
    case undefined:
      return {};
    case "accepted":
      return { acceptedAt: { not: null } };
    case "revoked":
      return { revokedAt: { not: null }, acceptedAt: null };
    case "expired":
      return { acceptedAt: null, revokedAt: null, expiresAt: { lte: now } };
    case "open":
      return { acceptedAt: null, revokedAt: null, expiresAt: { gt: now } };
  }
}

/** A page of the invitations, newest first. */
export async function listInvitations(
  app: App,
  { cursor, limit, state }: InvitationQuery,
): Promise<{ items: InvitationRow[]; nextCursor: string | null }> {
  const last = decodeCursor(cursor, order, z.tuple([z.iso.datetime(), z.uuid()]));
  const now = app.now();
  const after: Prisma.InvitationWhereInput =
    last === null ? {} : { OR: [{ createdAt: { lt: last[0] } }, { createdAt: last[0], id: { lt: last[1] } }] };
  const found = await app.db.invitation.findMany({
    where: { AND: [inState(state, now), after] },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit + 1,
  });
  const items = found.slice(0, limit).map((invitation) => invitationRow(invitation, now));
  const end = items.at(-1);
  return {
    items,
    nextCursor: found.length > limit && end !== undefined ? encodeCursor(order, [end.createdAt, end.id]) : null,
  };
}

import { createHash } from "node:crypto";
import { z } from "zod";
import type { InvitationRow, invitationStates } from "../../lib/contracts/invitations.ts";
import { roles } from "../../lib/contracts/permissions.ts";
import type { Invitation } from "../db/generated/client.ts";

type InvitationState = (typeof invitationStates)[number];

/** What the table keeps of a token. 256 random bits need no slow hash. */
export const hashToken = (token: string) => new Uint8Array(createHash("sha256").update(token).digest());

function stateOf({ acceptedAt, revokedAt, expiresAt }: Invitation, now: Date): InvitationState {
  if (acceptedAt !== null) return "accepted";
  if (revokedAt !== null) return "revoked";
  return expiresAt <= now ? "expired" : "open";
}

/** An invitation as the API shows it. */
export function invitationRow(invitation: Invitation, now: Date): InvitationRow {
  const { id, email, role, createdBy, createdAt, expiresAt } = invitation;
  return {
    id,
    email,
    role: z.enum(roles).parse(role),
    state: stateOf(invitation, now),
    createdBy,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  };
}

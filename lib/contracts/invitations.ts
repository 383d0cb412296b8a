import { z } from "zod";
import { nameSchema, pageOf } from "./common.ts";
import { roles } from "./permissions.ts";
import { passwordMinimumLength } from "./session.ts";

export const invitationStates = ["open", "accepted", "expired", "revoked"] as const;

export const invitationSchema = z.object({
  id: z.string(),
  email: z.string(),
  role: z.enum(roles),
  state: z.enum(invitationStates),
  createdBy: z.string(),
  createdAt: z.string(),
  expiresAt: z.string(),
});
export type InvitationRow = z.infer<typeof invitationSchema>;

export const invitationQuerySchema = z.object({
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  state: z.enum(invitationStates).optional(),
});
export type InvitationQuery = z.infer<typeof invitationQuerySchema>;
export const invitationPageSchema = pageOf(invitationSchema);

export const invitationCreateSchema = z
  .object({
    email: z.email().max(254),
    role: z.enum(roles),
    validDays: z.number().int().min(1).max(30).default(7),
  })
  .strict();
export type InvitationCreate = z.infer<typeof invitationCreateSchema>;

/** The link is in this answer and nowhere else. */
export const invitationWithLinkSchema = z.object({ invitation: invitationSchema, link: z.string() });

const tokenSchema = z.string().min(20).max(100);

/** POST /api/v1/invitations/open: what a link invites to. A POST, so that no log of addresses holds the token. */
export const invitationOpenSchema = z.object({ token: tokenSchema }).strict();
export const openedInvitationSchema = z.object({ email: z.string(), role: z.enum(roles), expiresAt: z.string() });

/** POST /api/v1/invitations/accept: makes the account, signs it in. */
export const invitationAcceptSchema = z
  .object({
    token: tokenSchema,
    name: nameSchema(200),
    password: z.string().min(passwordMinimumLength).max(128),
  })
  .strict();
export type InvitationAccept = z.infer<typeof invitationAcceptSchema>;

import { z } from "zod";
import {
  invitationAcceptSchema,
  invitationCreateSchema,
  invitationOpenSchema,
  invitationPageSchema,
  invitationQuerySchema,
  invitationSchema,
  invitationWithLinkSchema,
  openedInvitationSchema,
} from "../../../lib/contracts/invitations.ts";
import { sessionSchema } from "../../../lib/contracts/session.ts";
import { actorOf } from "../../audit/write-audit.ts";
import { acceptInvitation, openInvitation } from "../../invitations/accept-invitation.ts";
import { createInvitation } from "../../invitations/create-invitation.ts";
import { invitationRow } from "../../invitations/invitation-row.ts";
import { listInvitations } from "../../invitations/list-invitations.ts";
import { revokeInvitation } from "../../invitations/revoke-invitation.ts";
import { defineRoute } from "../define-route.ts";
import { answerNewSession } from "../session-answer.ts";

const path = "/api/v1/invitations";

export const listInvitationsRoute = defineRoute({
  method: "GET",
  path,
  summary: "Invitations, newest first, without their links",
  access: "users:manage",
  query: invitationQuerySchema,
  answer: invitationPageSchema,
  handle: ({ app, query }) => listInvitations(app, query),
});

export const createInvitationRoute = defineRoute({
  method: "POST",
  path,
  summary: "Invite somebody; the link is in this answer and nowhere else",
  access: "users:manage",
  body: invitationCreateSchema,
  answer: invitationWithLinkSchema,
  status: 201,
  handle: (call) => createInvitation(call.app, { input: call.body, actor: actorOf(call) }),
});

export const revokeInvitationRoute = defineRoute({
  method: "DELETE",
  path: `${path}/{id}`,
  summary: "Make an invitation's link worth nothing",
  access: "users:manage",
  params: z.object({ id: z.uuid() }),
  answer: invitationSchema,
  handle: (call) => revokeInvitation(call.app, { id: call.params.id, actor: actorOf(call) }),
});

export const openInvitationRoute = defineRoute({
  method: "POST",
  path: `${path}/open`,
  summary: "What an invitation's link invites to",
  access: "public",
  body: invitationOpenSchema,
  answer: openedInvitationSchema,
  async handle({ app, body, address }) {
    const { email, role, expiresAt } = invitationRow(
      await openInvitation(app, { token: body.token, address }),
      app.now(),
    );
    return { email, role, expiresAt };
  },
});

export const acceptInvitationRoute = defineRoute({
  method: "POST",
  path: `${path}/accept`,
  summary: "Make one's account by an invitation, and sign in: sets the session's cookie",
  access: "public",
  body: invitationAcceptSchema,
  answer: sessionSchema,
  status: 201,
  async handle(call) {
    const { app, body, headers, address, requestId } = call;
    return answerNewSession(call, await acceptInvitation(app, { input: body, headers, address, requestId }));
  },
});

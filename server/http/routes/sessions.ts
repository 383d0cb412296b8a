import { z } from "zod";
import {
  endedSessionsSchema,
  endOwnSessionsQuerySchema,
  endUserSessionsQuerySchema,
  sessionListSchema,
} from "../../../lib/contracts/sessions.ts";
import { actorOf } from "../../audit/write-audit.ts";
import { endUserSessions } from "../../sessions/end-sessions.ts";
import { listSessions } from "../../sessions/list-sessions.ts";
import { defineRoute } from "../define-route.ts";
import { requireUser } from "../require-user.ts";

const path = "/api/v1/sessions";
const ofUser = "/api/v1/users/{id}/sessions";
const params = z.object({ id: z.string().min(1).max(100) });

export const listOwnSessionsRoute = defineRoute({
  method: "GET",
  path,
  summary: "Where one is signed in",
  access: "signedIn",
  answer: sessionListSchema,
  async handle({ app, principal }) {
    const { id, sessionId } = requireUser(principal);
    return { items: await listSessions(app, { userId: id, currentId: sessionId }) };
  },
});

export const endOwnSessionsRoute = defineRoute({
  method: "DELETE",
  path,
  summary: "Sign out everywhere, or with `keep=current` everywhere else",
  access: "signedIn",
  query: endOwnSessionsQuerySchema,
  answer: endedSessionsSchema,
  async handle(call) {
    const { id, sessionId } = requireUser(call.principal);
    const exceptId = call.query.keep === "current" ? sessionId : undefined;
    return { ended: await endUserSessions(call.app, { userId: id, actor: actorOf(call), exceptId }) };
  },
});

export const endOwnSessionRoute = defineRoute({
  method: "DELETE",
  path: `${path}/{id}`,
  summary: "End one of one's own sessions",
  access: "signedIn",
  params,
  answer: endedSessionsSchema,
  async handle(call) {
    const { id } = requireUser(call.principal);
    const ending = { userId: id, actor: actorOf(call), sessionId: call.params.id };
    return { ended: await endUserSessions(call.app, ending) };
  },
});

export const listUserSessionsRoute = defineRoute({
  method: "GET",
  path: ofUser,
  summary: "Where a person is signed in",
  access: "users:manage",
  params,
  answer: sessionListSchema,
  async handle({ app, params: { id }, principal }) {
    const { sessionId } = requireUser(principal);
    return { items: await listSessions(app, { userId: id, currentId: sessionId }) };
  },
});

export const endUserSessionsRoute = defineRoute({
  method: "DELETE",
  path: ofUser,
  summary: "Sign a person out everywhere, or end the one session named",
  access: "users:manage",
  params,
  query: endUserSessionsQuerySchema,
  answer: endedSessionsSchema,
  async handle(call) {
    const ending = { userId: call.params.id, actor: actorOf(call), sessionId: call.query.session };
    return { ended: await endUserSessions(call.app, ending) };
  },
});

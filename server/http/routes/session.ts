import { passwordChangeSchema, type Session, sessionSchema, signInSchema } from "../../../lib/contracts/session.ts";
import { changePassword } from "../../auth/change-password.ts";
import type { UserPrincipal } from "../../auth/principal.ts";
import { signIn } from "../../auth/sign-in.ts";
import { signOut } from "../../auth/sign-out.ts";
import { authenticateSession } from "../authenticate.ts";
import { defineRoute, noAnswer } from "../define-route.ts";
import { requireUser } from "../require-user.ts";

const path = "/api/v1/session";

function sessionOf({ id, name, email, role, mustChangePassword }: UserPrincipal): Session {
  return { user: { id, name, email, role }, mustChangePassword };
}

/** The browser's side of cookies just set: what it will send with its next request. */
function withCookies(headers: Headers, setCookies: readonly string[]): Headers {
  const next = new Headers(headers);
  next.set("cookie", setCookies.map((cookie) => cookie.split(";", 1)[0] ?? "").join("; "));
  return next;
}

export const getSessionRoute = defineRoute({
  method: "GET",
  path,
  summary: "Who is signed in",
  access: "signedIn",
  answer: sessionSchema,
  handle: async ({ principal }) => sessionOf(requireUser(principal)),
});

export const signInRoute = defineRoute({
  method: "POST",
  path,
  summary: "Sign in: sets the session's cookie",
  access: "public",
  body: signInSchema,
  answer: sessionSchema,
  async handle({ app, body, headers, address, requestId, reply }) {
    const cookies = await signIn(app, { input: body, headers, address, requestId });
    const { principal } = await authenticateSession(app, withCookies(headers, cookies));
    for (const cookie of cookies) reply.headers.append("set-cookie", cookie);
    return sessionOf(requireUser(principal ?? { kind: "anonymous" }));
  },
});

export const signOutRoute = defineRoute({
  method: "DELETE",
  path,
  summary: "Sign out: ends the session and its sockets",
  access: "signedIn",
  answer: noAnswer,
  async handle({ app, principal, headers, address, requestId, reply }) {
    const cookies = await signOut(app, { principal: requireUser(principal), headers, address, requestId });
    for (const cookie of cookies) reply.headers.append("set-cookie", cookie);
    return undefined;
  },
});

export const changePasswordRoute = defineRoute({
  method: "POST",
  path: `${path}/password`,
  summary: "Change one's own password: ends every other session of the person",
  access: "signedIn",
  body: passwordChangeSchema,
  answer: sessionSchema,
  async handle({ app, principal, body, address, requestId }) {
    const user = requireUser(principal);
    await changePassword(app, { input: body, principal: user, address, requestId });
    return sessionOf({ ...user, mustChangePassword: false });
  },
});

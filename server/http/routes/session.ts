import { z } from "zod";
import {
  passwordChangeSchema,
  profilePatchSchema,
  sessionSchema,
  signInMethodsSchema,
  signInSchema,
} from "../../../lib/contracts/session.ts";
import { actorOf } from "../../audit/write-audit.ts";
import { changePassword } from "../../auth/change-password.ts";
import { signIn } from "../../auth/sign-in.ts";
import { signOut } from "../../auth/sign-out.ts";
import { beginOidcSignIn, finishOidcSignIn, type Redirect } from "../../oidc/oidc-sign-in.ts";
import { updateProfile } from "../../users/update-profile.ts";
import { type Call, defineRoute, noAnswer } from "../define-route.ts";
import { requireUser } from "../require-user.ts";
import { answerNewSession, sessionOf, setCookies } from "../session-answer.ts";

const path = "/api/v1/session";

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
  async handle(call) {
    const { app, body, headers, address, requestId } = call;
    return answerNewSession(call, await signIn(app, { input: body, headers, address, requestId }));
  },
});

export const signOutRoute = defineRoute({
  method: "DELETE",
  path,
  summary: "Sign out: ends the session and its sockets",
  access: "signedIn",
  answer: noAnswer,
  async handle({ app, principal, headers, address, requestId, reply }) {
    setCookies(reply, await signOut(app, { principal: requireUser(principal), headers, address, requestId }));
    return undefined;
  },
});

export const changePasswordRoute = defineRoute({
  method: "POST",
  path: `${path}/password`,
  summary: "Change one's own password: ends every other session of the person, gives this one another cookie",
  access: "signedIn",
  body: passwordChangeSchema,
  answer: sessionSchema,
  async handle({ app, principal, body, address, requestId, reply }) {
    const user = requireUser(principal);
    setCookies(reply, await changePassword(app, { input: body, principal: user, address, requestId }));
    return sessionOf({ ...user, mustChangePassword: false });
  },
});

export const updateProfileRoute = defineRoute({
  method: "PATCH",
  path: `${path}/profile`,
  summary: "Change one's own name",
  access: "signedIn",
  body: profilePatchSchema,
  answer: sessionSchema,
  async handle(call) {
    const principal = requireUser(call.principal);
    const changed = await updateProfile(call.app, { principal, patch: call.body, actor: actorOf(call) });
    return sessionOf({ ...principal, ...changed });
  },
});

export const listSignInMethodsRoute = defineRoute({
  method: "GET",
  path: `${path}/methods`,
  summary: "The ways to sign in here",
  access: "public",
  answer: signInMethodsSchema,
  // Whether the provider answers at this moment does not matter: the button says so when it is pressed.
  handle: async ({ app }) => ({ oidc: app.oidc === null ? null : { name: app.oidc.settings.name } }),
});

function redirect(reply: Call["reply"], { location, cookies }: Redirect): undefined {
  setCookies(reply, cookies);
  reply.headers.set("location", location);
  return undefined;
}

export const beginOidcRoute = defineRoute({
  method: "GET",
  path: `${path}/oidc`,
  summary: "Sign in through the identity provider: leads the browser there",
  access: "public",
  query: z.object({ next: z.string().max(2000).optional() }),
  answer: noAnswer,
  status: 302,
  handle: async ({ app, query, reply }) => redirect(reply, await beginOidcSignIn(app, { next: query.next ?? null })),
});

export const finishOidcRoute = defineRoute({
  method: "GET",
  path: `${path}/oidc/callback`,
  summary: "Where the identity provider sends the browser back to: sets the session's cookie, leads on",
  access: "public",
  query: z.looseObject({ code: z.string().optional(), state: z.string().optional(), error: z.string().optional() }),
  answer: noAnswer,
  status: 302,
  handle: async ({ app, headers, address, requestId, query, reply }) =>
    redirect(reply, await finishOidcSignIn(app, { headers, address, requestId, query })),
});

import type { Session } from "../../lib/contracts/session.ts";
import type { UserPrincipal } from "../auth/principal.ts";
import type { App } from "./app.ts";
import { authenticateSession } from "./authenticate.ts";
import type { Call } from "./define-route.ts";
import { requireUser } from "./require-user.ts";

/** The session as the API shows it. */
export function sessionOf(principal: UserPrincipal): Session {
  const { id, name, email, role, method, mustChangePassword, mustSetUpSecondFactor } = principal;
  return { user: { id, name, email, role }, method, mustChangePassword, mustSetUpSecondFactor };
}

/** The browser's side of cookies just set: what it will send with its next request. */
function withCookies(headers: Headers, setCookies: readonly string[]): Headers {
  const next = new Headers(headers);
  next.set("cookie", setCookies.map((cookie) => cookie.split(";", 1)[0] ?? "").join("; "));
  return next;
}

/** Adds cookies to the answer. */
export function setCookies(reply: Call["reply"], cookies: readonly string[]): void {
  for (const cookie of cookies) reply.headers.append("set-cookie", cookie);
}

/** Sets the cookies of a new session and answers it. */
export async function answerNewSession(
  { app, headers, reply }: { readonly app: App } & Pick<Call, "headers" | "reply">,
  cookies: readonly string[],
): Promise<Session> {
  const { principal } = await authenticateSession(app, withCookies(headers, cookies));
  setCookies(reply, cookies);
  return sessionOf(requireUser(principal ?? { kind: "anonymous" }));
}

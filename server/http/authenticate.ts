import { z } from "zod";
import { roles } from "../../lib/contracts/permissions.ts";
import { signInMethodSchema } from "../../lib/contracts/session.ts";
import type { Principal, UserPrincipal } from "../auth/principal.ts";
import { noteSessionUse } from "../auth/session-store.ts";
import type { App } from "./app.ts";
import { AppError } from "./app-error.ts";
import { authenticateKey } from "./authenticate-key.ts";

const sessionAnswerSchema = z.object({
  session: z.object({ id: z.string(), expiresAt: z.date(), method: signInMethodSchema }),
  user: z.object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    role: z.enum(roles),
    mustChangePassword: z.boolean(),
    disabled: z.boolean(),
    secondFactor: z.boolean(),
  }),
});

interface Authenticated {
  readonly principal: Principal;
  /** Cookies to set, where the session was prolonged or has ended. */
  readonly setCookies: readonly string[];
}

const sessionCookie = /(^|;\s*)(__Secure-)?tideline\.session_token=/;

/** The person of the session cookie, or null. Throws where the database cannot be asked. */
export async function authenticateSession(
  app: App,
  headers: Headers,
): Promise<{ readonly principal: UserPrincipal | null; readonly setCookies: readonly string[] }> {
  if (!sessionCookie.test(headers.get("cookie") ?? "")) return { principal: null, setCookies: [] };
  const answer = await app.auth.api.getSession({ headers, returnHeaders: true });
  const setCookies = answer.headers.getSetCookie();
  if (answer.response === null) return { principal: null, setCookies };
  const { session, user } = sessionAnswerSchema.parse(answer.response);
  if (user.disabled) return { principal: null, setCookies };
  const { id, email, name, role, mustChangePassword } = user;
  const { secondFactorRoles } = await noteSessionUse(app, session.id);
  // What the identity provider asked for, or not, is its own rule.
  const mustSetUpSecondFactor = session.method !== "oidc" && !user.secondFactor && secondFactorRoles.includes(role);
  const principal = {
    kind: "user",
    id,
    email,
    name,
    role,
    sessionId: session.id,
    expiresAt: session.expiresAt,
    method: session.method,
    mustChangePassword,
    mustSetUpSecondFactor,
  } as const;
  return { principal, setCookies };
}

/** Who asks: the key of the Authorization header, else the session of the cookie, else nobody. */
export async function authenticate(app: App, headers: Headers, address: string): Promise<Authenticated> {
  const authorization = headers.get("authorization");
  if (authorization === null) {
    const { principal, setCookies } = await authenticateSession(app, headers);
    return { principal: principal ?? { kind: "anonymous" }, setCookies };
  }
  const [, secret] = /^Bearer ([\x21-\x7e]{1,500})$/i.exec(authorization) ?? [];
  const principal = secret === undefined ? null : await authenticateKey(app, secret, address);
  // A wrong key is never silently nobody: the sender would take "sign in first" for a missing header.
  if (principal === null)
    throw new AppError("unauthenticated", { detail: "The API key is unknown, expired or revoked." });
  return { principal, setCookies: [] };
}

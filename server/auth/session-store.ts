import { randomBytes, randomUUID } from "node:crypto";
import type { SignInMethod } from "../../lib/contracts/session.ts";
import { Sql, type Transaction } from "../db/prisma.ts";
import type { App } from "../http/app.ts";
import { longestSessionDays } from "./create-auth.ts";

interface NewSession {
  readonly userId: string;
  readonly method: SignInMethod;
  readonly address: string;
  readonly userAgent: string | null;
}

/** 256 bits: what the cookie holds. Never taken from a request, so that nobody can choose another's session. */
const newToken = () => randomBytes(32).toString("base64url");

/** Makes a session with a token of its own; `sessionCookies` makes its cookie once this has committed. */
export async function insertSession(tx: Transaction, session: NewSession): Promise<string> {
  const token = newToken();
  const { userId, method, address, userAgent } = session;
  await tx.$executeRaw(Sql.sql`
    INSERT INTO session (id, token, user_id, method, ip_address, user_agent, created_at, updated_at, expires_at)
    SELECT ${randomUUID()}, ${token}, ${userId}, ${method}, ${address}, ${userAgent?.slice(0, 300) ?? null},
      now(), now(), now() + make_interval(hours => session_hours)
    FROM instance_settings`);
  await tx.$executeRaw(Sql.sql`UPDATE "user" SET last_seen_at = now() WHERE id = ${userId}`);
  return token;
}

/**
 * Gives a session another token where the person's proof has changed: a copy of the old cookie is worth nothing. Its
 * id, and with it its sockets, stay.
 */
export async function renewSession(tx: Transaction, sessionId: string): Promise<string> {
  const token = newToken();
  await tx.session.update({ where: { id: sessionId }, data: { token } });
  return token;
}

/** The Set-Cookie lines of a session that is committed. */
export async function sessionCookies(app: App, token: string): Promise<readonly string[]> {
  const answer = await app.auth.api.sessionCookie({ body: { token }, headers: new Headers(), returnHeaders: true });
  return answer.headers.getSetCookie();
}

interface SessionRules {
  readonly secondFactorRoles: readonly string[];
}

/**
 * Notes that the session is used, at most once a minute, prolongs it by the lifetime of the settings, and answers
 * what else the settings ask of sessions.
 */
export async function noteSessionUse(app: App, sessionId: string): Promise<SessionRules> {
  const [rules] = await app.db.$queryRaw<SessionRules[]>(Sql.sql`
    WITH used AS (
      UPDATE session SET updated_at = now(),
        expires_at = least(now() + make_interval(hours => settings.session_hours),
          session.created_at + make_interval(days => ${longestSessionDays}::int))
      FROM instance_settings settings
      WHERE session.id = ${sessionId} AND session.updated_at < now() - interval '1 minute' AND session.expires_at > now()
      RETURNING session.user_id
    ), seen AS (UPDATE "user" SET last_seen_at = now() FROM used WHERE "user".id = used.user_id)
    SELECT second_factor_roles AS "secondFactorRoles" FROM instance_settings`);
  return rules ?? { secondFactorRoles: [] };
}

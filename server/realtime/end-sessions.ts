import { socketEvents } from "../../lib/contracts/live.ts";
import { type AuthChange, authChangeSchema, authChannel } from "../auth/notify-auth.ts";
import { listen } from "../db/listen.ts";
import { type Database, Sql } from "../db/prisma.ts";
import type { App } from "../http/app.ts";
import type { Connected, ConnectedSockets } from "./connected-sockets.ts";

/** A socket outlives its session, or rights it no longer has, by at most this. */
const recheckMs = 900;

export type ClosingReason = "signed_out" | "session_expired" | "rights_changed" | "shutdown";

/** Tells the browser why, then ends the connection for good. */
export function endSocket({ socket }: Connected, reason: ClosingReason): void {
  socket.emit(socketEvents.closing, { reason });
  socket.disconnect(true);
}

function concerns({ principal }: Connected, { sessionId, userId, exceptSession }: AuthChange): boolean {
  if (principal.sessionId === exceptSession) return false;
  return principal.sessionId === sessionId || principal.id === userId;
}

function parseChange(payload: string): AuthChange | null {
  try {
    return authChangeSchema.parse(JSON.parse(payload));
  } catch {
    return null;
  }
}

interface SessionRow {
  readonly id: string;
  readonly role: string;
}

/** Ends the sockets whose session has ended or whose person has other rights than when they connected. */
async function recheckSessions(db: Database, sockets: ConnectedSockets): Promise<void> {
  if (sockets.size === 0) return;
  const connected = [...sockets.values()];
  const ids = [...new Set(connected.map(({ principal }) => principal.sessionId))];
  const rows = await db.$queryRaw<SessionRow[]>(Sql.sql`
    SELECT session.id, "user".role FROM session JOIN "user" ON "user".id = session.user_id
    WHERE session.id = ANY(${ids}::text[]) AND session.expires_at > now() AND NOT "user".disabled`);
  const roles = new Map(rows.map(({ id, role }) => [id, role]));
  for (const entry of connected) {
    const role = roles.get(entry.principal.sessionId);
    if (role === undefined) endSocket(entry, "session_expired");
    else if (role !== entry.principal.role) endSocket(entry, "rights_changed");
  }
}

/**
 * Ends sockets as soon as their session ends or their person's rights change: at the notification, and by looking
 * again and again, because a notification can be lost and an expiry sends none.
 */
export function endSessions(app: App, sockets: ConnectedSockets, directUrl: string): { close(): Promise<void> } {
  let checking: Promise<void> | null = null;
  const recheck = () => {
    checking ??= recheckSessions(app.db, sockets)
      .catch((error: unknown) => app.log.warn({ err: error }, "Sessions of open sockets could not be checked"))
      .finally(() => {
        checking = null;
      });
    return checking;
  };
  const listener = listen({
    url: directUrl,
    name: "tideline push sessions",
    channels: [authChannel],
    onNotify: (_channel, payload) => {
      const change = parseChange(payload);
      if (change === null) return;
      for (const entry of sockets.values()) if (concerns(entry, change)) endSocket(entry, change.reason);
    },
    onConnect: recheck,
  });
  const timer = setInterval(() => void recheck(), recheckMs);
  return {
    async close() {
      clearInterval(timer);
      await listener.close();
      await checking;
    },
  };
}

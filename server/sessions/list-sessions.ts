import { signInMethodSchema } from "../../lib/contracts/session.ts";
import type { SessionRow } from "../../lib/contracts/sessions.ts";
import type { App } from "../http/app.ts";
import { describeDevice } from "./describe-device.ts";

const mostSessions = 100;

/** Where the person is signed in, the last used first. Tokens never leave the database. */
export async function listSessions(
  app: App,
  { userId, currentId }: { readonly userId: string; readonly currentId: string | null },
): Promise<SessionRow[]> {
  const sessions = await app.db.session.findMany({
    where: { userId, expiresAt: { gt: new Date() } },
    orderBy: [{ updatedAt: "desc" }, { id: "asc" }],
    take: mostSessions,
  });
  return sessions.map(({ id, userAgent, ipAddress, method, createdAt, updatedAt, expiresAt }) => ({
    id,
    current: id === currentId,
    device: describeDevice(userAgent),
    address: ipAddress,
    method: signInMethodSchema.parse(method),
    createdAt: createdAt.toISOString(),
    lastUsedAt: updatedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  }));
}

import { z } from "zod";
import { type DatabaseOrTransaction, Sql } from "../db/prisma.ts";

/** Whose sockets have to be looked at again. `exceptSession` stays: it is the one that made the change. */
export const authChangeSchema = z.object({
  reason: z.enum(["signed_out", "rights_changed"]),
  sessionId: z.string().optional(),
  userId: z.string().optional(),
  exceptSession: z.string().optional(),
});
export type AuthChange = z.infer<typeof authChangeSchema>;
export const authChannel = "tideline_auth";

/**
 * Tells every web process, at commit, that a session ended or a person's rights changed; with those go the rights of the
 * keys that the person made.
 */
export async function notifyAuth(db: DatabaseOrTransaction, change: AuthChange): Promise<void> {
  await db.$executeRaw(Sql.sql`SELECT pg_notify(${authChannel}, ${JSON.stringify(change)})`);
  if (change.reason === "rights_changed") await db.$executeRaw(Sql.sql`SELECT pg_notify('tideline_keys', '')`);
}

import { Sql, type Transaction } from "../db/prisma.ts";

/**
 * Locks every administrator who can sign in, so that two of them cannot take each other's rights at once and leave
 * none; answers how many there are.
 */
export async function lockAdmins(tx: Transaction): Promise<number> {
  const admins = await tx.$queryRaw<{ id: string }[]>(
    Sql.sql`SELECT id FROM "user" WHERE role = 'admin' AND NOT disabled ORDER BY id FOR UPDATE`,
  );
  return admins.length;
}

import { permissions } from "../../lib/contracts/permissions.ts";
import type { UserRow } from "../../lib/contracts/users.ts";
import type { Database } from "../db/prisma.ts";
import { userRow } from "./user-row.ts";

/** Everyone, by name. */
export async function listUsers(db: Database): Promise<UserRow[]> {
  const users = await db.user.findMany({ orderBy: [{ name: "asc" }, { email: "asc" }] });
  return users.map(userRow);
}

/** Those who may work on alerts. */
export async function listAssignable(db: Database): Promise<{ email: string; name: string }[]> {
  return db.user.findMany({
    where: { disabled: false, role: { in: [...permissions["alerts:triage"]] } },
    orderBy: [{ name: "asc" }, { email: "asc" }],
    select: { email: true, name: true },
  });
}

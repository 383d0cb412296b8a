import { z } from "zod";
import { permissions } from "../../lib/contracts/permissions.ts";
import type { UserQuery, UserRow } from "../../lib/contracts/users.ts";
import { type Database, Sql } from "../db/prisma.ts";
import { AppError } from "../http/app-error.ts";
import { decodeCursor, encodeCursor } from "../http/cursor.ts";
import { userRow, withSignIns } from "./user-row.ts";

const order = "users";
const cursorText = z.string().max(400);

function condition({ q, role, state }: UserQuery, last: readonly [string, string] | null) {
  const parts = [
    ...(last === null ? [] : [Sql.sql`(lower(name), id) > (${last[0]}, ${last[1]})`]),
    ...(role === undefined ? [] : [Sql.sql`role = ${role}`]),
    ...(state === undefined ? [] : [Sql.sql`disabled = ${state === "disabled"}`]),
    ...(q === undefined || q === "" ? [] : [Sql.sql`position(lower(${q}) IN lower(name || ' ' || email)) > 0`]),
  ];
  return parts.length === 0 ? Sql.empty : Sql.sql`WHERE ${Sql.join(parts, " AND ")}`;
}

/** A page of the people with an account, by name. */
export async function listUsers(
  db: Database,
  query: UserQuery,
): Promise<{ items: UserRow[]; nextCursor: string | null }> {
  const last = decodeCursor(query.cursor, order, z.tuple([cursorText, cursorText]));
  const found = await db.$queryRaw<{ id: string; sort: string }[]>(Sql.sql`
    SELECT id, lower(name) AS sort FROM "user" ${condition(query, last)}
    ORDER BY lower(name), id LIMIT ${query.limit + 1}`);
  const page = found.slice(0, query.limit);
  const users = await db.user.findMany({ where: { id: { in: page.map(({ id }) => id) } }, include: withSignIns });
  const byId = new Map(users.map((user) => [user.id, userRow(user)]));
  const end = page.at(-1);
  return {
    items: page.flatMap(({ id }) => byId.get(id) ?? []),
    nextCursor: found.length > query.limit && end !== undefined ? encodeCursor(order, [end.sort, end.id]) : null,
  };
}

/** One person. */
export async function getUser(db: Database, id: string): Promise<UserRow> {
  const user = await db.user.findUnique({ where: { id }, include: withSignIns });
  if (user === null) throw new AppError("not_found");
  return userRow(user);
}

/** Those who may work on alerts. */
export async function listAssignable(db: Database): Promise<{ email: string; name: string }[]> {
  return db.user.findMany({
    where: { disabled: false, role: { in: [...permissions["alerts:triage"]] } },
    orderBy: [{ name: "asc" }, { email: "asc" }],
    select: { email: true, name: true },
  });
}

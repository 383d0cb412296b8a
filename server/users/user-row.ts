import { z } from "zod";
import { roles } from "../../lib/contracts/permissions.ts";
import type { UserRow } from "../../lib/contracts/users.ts";
import type { User } from "../db/generated/client.ts";

/** A person as the API shows them. */
export function userRow(user: User): UserRow {
  const { id, name, email, mustChangePassword, disabled, createdAt } = user;
  const role = z.enum(roles).parse(user.role);
  return { id, name, email, role, mustChangePassword, disabled, createdAt: createdAt.toISOString() };
}

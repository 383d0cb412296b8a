import { z } from "zod";
import { roles } from "../../lib/contracts/permissions.ts";
import type { UserRow } from "../../lib/contracts/users.ts";
import type { User } from "../db/generated/client.ts";

/** What a row needs besides the person. */
export const withSignIns = { accounts: { select: { providerId: true } } } as const;

type UserWithSignIns = User & { readonly accounts: readonly { readonly providerId: string }[] };

/** A person as the API shows them. */
export function userRow(user: UserWithSignIns): UserRow {
  const { id, name, email, mustChangePassword, disabled, secondFactor, createdAt, lastSeenAt } = user;
  const by = new Set(user.accounts.map(({ providerId }) => providerId));
  return {
    id,
    name,
    email,
    role: z.enum(roles).parse(user.role),
    mustChangePassword,
    disabled,
    secondFactor,
    signsInBy: [...(by.has("credential") ? ["password" as const] : []), ...(by.has("oidc") ? ["oidc" as const] : [])],
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt?.toISOString() ?? null,
  };
}

import { z } from "zod";
import { nameSchema, pageOf } from "./common.ts";
import { roles } from "./permissions.ts";

export const userSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(roles),
  mustChangePassword: z.boolean(),
  disabled: z.boolean(),
  secondFactor: z.boolean(),
  /** A password of Tideline, an identity of the provider, or both. */
  signsInBy: z.array(z.enum(["password", "oidc"])),
  createdAt: z.string(),
  /** To the minute; null before the first sign-in. */
  lastSeenAt: z.string().nullable(),
});
export type UserRow = z.infer<typeof userSchema>;
export const userPageSchema = pageOf(userSchema);

export const userQuerySchema = z.object({
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** Part of the name or the address. */
  q: z.string().trim().max(100).optional(),
  role: z.enum(roles).optional(),
  state: z.enum(["active", "disabled"]).optional(),
});
export type UserQuery = z.infer<typeof userQuerySchema>;

export const userCreateSchema = z
  .object({ email: z.email().max(254), name: nameSchema(200), role: z.enum(roles) })
  .strict();
export type UserCreate = z.infer<typeof userCreateSchema>;

/** The one-time password is in this answer and nowhere else; the first sign-in demands another. */
export const userWithPasswordSchema = z.object({ user: userSchema, password: z.string() });

export const userPatchSchema = z
  .object({
    name: nameSchema(200).optional(),
    role: z.enum(roles).optional(),
    disabled: z.boolean().optional(),
  })
  .strict();
export type UserPatch = z.infer<typeof userPatchSchema>;

/** GET /api/v1/users/assignable: to whom an alert can be assigned; `assignee` of an alert is the e-mail address. */
export const assignableListSchema = z.object({ items: z.array(z.object({ email: z.string(), name: z.string() })) });

import { z } from "zod";
import { dateTimeSchema, nameSchema, pageOf, streamSchema } from "./common.ts";
import { keyScopes, roles } from "./permissions.ts";

/** Null: the installation made the key for a program of its own. */
export const keyMakerSchema = z.enum([...roles, "disabled"]).nullable();

/** An API key as lists show it: the key itself is never stored. */
export const apiKeySchema = z.object({
  id: z.uuid(),
  stream: streamSchema,
  name: z.string(),
  prefix: z.string(),
  scopes: z.array(z.enum(keyScopes)),
  loopbackOnly: z.boolean(),
  recordsPerSecond: z.number().int(),
  createdBy: z.string(),
  /** What its maker is now: the key may read and propose what they may, and no more. */
  maker: keyMakerSchema,
  createdAt: z.string(),
  expiresAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
  /** To the minute, and from where. */
  lastUsedAt: z.string().nullable(),
  lastUsedAddress: z.string().nullable(),
});
export type ApiKeyRow = z.infer<typeof apiKeySchema>;
export const apiKeyQuerySchema = z.object({
  state: z.enum(["all", "active"]).default("all"),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});
export type ApiKeyQuery = z.infer<typeof apiKeyQuerySchema>;
export const apiKeyListSchema = pageOf(apiKeySchema);

export const apiKeyCreateSchema = z
  .object({
    stream: streamSchema,
    name: nameSchema(200),
    scopes: z.array(z.enum(keyScopes)).min(1).max(keyScopes.length),
    recordsPerSecond: z.number().int().min(1).max(1_000_000).optional(),
    expiresAt: dateTimeSchema.nullable().optional(),
    /** Works from the machine that Tideline runs on, and from nowhere else. */
    loopbackOnly: z.boolean().optional(),
  })
  .strict();
export type ApiKeyCreate = z.infer<typeof apiKeyCreateSchema>;

/** The secret is in this answer and nowhere else. */
export const apiKeyCreatedSchema = z.object({ key: apiKeySchema, secret: z.string() });

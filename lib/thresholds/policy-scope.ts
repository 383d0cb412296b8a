import { z } from "zod";
import { hoursSchema } from "./hours.ts";

const margin = z.number().finite().min(-14).max(14);
/** Names a scope or group inside its policy, also when it is renamed. */
export const partIdSchema = z.string().regex(/^[a-z0-9-]{1,40}$/, "An id has small letters, digits and hyphens only.");
export const partNameSchema = z.string().trim().min(1).max(60);

/** Entities that are treated alike: exact names (upper or lower case) of users, hosts or addresses, and CIDR ranges. */
export const entityGroupSchema = z.object({
  id: partIdSchema,
  name: partNameSchema,
  names: z.array(z.string().trim().min(1).max(256)).max(1000),
  ranges: z.array(z.string().trim().min(1).max(64)).max(200),
});
export type EntityGroup = z.infer<typeof entityGroupSchema>;

/** Which events a scope takes: those that fit all of what is named. Empty, null or absent: any. */
export const scopeMatchSchema = z.object({
  classUids: z.array(z.number().int().min(0)).max(50),
  /** Names of log sources. */
  sources: z.array(z.string().trim().min(1).max(200)).max(100),
  /** Id of a group that the event's user, host, source or destination belongs to. */
  group: partIdSchema.nullable(),
  /** By the event's effective time. */
  hours: hoursSchema.optional(),
});

const inherit = z.literal("inherit");
/** A margin of its own; `inherit`: as where no scope fits; `off`: the band begins nowhere. */
const scopeThreshold = z.union([margin, inherit, z.literal("off")]);
export type ScopeThreshold = z.infer<typeof scopeThreshold>;

/** A part of a stream with thresholds of its own. An inherited `notify` moves with the stream's. */
export const policyScopeSchema = z.object({
  id: partIdSchema,
  name: partNameSchema,
  match: scopeMatchSchema,
  notify: z.union([margin, inherit]),
  approve: scopeThreshold,
  auto: scopeThreshold,
});
export type PolicyScope = z.infer<typeof policyScopeSchema>;

import { z } from "zod";
import { pageOf, streamSchema } from "./common.ts";

/** How far back the page of sources looks, and how many bars that makes. */
export const sourceRanges = {
  "1h": { minutes: 60, bars: 60 },
  "6h": { minutes: 360, bars: 72 },
  "24h": { minutes: 1440, bars: 96 },
  "7d": { minutes: 10_080, bars: 84 },
} as const;
export const sourceRangeSchema = z.enum(["1h", "6h", "24h", "7d"]);
export type SourceRange = z.infer<typeof sourceRangeSchema>;

/** A log source as the list shows it. Counts are of the range asked for. */
export const sourceRowSchema = z.object({
  id: z.number().int(),
  stream: streamSchema,
  name: z.string(),
  format: z.string(),
  /** Time zone of times that name none. */
  zone: z.string(),
  createdAt: z.string(),
  /** Records received a second over the last ten seconds. */
  perSecond: z.number(),
  received: z.number().int(),
  rejected: z.number().int(),
  duplicate: z.number().int(),
  accepted: z.number().int(),
  /** Received in equal parts of the range, the oldest first; the last part is under way. */
  bars: z.array(z.number().int()),
  lastReceived: z.string().nullable(),
  /** The newest time that its own events state. */
  lastEvent: z.string().nullable(),
  /**
   * Median of received minus event time over its newest events, as far as their own time was used; negative where its
   * clock runs ahead, null where none was used.
   */
  clockLagMs: z.number().nullable(),
  /** Share (0 to 1) of its newest events whose own time was not used: they state none, or one that is not believed. */
  clockUnused: z.number(),
  waiting: z.number().int(),
  /** Age of the oldest event that waits, 0 if none of this source waits. */
  scoringLagMs: z.number(),
  /** It sent regularly and has gone quiet: for how long, and the longest pause that was usual. */
  silent: z.object({ forMs: z.number(), usualMs: z.number() }).nullable(),
});
export type SourceRow = z.infer<typeof sourceRowSchema>;

export const sourceQuerySchema = z.object({
  stream: streamSchema.default("main"),
  range: sourceRangeSchema.default("1h"),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type SourceQuery = z.infer<typeof sourceQuerySchema>;
export const sourcePageSchema = pageOf(sourceRowSchema).extend({ asOf: z.string() });
export type SourcePage = z.infer<typeof sourcePageSchema>;

export const sourceIdSchema = z
  .string()
  .regex(/^\d{1,9}$/, "An id has decimal digits only.")
  .transform(Number);

export const sourcePatchSchema = z.object({ zone: z.string().min(1).max(64) }).strict();
export const sourceZoneSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  format: z.string(),
  zone: z.string(),
});
export type SourceZone = z.infer<typeof sourceZoneSchema>;

/** A refused record: why, and its first bytes as text in which nothing invisible is left. */
export const rejectSchema = z.object({
  id: z.number().int(),
  received: z.string(),
  reason: z.string(),
  head: z.string(),
});
export type RejectRow = z.infer<typeof rejectSchema>;
export const rejectQuerySchema = z.object({
  stream: streamSchema.default("main"),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});
export const rejectPageSchema = pageOf(rejectSchema);

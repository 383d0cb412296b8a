import { z } from "zod";
import { pageOf, streamSchema } from "./common.ts";

/** A time in which alerts came faster than people can read, and what is alike was folded. Times are of the events. */
export const floodSchema = z.object({
  stream: streamSchema,
  number: z.number().int(),
  beganAt: z.string(),
  /** Null while it lasts. */
  endedAt: z.string().nullable(),
  /** What began it: new findings within a minute and a quarter of an hour, and how many a minute were usual. */
  inMinute: z.number().int(),
  inQuarter: z.number().int(),
  usual: z.number(),
  /** Findings that came in it, and those of them that were folded: the others joined an alert of their own. */
  findings: z.number().int(),
  folded: z.number().int(),
  /** Alerts that the folded ones are. */
  rows: z.number().int(),
  /** Whom they came from, each counted once; known when it has ended. */
  origins: z.number().int().nullable(),
});
export type Flood = z.infer<typeof floodSchema>;

export const floodQuerySchema = z.object({ stream: streamSchema.default("main") });
/** GET /api/v1/alerts/flood: the flood that lasts, and the latest that ended. */
export const floodStandingSchema = z.object({ current: floodSchema.nullable(), last: floodSchema.nullable() });
export type FloodStanding = z.infer<typeof floodStandingSchema>;

export const originSortSchema = z.enum(["events", "score", "rarest", "name"]);
/** GET /api/v1/alerts/{id}/origins: whom a folded alert stands for. */
export const originQuerySchema = z.object({
  sort: originSortSchema.default("events"),
  /** A part of the name. */
  q: z.string().max(200).optional(),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});
export type OriginQuery = z.infer<typeof originQuerySchema>;

const originSchema = z.object({
  id: z.string(),
  name: z.string(),
  events: z.number().int(),
  firstSeen: z.string(),
  lastSeen: z.string(),
  /** Of its highest event, and which that was. */
  score: z.number(),
  eventId: z.number().int(),
});
export type AlertOrigin = z.infer<typeof originSchema>;

export const originPageSchema = pageOf(originSchema).extend({
  /** Its events by log source, the most first. */
  sources: z.array(z.object({ name: z.string(), events: z.number().int() })),
});
export type OriginPage = z.infer<typeof originPageSchema>;

import { z } from "zod";
import { bandSchema, dateTimeSchema, entityIdSchema, offsetSchema, pageOf, streamSchema } from "./common.ts";

export const entityRefSchema = z.object({
  id: entityIdSchema,
  kind: z.enum(["user", "host", "address"]),
  name: z.string(),
});
export type EntityRef = z.infer<typeof entityRefSchema>;

/** An event as lists show it. Times are ISO 8601 in UTC. */
export const eventRowSchema = z.object({
  id: offsetSchema,
  stream: streamSchema,
  time: z.string(),
  timeAdjusted: z.boolean(),
  received: z.string(),
  source: z.string(),
  classUid: z.number().int(),
  className: z.string(),
  family: z.string(),
  statusId: z.number().int(),
  summary: z.string(),
  user: entityRefSchema.nullable(),
  host: entityRefSchema.nullable(),
  src: entityRefSchema.nullable(),
  dst: entityRefSchema.nullable(),
  score: z.number(),
  margin: z.number(),
  confidence: z.number(),
  band: bandSchema,
  /** An exception of the policy kept it out of the band that it reached. */
  excepted: z.boolean(),
});
export type EventRow = z.infer<typeof eventRowSchema>;

/** What one detector added to the blend, in units of margin. */
export const contributionSchema = z.object({ detector: z.string(), value: z.number() });

export const featureValueSchema = z.object({ name: z.string(), value: z.number().nullable(), imputed: z.boolean() });

export const eventDetailSchema = eventRowSchema.extend({
  contributions: z.array(contributionSchema),
  features: z.array(featureValueSchema),
  /** By the trained model in force; null without one: then the screen says "uncalibrated". */
  probability: z.number().nullable(),
  /** In force for the event at its offset, as margins; null = off. */
  thresholds: z.object({
    /** Name of the policy's scope that they belong to; null where none fitted. */
    scope: z.string().nullable(),
    notify: z.number().nullable(),
    approve: z.number().nullable(),
    auto: z.number().nullable(),
    version: z.number().int(),
    policyVersion: z.number().int(),
    estimated: z.boolean(),
    reason: z.string(),
  }),
  /** The exception that covers it, as it stood in the policy that judged the event. */
  exception: z.object({ id: z.string(), name: z.string(), reason: z.string(), expiresAt: z.string() }).nullable(),
  referenceVersion: z.number().int(),
  /** Of the trained model's activation; 0 where none was in force. */
  modelVersion: z.number().int(),
  /** OCSF form with what we do not name under `unmapped`. */
  ocsf: z.record(z.string(), z.unknown()),
  /** The record as received, base64, and as text where it is valid UTF-8. */
  original: z.object({ base64: z.string(), text: z.string().nullable(), format: z.string() }),
});
export type EventDetail = z.infer<typeof eventDetailSchema>;

export const eventQuerySchema = z.object({
  stream: streamSchema.default("main"),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  order: z.enum(["newest", "score"]).default("newest"),
  family: z.string().optional(),
  entity: entityIdSchema.optional(),
  minScore: z.coerce.number().min(0).max(100).optional(),
  /** Id of an exception of the policy: what it covered, under whichever version. */
  excepted: z.string().max(40).optional(),
  /** What moves away from the anchor, by verdicts or by hand, have hidden or shown since the guard began; scores of 50 and more, best in order of score. */
  adaptation: z.enum(["hidden", "shown"]).optional(),
  from: dateTimeSchema.optional(),
  to: dateTimeSchema.optional(),
});
export type EventQuery = z.infer<typeof eventQuerySchema>;
export const eventPageSchema = pageOf(eventRowSchema);

/** GET /api/v1/events/classes: how many events of each class a stream received in a period. */
export const eventClassesQuerySchema = z.object({
  stream: streamSchema.default("main"),
  from: dateTimeSchema.optional(),
  to: dateTimeSchema.optional(),
});
export const eventClassesSchema = z.object({
  classes: z.array(z.object({ classUid: z.number().int(), name: z.string(), count: z.number().int() })),
});
export type EventClasses = z.infer<typeof eventClassesSchema>;

/** Answer of POST /api/v1/events. */
export const ingestAnswerSchema = z.object({
  batchId: z.uuid(),
  accepted: z.number().int(),
  duplicates: z.number().int(),
  /** All that were refused; the first thousand of them with their reasons… */
  rejectedCount: z.number().int(),
  rejected: z.array(z.object({ index: z.number().int(), reason: z.string() })),
  /** …and the places of the others: first and last index of each run. */
  alsoRejected: z.array(z.tuple([z.number().int(), z.number().int()])),
});
export type IngestAnswer = z.infer<typeof ingestAnswerSchema>;

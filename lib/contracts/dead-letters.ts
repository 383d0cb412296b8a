import { z } from "zod";
import { offsetSchema, pageOf, streamSchema } from "./common.ts";

/** An event that was accepted and could not be scored. */
export const deadLetterSchema = z.object({
  offset: offsetSchema,
  stream: streamSchema,
  source: z.string(),
  sourceId: z.number().int(),
  format: z.string(),
  received: z.string(),
  reason: z.string(),
  createdAt: z.string(),
  replayedAt: z.string().nullable(),
  replayedBy: z.string().nullable(),
});
export type DeadLetterRow = z.infer<typeof deadLetterSchema>;

/** `waiting` for somebody, or `replayed` already. */
const filters = {
  stream: streamSchema.default("main"),
  state: z.enum(["all", "waiting", "replayed"]).default("all"),
  source: z
    .string()
    .regex(/^\d{1,9}$/, "An id has decimal digits only.")
    .transform(Number)
    .optional(),
};

export const deadLetterQuerySchema = z.object({
  ...filters,
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type DeadLetterQuery = z.infer<typeof deadLetterQuerySchema>;
export const deadLetterPageSchema = pageOf(deadLetterSchema).extend({
  /** All that match, as far as they were counted. */
  count: z.number().int(),
});

/** Dead letters that one download holds at most; the newest go first. */
export const mostDownloaded = 5_000;

/** With `offsets` those alone, comma-separated; else all that match. */
export const deadLetterDownloadQuerySchema = z.object({
  ...filters,
  form: z.enum(["ndjson", "raw"]).default("ndjson"),
  offsets: z
    .string()
    .regex(/^\d{1,16}(,\d{1,16}){0,499}$/, "Offsets are decimal numbers, at most 500, with commas between.")
    .transform((text) => text.split(",").map(Number))
    .optional(),
});
export type DeadLetterDownloadQuery = z.infer<typeof deadLetterDownloadQuerySchema>;

/** A line of the download as NDJSON: the record as text where it is UTF-8, else its bytes. */
export const deadLetterLineSchema = z.object({
  offset: offsetSchema,
  source: z.string(),
  format: z.string(),
  received: z.string(),
  reason: z.string(),
  record: z.string().nullable(),
  recordBase64: z.string().nullable(),
});

export const deadLetterReplaySchema = z
  .object({ stream: streamSchema, offsets: z.array(offsetSchema).min(1).max(500) })
  .strict();
export const deadLetterReplayAnswerSchema = z.object({
  replayed: z.array(offsetSchema),
  refused: z.array(z.object({ offset: offsetSchema, reason: z.string() })),
});

import { z } from "zod";
import { offsetSchema, pageOf, streamSchema } from "./common.ts";

/** An event that was accepted and could not be scored. */
export const deadLetterSchema = z.object({
  offset: offsetSchema,
  stream: streamSchema,
  source: z.string(),
  received: z.string(),
  reason: z.string(),
  createdAt: z.string(),
  replayedAt: z.string().nullable(),
  replayedBy: z.string().nullable(),
});
export type DeadLetterRow = z.infer<typeof deadLetterSchema>;

export const deadLetterQuerySchema = z.object({
  stream: streamSchema.default("main"),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type DeadLetterQuery = z.infer<typeof deadLetterQuerySchema>;
export const deadLetterPageSchema = pageOf(deadLetterSchema);

export const deadLetterReplaySchema = z
  .object({ stream: streamSchema, offsets: z.array(offsetSchema).min(1).max(500) })
  .strict();
export const deadLetterReplayAnswerSchema = z.object({
  replayed: z.array(offsetSchema),
  refused: z.array(z.object({ offset: offsetSchema, reason: z.string() })),
});

import { z } from "zod";
import { streamSchema } from "./common.ts";
import { thresholdStepSchema } from "./threshold-step.ts";

/** A year and its leap day: longer ago than scores are kept. */
const mostHours = 8784;

/** GET /api/v1/thresholds/history : the thresholds over the last hours, or over all time where none are named. */
export const thresholdHistoryQuerySchema = z.object({
  stream: streamSchema.default("main"),
  hours: z.coerce.number().int().min(1).max(mostHours).optional(),
});

/**
 * `streamAt`: by the stream's clock, ms; null: before its first event. `digest`: over the inputs that led to it and the move
 * before it.
 */
export const historyStepSchema = thresholdStepSchema.extend({
  streamAt: z.number().int().nullable(),
  digest: z.string(),
});
export type HistoryStep = z.infer<typeof historyStepSchema>;

export const thresholdHistorySchema = z.object({
  stream: streamSchema,
  /** What is covered, ms by the stream's clock; it ends where that clock stands. */
  from: z.number().int(),
  to: z.number().int(),
  /** The step in force when the period begins, then each after it, oldest first. */
  steps: z.array(historyStepSchema),
  /** There are older moves in the period than are listed. */
  cut: z.boolean(),
  /** Moves before those that the period has; unless it is cut, the last of them is the first step. */
  earlier: z.number().int().nonnegative(),
});
export type ThresholdHistory = z.infer<typeof thresholdHistorySchema>;

import { z } from "zod";
import { streamSchema } from "./common.ts";

/** `GET /api/v1/thresholds/drift` */
export const thresholdDriftQuerySchema = z.object({ stream: streamSchema.default("main") });

const count = z.number().int().nonnegative();
const share = z.number().min(0).max(1);
const spanSchema = z.object({ from: z.number().int(), to: z.number().int(), events: count });

export const thresholdDriftSchema = z.object({
  stream: streamSchema,
  /** How scores of the last day spread, held against those of the seven days before; null: too few of either. */
  shift: z
    .object({
      reference: spanSchema,
      current: spanSchema,
      index: z.number(),
      size: z.enum(["none", "some", "large"]),
      bins: z.array(z.object({ upTo: z.number(), reference: share, current: share })),
    })
    .nullable(),
  /** Scored events of the last day and of the seven days before it, and how many are needed of each. */
  events: z.object({ current: count, reference: count, needed: count }),
  /**
   * Whether the hourly share of scores over `over`, the reference's 90 % quantile, has left what is usual at the time of
   * day without coming back: since when, what is usual then, and what is.
   */
  change: z.object({ since: z.number().int(), usual: share, now: share, over: z.number() }).nullable(),
  /** Hours of the reference, and how many are needed to know what is usual. */
  hours: z.object({ reference: count, needed: count }),
  /** Where the tail of the latest margins puts the share that notify aims at; null: no such share, or too few. */
  tail: z.object({ risk: z.number(), margin: z.number(), margins: count, peaks: count }).nullable(),
  /** The share that notify aims at; null where it has no single one. */
  risk: z.number().nullable(),
  /** `notify` in force, as a margin; null: none. */
  notify: z.number().nullable(),
});
export type ThresholdDrift = z.infer<typeof thresholdDriftSchema>;

import { z } from "zod";
import { streamSchema } from "./common.ts";

/** GET /api/v1/policies/advice: what is wished of `notify`, on alerts of the last 30 days. */
export const policyAdviceQuerySchema = z.object({
  stream: streamSchema.default("main"),
  /** Alerts an hour that people can look at, at most. */
  alertsPerHour: z.coerce.number().positive().max(100_000).optional(),
  /** False alarms a day, at most. */
  falseAlarmsPerDay: z.coerce.number().positive().max(1_000_000).optional(),
  /** What a missed attack costs, in false alarms. */
  missCost: z.coerce.number().positive().max(1_000_000).optional(),
});
export type PolicyAdviceQuery = z.infer<typeof policyAdviceQuerySchema>;

/** An answer to one wish: a margin for `notify`, or the reason why none is advised. */
const advisedSchema = z.object({
  wish: z.enum(["alertsPerHour", "falseAlarmsPerDay", "missCost"]),
  /** Null: nothing is advised. */
  notify: z.number().nullable(),
  /** Where it would fall with other verdicts of the same kind, where that is known. */
  range: z.object({ low: z.number(), high: z.number() }).nullable(),
  /** What it means in these alerts, or why nothing is advised. */
  words: z.string(),
});
export type Advised = z.infer<typeof advisedSchema>;

export const policyAdviceSchema = z.object({
  /** What it rests on. */
  alerts: z.number().int(),
  truePositives: z.number().int(),
  falsePositives: z.number().int(),
  days: z.number(),
  /** Where `notify` stands, which nothing below is known about. */
  current: z.number(),
  advised: z.array(advisedSchema),
});
export type PolicyAdvice = z.infer<typeof policyAdviceSchema>;

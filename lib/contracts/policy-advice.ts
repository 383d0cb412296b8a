import { z } from "zod";
import { streamSchema } from "./common.ts";
import { fieldFigureSchema } from "./thresholds.ts";

export const adviceWishSchema = z.enum(["falseAlarms", "recall", "both", "cost", "capacity", "misses"]);
export type AdviceWish = z.infer<typeof adviceWishSchema>;

const share = z.coerce.number().gt(0).lt(1);
const cost = z.coerce.number().positive().max(1_000_000);
const needs = {
  falseAlarms: ["falseAlarms"],
  recall: ["recall"],
  both: ["falseAlarms", "recall"],
  cost: ["falseAlarmCost", "missCost"],
  capacity: ["alertsPerDay"],
  misses: ["misses"],
} as const;

/** GET /api/v1/policies/advice : what is wished of `notify`, with the numbers that the wish needs. */
export const policyAdviceQuerySchema = z
  .object({
    stream: streamSchema.default("main"),
    wish: adviceWishSchema,
    /** `falseAlarms`, `both`: the share of normal events that may reach notify. */
    falseAlarms: share.optional(),
    /** `recall`, `both`: the share of attacks that must. */
    recall: share.optional(),
    /** `misses`: the share of attacks to come that may be missed, on average. */
    misses: share.optional(),
    /** `cost`: both in any one unit, such as minutes or money. */
    falseAlarmCost: cost.optional(),
    missCost: cost.optional(),
    /** `capacity`: alerts a day that people can handle. */
    alertsPerDay: z.coerce.number().positive().max(1_000_000).optional(),
  })
  .superRefine((query, context) => {
    for (const name of needs[query.wish]) {
      if (query[name] === undefined) context.addIssue({ code: "custom", path: [name], message: "The wish needs it." });
    }
  });
export type PolicyAdviceQuery = z.infer<typeof policyAdviceQuerySchema>;

const count = z.number().int().nonnegative();
const range = z.object({ low: z.number(), high: z.number() });

/** A margin for `notify`, or in words why none is advised; what people would meet there. */
export const policyAdviceSchema = z.object({
  wish: adviceWishSchema,
  /** What it rests on: days, alerts raised in them, judged events over notify, judged spot checks, attacks among each. */
  basis: z.object({
    days: z.number(),
    alerts: count,
    flagged: count,
    flaggedAttacks: count,
    spotChecks: count,
    missedAttacks: count,
  }),
  /** Where `notify` stands, as a margin. */
  current: z.number(),
  /** Null: nothing is advised. */
  notify: z.number().nullable(),
  /** The share of normal events below it, as the score means it. */
  quantile: z.number().nullable(),
  /** Where it would fall with other verdicts, or all margins that keep what was asked; null: not known. */
  range: range.nullable(),
  /** Alerts a day there; `isEstimate` below notify, where they are inferred from events. */
  alertsPerDay: z.object({ value: z.number(), isEstimate: z.boolean() }).nullable(),
  /** There, by verdicts weighted with the chance of being drawn; 95 % intervals. */
  recall: fieldFigureSchema.nullable(),
  falseAlarmRate: fieldFigureSchema.nullable(),
  /** What was asked, the nearest that can be had, and how far they are apart; null: it can be had, or nothing is known. */
  gap: z.object({ asked: z.number(), nearest: z.number(), gap: z.number() }).nullable(),
  /** Events of attacks a week that one more alert a day would find; 95 % interval. */
  shadowPrice: z.object({ attacksPerWeek: z.number(), interval: range, judged: count }).nullable(),
  /** The answer, or why there is none, and its limits, one sentence each. */
  words: z.array(z.string()),
});
export type PolicyAdvice = z.infer<typeof policyAdviceSchema>;

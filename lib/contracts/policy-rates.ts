import { z } from "zod";
import { streamSchema } from "./common.ts";

/** GET /api/v1/policies/rates : how often events reached notify while each of the newest versions was in force. */
export const policyRatesQuerySchema = z.object({ stream: streamSchema.default("main") });

export const policyRateSchema = z.object({
  version: z.number().int(),
  /** What of its time in force was counted, ms. */
  from: z.number(),
  to: z.number(),
  events: z.number(),
  flagged: z.number(),
  /** The share of events that it means to flag; `stated` by the rule, or what its score stands for. */
  target: z.object({ share: z.number(), stated: z.boolean() }),
});
export type PolicyRate = z.infer<typeof policyRateSchema>;

export const policyRatesSchema = z.object({ versions: z.array(policyRateSchema) });

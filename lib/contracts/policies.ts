import { z } from "zod";
import { notifyRuleSchema, policySchema } from "../thresholds/policy.ts";
import { pageOf, streamSchema } from "./common.ts";

export const policyRecordSchema = z.object({
  stream: streamSchema,
  version: z.number().int(),
  body: policySchema,
  reason: z.string(),
  author: z.string(),
  createdAt: z.string(),
  activeFrom: z.number().int().nullable(),
  activatedAt: z.string().nullable(),
});
export type PolicyRecord = z.infer<typeof policyRecordSchema>;

const [fixedRule, neymanPearsonRule] = notifyRuleSchema.options;
/** A policy as it is written: a misspelt field is refused. Stored ones are read more leniently, to stay readable. */
const writtenPolicySchema = policySchema
  .omit({ version: true })
  .extend({
    notify: z.discriminatedUnion("method", [fixedRule.strict(), neymanPearsonRule.strict()]),
    severity: policySchema.shape.severity.strict(),
  })
  .strict();

/** POST /api/v1/policies: publishes the next version; `basedOn` guards against overwriting a version not seen. */
export const policyPublishSchema = z
  .object({
    stream: streamSchema,
    basedOn: z.number().int().min(1),
    reason: z.string().trim().min(3).max(2000),
    policy: writtenPolicySchema,
  })
  .strict();
export type PolicyPublish = z.infer<typeof policyPublishSchema>;

export const policyQuerySchema = z.object({
  stream: streamSchema.default("main"),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
/** Newest version first. */
export const policyPageSchema = pageOf(policyRecordSchema);

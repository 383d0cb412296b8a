import { z } from "zod";

/** Thresholds in one scope of the policy, as scores; null = off. */
const scopeStepSchema = z.object({
  id: z.string(),
  name: z.string(),
  notify: z.number(),
  approve: z.number().nullable(),
  auto: z.number().nullable(),
});

/** The thresholds as they stood from `at` (ms) on, as scores (0-100), null = off. */
export const thresholdStepSchema = z.object({
  version: z.number().int(),
  policyVersion: z.number().int(),
  at: z.number().int(),
  offset: z.number().int(),
  notify: z.number().nullable(),
  approve: z.number().nullable(),
  auto: z.number().nullable(),
  /** As they hold in each scope of the policy, in its order: the first that fits decides. */
  scopes: z.array(scopeStepSchema),
  cause: z.string(),
  reason: z.string(),
  actor: z.string(),
  estimated: z.boolean(),
});
export type ThresholdStep = z.infer<typeof thresholdStepSchema>;

import { z } from "zod";
import { streamSchema } from "./common.ts";

/** received = rejected + duplicate + accepted; accepted = scored + waiting + deadLettered + expired. */
export const ledgerCountsSchema = z.object({
  received: z.number().int(),
  rejected: z.number().int(),
  duplicate: z.number().int(),
  accepted: z.number().int(),
  scored: z.number().int(),
  waiting: z.number().int(),
  deadLettered: z.number().int(),
  expired: z.number().int(),
});
export type LedgerCounts = z.infer<typeof ledgerCountsSchema>;

export const ledgerSchema = z.object({
  stream: streamSchema,
  asOf: z.string(),
  balanced: z.boolean(),
  /** What does not add up, in words; empty when balanced. */
  differences: z.array(z.string()),
  totals: ledgerCountsSchema,
  /** Next offset of the log, next to be scored, and the age of the oldest waiting event in ms. */
  head: z.number().int(),
  position: z.number().int(),
  lagMs: z.number(),
  sources: z.array(z.object({ id: z.number().int(), name: z.string(), format: z.string() }).and(ledgerCountsSchema)),
});
export type Ledger = z.infer<typeof ledgerSchema>;

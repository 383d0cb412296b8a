import { z } from "zod";
import { dateTimeSchema, streamSchema } from "./common.ts";
import { ledgerCountsSchema } from "./ledger.ts";

/** Minutes that can be asked for at once. */
export const mostLedgerMinutes = 180;

export const ledgerMinutesQuerySchema = z.object({
  stream: streamSchema.default("main"),
  minutes: z.coerce.number().int().min(1).max(mostLedgerMinutes).default(60),
  /** The end of the last minute; without it the minute under way is the last. */
  until: dateTimeSchema.optional(),
});
export type LedgerMinutesQuery = z.infer<typeof ledgerMinutesQuerySchema>;

/** The ledger of one source in one minute, by when its records were received. `at` is its beginning in ms. */
export const ledgerCellSchema = z.object({ at: z.number().int(), balanced: z.boolean() }).and(ledgerCountsSchema);
export type LedgerCell = z.infer<typeof ledgerCellSchema>;

export const ledgerMinutesSchema = z.object({
  stream: streamSchema,
  asOf: z.string(),
  /** Beginning of the first and end of the last minute that was counted, ms. */
  from: z.number().int(),
  to: z.number().int(),
  /** More events than are counted at once: the oldest minutes asked for are left out. */
  narrowed: z.boolean(),
  balanced: z.boolean(),
  /** Where it does not add up, in words; the newest first, at most a hundred. */
  differences: z.array(z.object({ source: z.number().int(), at: z.number().int(), text: z.string() })),
  /** Days of the range that retention has dropped: their minutes are no longer told apart. */
  expiredDays: z.array(z.string()),
  /** Minutes in which nothing came and nothing was counted are left out. */
  sources: z.array(
    z.object({ id: z.number().int(), name: z.string(), format: z.string(), cells: z.array(ledgerCellSchema) }),
  ),
});
export type LedgerMinutes = z.infer<typeof ledgerMinutesSchema>;

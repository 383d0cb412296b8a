import { z } from "zod";
import { streamSchema } from "./common.ts";

export const entityKindSchema = z.enum(["user", "host", "address"]);

/** GET /api/v1/policies/suggestions: exceptions that closures as false positive or benign suggest. */
export const suggestionsQuerySchema = z.object({ stream: streamSchema.default("main") });

export const exceptionSuggestionsSchema = z.object({
  /** How far back. */
  days: z.number().int(),
  /** Those that would have kept no true positive away first; then by how much noise would go. */
  items: z.array(
    z.object({
      entity: z.object({ name: z.string(), kind: entityKindSchema }),
      /** Alerts closed as false or benign, and as true, that are about the entity. */
      removes: z.number().int(),
      loses: z.number().int(),
      newest: z.object({ id: z.number().int(), title: z.string() }),
    }),
  ),
});
export type ExceptionSuggestions = z.infer<typeof exceptionSuggestionsSchema>;

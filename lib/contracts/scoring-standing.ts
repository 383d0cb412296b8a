import { z } from "zod";
import { streamSchema } from "./common.ts";

/**
 * Whether scoring keeps up with a stream: `inStep`; `behind`, with the age of the oldest event that waits; `silent`, with how
 * long nothing was heard of whoever scores it. Both ms.
 */
export const scoringStandingSchema = z.discriminatedUnion("kind", [
  z.object({ stream: streamSchema, kind: z.literal("inStep") }),
  z.object({ stream: streamSchema, kind: z.literal("behind"), ms: z.number() }),
  z.object({ stream: streamSchema, kind: z.literal("silent"), ms: z.number() }),
]);
export type ScoringStanding = z.infer<typeof scoringStandingSchema>;

import { z } from "zod";
import { streamSchema } from "../../lib/contracts/common.ts";
import { modelCardSchema } from "../../lib/contracts/model-card.ts";
import { trainingOptionsSchema } from "../../lib/contracts/models.ts";

/** What a trainer's thread is asked to do. */
export const trainingOrderSchema = z.object({
  stream: streamSchema,
  origin: z.enum(["generated", "verdicts"]),
  options: trainingOptionsSchema,
  /** Where the thread reads verdicts and stored vectors from; it writes nothing. */
  databaseUrl: z.string(),
  /** Stretches the generated histories; 1 but for tests. */
  scale: z.number().positive(),
});
export type TrainingOrder = z.infer<typeof trainingOrderSchema>;

/** What the thread says; exactly one `done` or `refused` comes last, unless it breaks. */
export const trainingMessageSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("step"), share: z.number().min(0).max(1), step: z.string() }),
  z.object({ kind: z.literal("done"), artefact: z.instanceof(Uint8Array), card: modelCardSchema }),
  /** A sentence for people. */
  z.object({ kind: z.literal("refused"), reason: z.string() }),
]);
export type TrainingMessage = z.infer<typeof trainingMessageSchema>;

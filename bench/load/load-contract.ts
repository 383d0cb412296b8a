import { z } from "zod";
import { loadClockSchema } from "./load-clock.ts";

/** What a load is asked to do; it travels to the load's own process. */
export const loadOptionsSchema = z.object({
  url: z.url(),
  key: z.string(),
  clients: z.number().int().min(1).default(4),
  /** Records a request. */
  batch: z.number().int().min(1).default(500),
  /** Records a second over all clients; without it each client sends as soon as it has its answer (closed loop). */
  rate: z.number().positive().optional(),
  entities: z.number().int().default(5_000),
  seed: z.union([z.string(), z.number()]).default("bench"),
  /** Bodies that are made before the first is sent, so that making them costs nothing while sending begins. */
  prepared: z.number().int().min(1).default(64),
  clock: loadClockSchema.optional(),
});
export type LoadOptions = z.input<typeof loadOptionsSchema>;
export type LoadSettings = z.output<typeof loadOptionsSchema>;

/** Counts since the start, or since the last `mark`. */
export const loadCountsSchema = z.object({
  seconds: z.number(),
  requests: z.number(),
  sent: z.number(),
  accepted: z.number(),
  duplicates: z.number(),
  rejected: z.number(),
  /** Answers 429 and 503; the batch was sent again with its own key. */
  postponed: z.number(),
  /** Requests that ended without an answer, by the error's code; sent again too. */
  broken: z.number(),
  /** Refusals for good, with the first few reasons. */
  refused: z.number(),
  reasons: z.array(z.string()),
  bytes: z.number(),
  /** From request to answer. */
  p50Ms: z.number(),
  p95Ms: z.number(),
  p99Ms: z.number(),
  maxMs: z.number(),
  /** In offered-rate mode: how far behind its plan the load was at worst. More than a batch: the rate was not offered. */
  worstBacklogMs: z.number(),
  cpuSeconds: z.number(),
});
export type LoadCounts = z.infer<typeof loadCountsSchema>;

export const loadCommandSchema = z.discriminatedUnion("do", [
  z.object({ do: z.literal("start"), options: loadOptionsSchema }),
  /** Answers with the counts so far and begins to count anew. */
  z.object({ do: z.literal("mark") }),
  /** Finishes what is in flight, answers with the counts and ends the process. */
  z.object({ do: z.literal("stop") }),
]);

export const loadAnswerSchema = z.discriminatedUnion("is", [
  z.object({ is: z.literal("ready"), meanBytes: z.number(), shares: z.record(z.string(), z.number()) }),
  z.object({ is: z.literal("counts"), counts: loadCountsSchema }),
]);
export type LoadAnswer = z.infer<typeof loadAnswerSchema>;

import { z } from "zod";

const margin = z.number().finite();

/**
 * A judged event as the guard is told of it: what was decided when it was scored, and what people found. When it was seen
 * the guard knows by its offset: the time that its sender states says nothing.
 */
const judgedEventSchema = z.object({
  offset: z.number().int().nonnegative(),
  margin,
  origin: z.string(),
  network: z.string().nullable(),
  alert: z.boolean(),
  /** With which a verdict was asked for; for an alert with more events than it lists, times the share that it lists. */
  chance: z.number().gt(0).max(1),
  /** `none`: it has none any more. */
  verdict: z.enum(["benign", "attack", "unknown", "none"]),
  /** What an earlier verdict on it did, to be taken back first; null: it is the first. */
  earlier: z.object({ counted: z.boolean(), step: z.number() }).nullable(),
});
export type JudgedEvent = z.infer<typeof judgedEventSchema>;

const family = z.string().min(1).max(80);

/**
 * What reaches a guard from outside the log. Scoring takes each up at an offset and keeps it, so that folding the log
 * again with the same inputs gives the same thresholds. `guard`: the number of the input that started the guard.
 */
export const guardInputSchema = z.discriminatedUnion("kind", [
  /** The policy asks for a guard: it starts at the anchor, at the stream's time. */
  z.object({ kind: z.literal("start") }),
  /** Feature vectors of known attacks, which the live models score each hour. */
  z.object({
    kind: z.literal("canaries"),
    families: z.array(z.object({ family, vectors: z.array(z.array(z.number().nullable())) })).max(20),
  }),
  z.object({ kind: z.literal("verdicts"), guard: z.number().int(), events: z.array(judgedEventSchema).max(200) }),
  /** Two people decided on a wish to pass a guard. */
  z.object({
    kind: z.literal("decision"),
    guard: z.number().int(),
    number: z.number().int(),
    approved: z.boolean(),
    by: z.tuple([z.string(), z.string()]),
  }),
  /**
   * Back to where a move came from; `anchor` where that move had moved the anchor too. `byTwo`: a second person agreed, or
   * none is asked; without, nothing may rise.
   */
  z.object({
    kind: z.literal("rollBack"),
    guard: z.number().int(),
    version: z.number().int(),
    to: margin,
    anchor: margin.nullable(),
    actor: z.string(),
    reason: z.string(),
    byTwo: z.boolean(),
  }),
  /** A person puts notify elsewhere within its rails: lower alone, higher with a second person (`byTwo`). */
  z.object({
    kind: z.literal("byHand"),
    guard: z.number().int(),
    to: margin,
    actor: z.string(),
    reason: z.string(),
    byTwo: z.boolean(),
  }),
]);
export type GuardInput = z.infer<typeof guardInputSchema>;

/** What became of an input; `steps` by event of a verdict that counted, for when it is taken back. */
export interface GuardAnswer {
  readonly outcome: string;
  readonly steps: readonly { readonly offset: number; readonly outcome: string; readonly step: number }[];
}

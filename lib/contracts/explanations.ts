import { z } from "zod";
import { streamSchema } from "./common.ts";

/** One line of a waterfall about a feature: its value, what is usual, in words that people read. */
const featurePartSchema = z.object({
  feature: z.string(),
  /** "failed sign-ins within ten minutes" */
  words: z.string(),
  value: z.string(),
  usual: z.string().nullable(),
  imputed: z.boolean(),
  /** In the units of the whole that it is a part of; high = threatening. */
  contribution: z.number(),
});

/** Parts that add up: base + sum of the contributions = total, to 1e-9. */
const additive = { base: z.number(), total: z.number() };

const changeSchema = z.object({
  feature: z.string(),
  words: z.string(),
  from: z.string(),
  to: z.string(),
  usual: z.string().nullable(),
});

/** GET /api/v1/events/{id}/explanation?stream: why the event scored as it did, computed again from what was stored. */
export const explanationSchema = z.object({
  stream: streamSchema,
  event: z.number().int(),
  score: z.number(),
  margin: z.number(),
  /** The trained model in force at the event; null where there was none. */
  model: z.object({ id: z.number().int(), number: z.number().int(), name: z.string() }).nullable(),
  /** Calibrated; null while uncalibrated, and the note says why, or on what it was calibrated. */
  probability: z.number().nullable(),
  probabilityNote: z.string(),
  /** Log-odds of an attack as a sum over detectors; null without a trained model. */
  logOdds: z
    .object({
      ...additive,
      parts: z.array(
        z.object({
          name: z.string(),
          words: z.string(),
          output: z.number(),
          weight: z.number(),
          contribution: z.number(),
        }),
      ),
    })
    .nullable(),
  /** The detectors that need no training: contributions in units of margin, adding up to what was ranked. */
  detectors: z.object({
    parts: z.array(z.object({ detector: z.string(), words: z.string(), contribution: z.number() })),
    blend: z.number(),
    margin: z.number(),
    /** The stated prior below which the margin cannot fall; null where none fired. */
    floor: z.object({ detector: z.string(), words: z.string(), margin: z.number() }).nullable(),
  }),
  /** Exact SHAP values of the trained trees' own margin. `background`: against normal events; else along the paths. */
  trees: z
    .object({
      ...additive,
      parts: z.array(featurePartSchema),
      against: z.enum(["paths", "background"]),
    })
    .nullable(),
  /** A local linear view of the whole score, which wobbles: `stability` is the mean Jaccard of its five largest over seeds. */
  surrogate: z.object({ parts: z.array(featurePartSchema), stability: z.number() }).nullable(),
  /** What it resembles among attacks that the model knows, the likeliest first. */
  kinds: z.array(z.object({ name: z.string(), share: z.number() })),
  /** Two plain sentences each. */
  sentences: z.object({ why: z.array(z.string()), whatIf: z.array(z.string()) }),
  /** Changes that would have kept it under `threshold` (a margin), verified by scoring again; null: not over any. */
  counterfactual: z
    .object({
      threshold: z.number(),
      found: z.boolean(),
      changes: z.array(changeSchema),
      scoreAfter: z.number().nullable(),
    })
    .nullable(),
});
export type Explanation = z.infer<typeof explanationSchema>;

export const explanationQuerySchema = z.object({
  stream: streamSchema.default("main"),
  /** How trees are explained, and whether the surrogate is computed too (slower). */
  against: z.enum(["paths", "background"]).default("paths"),
  surrogate: z.enum(["0", "1"]).default("0"),
});

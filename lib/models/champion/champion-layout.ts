import { z } from "zod";

/** What the artefact of a champion calls its learner, and the two ensembles in it. */
export const championKind = "champion";
export const treesPrefix = "trees.";
export const kindsPrefix = "kinds.";

const count = z.number().int().positive();
export const treesShapeSchema = z
  .object({ classes: count, features: z.number().int().nonnegative(), outputs: count, leafWidth: count })
  .strict();

export const championSettingsSchema = z
  .object({
    features: z.array(z.string()),
    calibratedOn: z.string().max(500),
    trees: treesShapeSchema,
    kinds: z
      .object({ names: z.array(z.string().min(1).max(200)), trees: treesShapeSchema })
      .strict()
      .nullable(),
    /** What the model says of itself, for whoever takes the file in; scoring does not read it. */
    card: z.json().optional(),
  })
  .strict();

import { z } from "zod";
import { askedForSchema } from "./change-requests.ts";
import { idParameterSchema, nameSchema, offsetSchema, pageOf, streamSchema } from "./common.ts";
import { modelCardSchema } from "./model-card.ts";
import { modelTrialSchema } from "./model-trial.ts";

/**
 * `training`: waits for a trainer or is being trained. `candidate`: trained and in no use. `champion`: scores the stream.
 * `retired`: was champion, or was put aside. `failed` and `cancelled` have no artefact.
 */
export const modelStateSchema = z.enum(["training", "candidate", "champion", "retired", "failed", "cancelled"]);
export type ModelState = z.infer<typeof modelStateSchema>;

/** What it learnt from: the generator's labelled history, verdicts of people, a labelled table, or a file made elsewhere. */
export const modelOriginSchema = z.enum(["generated", "verdicts", "table", "imported"]);
export type ModelOrigin = z.infer<typeof modelOriginSchema>;

/** How far a training is: share 0-1 of its steps, and the step in words. */
export const trainingProgressSchema = z.object({ share: z.number().min(0).max(1), step: z.string() });

/** How a training is set up. Each has a default, so that `{}` is a valid request. */
export const trainingOptionsSchema = z
  .object({
    rounds: z.number().int().min(5).max(500).default(60),
    mostDepth: z.number().int().min(2).max(8).default(6),
    learningRate: z.number().min(0.01).max(0.5).default(0.1),
    /** How much of a generated history is played, to learn from and to test on; of no meaning for other data. */
    historyShare: z.number().min(0.1).max(1).default(1),
    /** What is done where attacks are few; compared on the same folds in the card where it is not the default. */
    imbalance: z.enum(["classWeights", "overSampling", "underSampling", "smote", "none"]).default("classWeights"),
    seed: z
      .number()
      .int()
      .min(0)
      .max(2 ** 31)
      .default(1),
  })
  .strict();
export type TrainingOptions = z.infer<typeof trainingOptionsSchema>;

export const modelRowSchema = z.object({
  id: z.number().int(),
  stream: streamSchema,
  /** Within its stream, from 1. */
  number: z.number().int(),
  name: z.string(),
  state: modelStateSchema,
  origin: modelOriginSchema,
  author: z.string(),
  reason: z.string(),
  createdAt: z.string(),
  /** When a trainer took it up; null while it waits for one, and of files made elsewhere. */
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
  /** While it is being trained. */
  progress: trainingProgressSchema.nullable(),
  /** Somebody asked for an end of the training, and the trainer has not heard it yet. */
  cancelling: z.boolean(),
  /** Why there is none, of a failed one. */
  failure: z.string().nullable(),
  /** The offset from which it scores or last scored; null if never. */
  activeFrom: offsetSchema.nullable(),
  /** When scoring took it up last; null if never. */
  activeSince: z.string().nullable(),
  /** Why scoring would not take it up when it was promoted last. */
  refusal: z.string().nullable(),
  /** Figures of its card that a list shows. */
  headline: z
    .object({
      rocAuc: z.number().nullable(),
      averagePrecision: z.number().nullable(),
      tprAtFpr1: z.number().nullable(),
      recallUnseen: z.number().nullable(),
    })
    .nullable(),
  bytes: z.number().int().nullable(),
  /** SHA-256 of the artefact, hexadecimal. */
  digest: z.string().nullable(),
});
export type ModelRow = z.infer<typeof modelRowSchema>;

export const modelQuerySchema = z.object({
  stream: streamSchema.default("main"),
  state: modelStateSchema.optional(),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
/** What scores a stream now and what a roll back would lead to; as people decided, which scoring follows within moments. */
export const modelStandingSchema = z.object({
  /** Null: the detectors without a trained model. */
  champion: z.number().int().nullable(),
  /** What the model before this champion was; null where the detectors alone come next. */
  rollBackTo: z.object({ id: z.number().int(), number: z.number().int(), name: z.string() }).nullable(),
  /** The model that is being trained. */
  training: z.number().int().nullable(),
});
export type ModelStanding = z.infer<typeof modelStandingSchema>;

/** Newest first, with what scores the stream. */
export const modelPageSchema = pageOf(modelRowSchema).extend({ standing: modelStandingSchema });
export type ModelPage = z.infer<typeof modelPageSchema>;

export const modelParamsSchema = z.object({ id: idParameterSchema });

/** What was said of it, oldest first. */
const trainingLogSchema = z.array(z.object({ at: z.string(), line: z.string() }));

export const modelDetailSchema = modelRowSchema.extend({
  options: trainingOptionsSchema.nullable(),
  /** Null until it is trained. */
  card: modelCardSchema.nullable(),
  log: trainingLogSchema,
  /** When it came into force and by whom, newest first. */
  activations: z.array(
    z.object({
      version: z.number().int(),
      author: z.string(),
      reason: z.string(),
      createdAt: z.string(),
      activeFrom: offsetSchema.nullable(),
      activatedAt: z.string().nullable(),
      /** The offset from which another one scored; null while it does, or where it never did. */
      until: offsetSchema.nullable(),
      refusal: z.string().nullable(),
      /** What it would have done to recent events, as it was known then; null where it was not tried. */
      trial: modelTrialSchema.nullable(),
    }),
  ),
});
export type ModelDetail = z.infer<typeof modelDetailSchema>;

/** Why, in words that people read months later. */
const reasonSchema = z.string().trim().min(3).max(2000);
const modelName = nameSchema(80);

/** POST /api/v1/models: begins a training. `generated` is for the stream demo alone. */
export const modelTrainSchema = z
  .object({
    stream: streamSchema,
    origin: z.enum(["generated", "verdicts"]),
    name: modelName.optional(),
    options: trainingOptionsSchema.prefault({}),
    reason: reasonSchema,
  })
  .strict();
export type ModelTrain = z.infer<typeof modelTrainSchema>;

/** GET /api/v1/models/readiness: whether there are verdicts enough to learn from, and how many are missing. */
export const modelReadinessSchema = z.object({
  stream: streamSchema,
  /** Of alerts of which events are kept to learn from; `forgotten`: of those of which none are any more. */
  verdicts: z.object({ truePositive: z.number().int(), benign: z.number().int(), forgotten: z.number().int() }),
  needed: z.object({ truePositive: z.number().int(), benign: z.number().int(), all: z.number().int() }),
  /** Null where a training may begin; else one sentence. */
  missing: z.string().nullable(),
});
export type ModelReadiness = z.infer<typeof modelReadinessSchema>;

/** POST /api/v1/models/{id}/cancel and /retire. */
export const modelDecisionSchema = z.object({ reason: reasonSchema }).strict();

/**
 * POST /api/v1/models/{id}/promote; refused with 409 where another champion than the one seen is in force, and with 422 where
 * its trial asks for a `confirmation` that is not given.
 */
export const modelPromoteSchema = z
  .object({
    reason: reasonSchema,
    seenChampion: z.number().int().nullable(),
    confirmation: z.string().max(200).optional(),
  })
  .strict();
export type ModelPromote = z.infer<typeof modelPromoteSchema>;

/** The champion with what it would have done to recent events, as it was known when it was promoted. */
export const promotedModelSchema = modelRowSchema.extend({ trial: modelTrialSchema });
/** What came of promoting; with 202 the request that a second person decides on, as its trial says that it loses something. */
export const promotionSchema = z.union([promotedModelSchema, askedForSchema]);
export type PromotionAnswer = z.infer<typeof promotionSchema>;

/** POST /api/v1/models/roll-back: the champion before this one again, or the detectors without any. */
export const modelRollBackSchema = z
  .object({ stream: streamSchema, reason: reasonSchema, seenChampion: z.number().int() })
  .strict();
export type ModelRollBack = z.infer<typeof modelRollBackSchema>;
/** What came of rolling back; with 202 the request that a second person decides on. */
export const modelRolledBackSchema = z.union([modelStandingSchema, askedForSchema]);
export type RollBackAnswer = z.infer<typeof modelRolledBackSchema>;

export const modelReadinessQuerySchema = z.object({ stream: streamSchema.default("main") });

/** The largest artefact that is taken in: many times what a model of ours takes. */
export const mostArtefactBytes = 32_000_000;

/** POST /api/v1/models/import?stream&name&reason, the artefact as the body. */
export const modelImportQuerySchema = z.object({ stream: streamSchema, name: modelName, reason: reasonSchema });
export type ModelImport = z.infer<typeof modelImportQuerySchema>;

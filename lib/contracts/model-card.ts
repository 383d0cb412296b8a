import { z } from "zod";

/** A figure with its 95 % interval by bootstrap over entities; null where it has no meaning or too few rows. */
export const figureSchema = z.object({
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
});
export type Figure = z.infer<typeof figureSchema>;

/** How well scores tell attacks from what is normal, on rows that no part of the model has seen. */
export const modelFiguresSchema = z.object({
  rocAuc: figureSchema,
  averagePrecision: figureSchema,
  /** Share of the attacks found where one normal event in 100, in 1,000 is reported. */
  tprAtFpr1: figureSchema,
  tprAtFpr01: figureSchema,
  brier: figureSchema,
  logLoss: figureSchema,
  /** Expected calibration error, 15 bins of equal mass. */
  calibrationError: figureSchema,
  /** Share found at the operating point of attacks whose technique variant is not in the training data. */
  recallUnseen: figureSchema,
});
export type ModelFigures = z.infer<typeof modelFiguresSchema>;

/** What happens at the threshold that the model was trained for. Accuracy never without its false-alarm rate. */
export const operatingPointSchema = z.object({
  /** In words: "Neyman-Pearson, aimed at 1 % false alarms on training events". What came of it on later events stands beside. */
  rule: z.string(),
  /** A margin, as policies have them. */
  margin: z.number(),
  probability: z.number().nullable(),
  falsePositiveRate: figureSchema,
  recall: figureSchema,
  precision: figureSchema,
  accuracy: figureSchema,
  counts: z.object({
    truePositive: z.number().int(),
    falsePositive: z.number().int(),
    falseNegative: z.number().int(),
    trueNegative: z.number().int(),
  }),
});
export type OperatingPoint = z.infer<typeof operatingPointSchema>;

const share = z.number().min(0).max(1);

/** At most 200 points each, first and last included. */
const rocPointsSchema = z.array(z.object({ falsePositiveRate: share, recall: share }));
const precisionPointsSchema = z.array(z.object({ recall: share, precision: share }));
/** Of events with about this probability, the share that were attacks. */
const calibrationBinsSchema = z.array(z.object({ probability: share, share: share, count: z.number().int() }));

/** What a trained model says of itself. Written once, by the trainer, and never changed. */
export const modelCardSchema = z.object({
  data: z.object({
    /** Plain sentences. Of a generated history the first says that it is generated. */
    description: z.array(z.string()),
    events: z.number().int(),
    normal: z.number().int(),
    attacks: z.number().int(),
    from: z.string().nullable(),
    to: z.string().nullable(),
    /** By attack family: rows in training and in the test. */
    families: z.array(z.object({ name: z.string(), training: z.number().int(), test: z.number().int() })),
  }),
  protocol: z.object({
    description: z.array(z.string()),
    seed: z.number().int(),
    folds: z.number().int(),
    /** Technique variants, families or days that training never saw. */
    heldOut: z.array(z.string()),
    /** Models with the same digest were tested on the same rows, and may be compared figure by figure. */
    testDigest: z.string(),
  }),
  figures: modelFiguresSchema,
  /** The same rows scored by the detectors without any trained model. */
  baseline: modelFiguresSchema.nullable(),
  operatingPoint: operatingPointSchema,
  roc: rocPointsSchema,
  precisionRecall: precisionPointsSchema,
  calibration: calibrationBinsSchema,
  /** Rows: what it was; columns: what the model took it for. Both in the order of `labels`; the first is normal. */
  confusion: z.object({ labels: z.array(z.string()), counts: z.array(z.array(z.number().int())) }),
  /** Loss of average precision when the column is shuffled; the largest first. */
  importance: z.array(z.object({ feature: z.string(), mean: z.number(), deviation: z.number() })),
  /** Ways to treat few attacks, on the same folds. Empty where they were not compared. */
  imbalance: z.array(
    z.object({ method: z.string(), averagePrecision: z.number(), tprAtFpr1: z.number(), calibrationError: z.number() }),
  ),
  features: z.object({
    used: z.array(z.string()),
    excluded: z.array(z.object({ name: z.string(), why: z.string() })),
  }),
  parameters: z.array(z.object({ name: z.string(), value: z.string() })),
  /** What it cannot do, one sentence each. */
  limits: z.array(z.string()),
  seconds: z.number(),
  peakMemoryMb: z.number().nullable(),
});
export type ModelCard = z.infer<typeof modelCardSchema>;

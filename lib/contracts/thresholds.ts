import { z } from "zod";
import { idParameterSchema, offsetSchema, pageOf, smallIdParameterSchema, streamSchema } from "./common.ts";
import { thresholdStepSchema } from "./threshold-step.ts";

const count = z.number().int().nonnegative();
const share = z.number().min(0).max(1);
const interval = z.object({ low: share, high: share });

/** A guarded `notify` as it stood at the position up to which it was written. Margins are natural logits. */
export const guardedThresholdSchema = z.object({
  policyVersion: z.number().int(),
  /** The offset and the moment (stream time, ms) at which it began at its anchor. */
  startOffset: offsetSchema,
  startedAt: z.number(),
  /** How far it has been folded: next offset, and stream time in ms. */
  position: offsetSchema,
  at: z.number(),
  notify: z.number(),
  anchor: z.number(),
  rails: z.object({ low: z.number(), high: z.number() }),
  target: share,
  /** The share of normal events that is flagged, as the verdicts of the window say; null: fewer than 30 verdicts. */
  realised: z.object({ rate: share, deviations: z.number(), verdicts: count }).nullable(),
  verdicts: count,
  /** Alerts a day as they are met, and those that people can look at. */
  alertsPerDay: z.number(),
  capacityPerDay: z.number(),
  /** Stream time (ms) until which nothing moves it, and why; null: it is free. */
  frozen: z.object({ untilMs: z.number(), reason: z.string() }).nullable(),
  /** By family of known attacks: recall at the anchor and at notify; `blind`: the models see none of it at the anchor. */
  canaries: z.array(z.object({ family: z.string(), atAnchor: share, atNotify: share, blind: z.boolean() })),
  counts: z.object({
    /** Steps that met the bound of one verdict, and those that met the bound of one origin. */
    clipped: count,
    capped: count,
    /** Verdicts on what was scored in a freeze, and those that are unknown or came too late. */
    frozen: count,
    censored: count,
    /** Hours in which a guard held it back. */
    held: count,
    /** Events between anchor and notify: what moves away from the anchor, by verdicts or by hand, have hidden, and shown. */
    hidden: count,
    shown: count,
    /** Events of origins with less than a week of history. */
    strangers: count,
    /** Events by what was decided: flagged, close below notify, far below. */
    flagged: count,
    near: count,
    far: count,
  }),
  /** The wish to pass a guard that waits for two people. */
  request: z
    .object({
      number: z.number().int(),
      changeRequest: z.number().int().nullable(),
      guard: z.enum(["rate", "rail", "canary", "capacity", "freeze"]),
      from: z.number(),
      to: z.number(),
      openedAt: z.number(),
    })
    .nullable(),
});
export type GuardedThreshold = z.infer<typeof guardedThresholdSchema>;

export const thresholdQuerySchema = z.object({ stream: streamSchema.default("main") });

/** GET /api/v1/thresholds : what is in force, and the guard where the policy asks for one and it has begun. */
export const thresholdStateSchema = z.object({
  stream: streamSchema,
  method: z.enum(["fixed", "neymanPearson", "guarded"]),
  current: thresholdStepSchema.nullable(),
  guarded: guardedThresholdSchema.nullable(),
  spotChecks: z.object({ open: count, late: count, judged: count }),
});
export type ThresholdState = z.infer<typeof thresholdStateSchema>;

const listFields = {
  stream: streamSchema.default("main"),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
} as const;

/** GET /api/v1/thresholds/moves : every move of the stream's thresholds, newest first. */
export const thresholdMovesQuerySchema = z.object(listFields);
export const thresholdMoveSchema = z.object({
  version: z.number().int(),
  policyVersion: z.number().int(),
  at: z.string(),
  /** By the stream's clock; null: before its first event. */
  streamAt: z.string().nullable(),
  offset: offsetSchema,
  /** Margins; `from` is null for the first. */
  from: z.number().nullable(),
  to: z.number().nullable(),
  fromScore: z.number().nullable(),
  toScore: z.number().nullable(),
  /** The higher bands after it and before it; null = off. */
  approve: z.number().nullable(),
  auto: z.number().nullable(),
  fromApprove: z.number().nullable(),
  fromAuto: z.number().nullable(),
  cause: z.string(),
  reason: z.string(),
  actor: z.string(),
  /** Over the inputs that led to it and the move before it. */
  digest: z.string(),
  /** It is a move of the guard that is in force, so that it can be taken back. */
  canRollBack: z.boolean(),
});
export type ThresholdMoveRow = z.infer<typeof thresholdMoveSchema>;
export const thresholdMovePageSchema = pageOf(thresholdMoveSchema);

export const moveParamsSchema = z.object({ version: smallIdParameterSchema });
/** POST /api/v1/thresholds/moves/{version}/roll-back : notify back to where the move came from, exactly. */
export const rollBackSchema = z.object({ stream: streamSchema, reason: z.string().trim().min(3).max(2000) }).strict();
/** `asked`: it loosens, so that a second person decides on the change request. */
export const rolledBackSchema = z.object({
  outcome: z.enum(["underWay", "asked"]),
  changeRequest: z.number().int().nullable(),
});

/** POST /api/v1/thresholds/moves : notify put elsewhere by hand, within the rails of the guard; answers as a roll back does. */
export const moveByHandSchema = z
  .object({ stream: streamSchema, to: z.number().min(-14).max(14), reason: z.string().trim().min(3).max(2000) })
  .strict();

export const spotCheckStateSchema = z.enum(["open", "judged", "late"]);
export const spotCheckVerdictSchema = z.enum(["benign", "attack", "unknown"]);

/** An event below notify that was drawn for a verdict. */
export const spotCheckSchema = z.object({
  id: z.number().int(),
  stream: streamSchema,
  eventId: offsetSchema,
  time: z.string(),
  summary: z.string(),
  origin: z.string(),
  margin: z.number(),
  score: z.number(),
  /** `notify` when it was drawn. */
  threshold: z.number(),
  /** With which it was drawn: it stands for one over this many. */
  chance: z.number(),
  /** Close below notify, or far. */
  stratum: z.enum(["near", "far"]),
  drawnAt: z.string(),
  /** A verdict after this no longer counts, by the stream's clock. */
  dueAt: z.string(),
  state: spotCheckStateSchema,
  verdict: spotCheckVerdictSchema.nullable(),
  judgedBy: z.string().nullable(),
  judgedAt: z.string().nullable(),
  reason: z.string().nullable(),
});
export type SpotCheck = z.infer<typeof spotCheckSchema>;

/** GET /api/v1/thresholds/spot-checks : newest first; open ones unless `state` asks for others. */
export const spotCheckQuerySchema = z.object({ ...listFields, state: spotCheckStateSchema.default("open") });
export const spotCheckPageSchema = pageOf(spotCheckSchema);

export const spotCheckParamsSchema = z.object({ id: idParameterSchema });
/**
 * POST /api/v1/thresholds/spot-checks/{id}/verdict : may be changed later, or taken back (null); the guard corrects what
 * the first one did. `seen` is the verdict that the person saw: where there is another by now, it is refused with 409.
 */
export const spotCheckJudgeSchema = z
  .object({
    verdict: spotCheckVerdictSchema.nullable(),
    seen: spotCheckVerdictSchema.nullable().optional(),
    reason: z.string().trim().min(1).max(2000).optional(),
  })
  .strict();

const fieldEstimate = z.object({ estimate: share, interval });
/** A figure from the field, or why there is none. */
export const fieldFigureSchema = z.discriminatedUnion("kind", [
  fieldEstimate.extend({ kind: z.literal("interval") }),
  z.object({ kind: z.literal("tooFew"), reason: z.string(), atLeast: share.nullable() }),
]);

/** GET /api/v1/thresholds/estimates : since the guard began, from verdicts on alerts and spot checks; 95 % intervals. */
export const fieldEstimatesSchema = z.object({
  stream: streamSchema,
  since: offsetSchema.nullable(),
  falseAlarmRate: fieldFigureSchema,
  recall: fieldFigureSchema,
  precision: fieldFigureSchema,
  judged: z.object({ flagged: count, spotChecks: count, missed: count }),
});
export type FieldEstimates = z.infer<typeof fieldEstimatesSchema>;

import { z } from "zod";
import { entityIdSchema, offsetSchema, severitySchema, streamSchema } from "./common.ts";

const count = z.number().int().nonnegative();
const beforeAfter = <T extends z.ZodType>(of: T) => z.object({ before: of, after: of });

/** One event that only one of the two would have told people about. */
const flaggedEventSchema = z.object({
  event: offsetSchema,
  /** ISO 8601. */
  time: z.string(),
  summary: z.string(),
  origin: z.object({ id: entityIdSchema, name: z.string() }),
  scoreBefore: z.number(),
  scoreAfter: z.number(),
});
export type FlaggedEvent = z.infer<typeof flaggedEventSchema>;

/**
 * `mute`: it knows nothing. `random`: it finds less than there is found without any model. `flood`, `silence`: many more, many fewer alerts. `losesAttacks`: known attacks that
 * are found now would not be. `losesTruePositives`: alerts that people called true. `noThreshold`, `fewEvents`, `noVerdicts`: what cannot be said.
 */
const trialWarningSchema = z.object({
  kind: z.enum([
    "mute",
    "random",
    "flood",
    "silence",
    "losesAttacks",
    "losesTruePositives",
    "noThreshold",
    "fewEvents",
    "noVerdicts",
  ]),
  /** What follows from it is worth stopping for; false: it says what is not known. */
  isSerious: z.boolean(),
  text: z.string(),
});
export type TrialWarning = z.infer<typeof trialWarningSchema>;

const triedModelSchema = z.object({ id: z.number().int(), number: z.number().int(), name: z.string() });

/** What a model would have said of recent events, beside what the one in force says of the same. `before`: in force; `after`: tried. */
export const modelTrialSchema = z.object({
  stream: streamSchema,
  /** Null: the detectors without a trained model. */
  tried: triedModelSchema.nullable(),
  inForce: triedModelSchema.nullable(),
  /** ISO 8601. */
  at: z.string(),
  tookMs: z.number(),
  events: z.object({
    tried: count,
    /** ms since 1970; null where there are none. By time of receipt. */
    from: z.number().nullable(),
    to: z.number().nullable(),
    /** Blocks of 4,096 events that were tried, and all of the last day: fewer than all are spread evenly over it. */
    blocks: count,
    ofBlocks: count,
  }),
  /** Findings in the events tried, at the thresholds in force: as a preview of a policy counts them. */
  alerts: beforeAfter(z.record(severitySchema, count)),
  /** Share of the events whose score differs by more than 10; null without events. */
  moved: z.number().nullable(),
  newlyFlagged: z.array(flaggedEventSchema),
  noLongerFlagged: z.array(flaggedEventSchema),
  /** Alerts that people have judged: how many would be raised. `lost`: true positives that only the one in force finds. */
  verdicts: z.object({
    truePositive: beforeAfter(count).extend({ of: count }),
    falsePositive: beforeAfter(count).extend({ of: count }),
    lost: count,
    /** The newest of those. */
    lostAlerts: z.array(z.object({ alert: z.number().int(), title: z.string() })),
  }),
  /** Attacks of the generator, played through an organisation of its own: campaigns found, their events, and normal events reported. */
  knownAttacks: z.object({
    campaigns: beforeAfter(count).extend({ of: count }),
    events: beforeAfter(count).extend({ of: count }),
    falseAlarmRate: beforeAfter(z.number().nullable()),
    /** Share of their events found at 1 % false alarms around them, wherever thresholds stand; beside the detectors without any model. */
    atOnePercent: beforeAfter(z.number()).extend({ withoutModel: z.number() }),
  }),
  warnings: z.array(trialWarningSchema),
  /** What has to be typed to promote it all the same; null where nothing is lost. */
  confirmation: z.string().nullable(),
  /** It would lose something on a stream where a second person decides on that. Trials of earlier versions do not say. */
  needsSecond: z.boolean().default(false),
});
export type ModelTrial = z.infer<typeof modelTrialSchema>;

/** POST /api/v1/models/roll-back/trial: what the next roll back would lead to, tried. */
export const rollBackTrialQuerySchema = z.object({ stream: streamSchema });

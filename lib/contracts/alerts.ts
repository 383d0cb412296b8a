import { z } from "zod";
import { bandSchema, dateTimeSchema, offsetSchema, pageOf, severitySchema, streamSchema } from "./common.ts";
import { contributionSchema, entityRefSchema, featureValueSchema } from "./events.ts";

export const alertStatusSchema = z.enum(["new", "in_progress", "suppressed", "resolved"]);
export type AlertStatus = z.infer<typeof alertStatusSchema>;
export const verdictSchema = z.enum(["true_positive", "false_positive", "benign", "undetermined"]);
export type Verdict = z.infer<typeof verdictSchema>;

export const alertRowSchema = z.object({
  id: z.number().int(),
  stream: streamSchema,
  title: z.string(),
  reason: z.string(),
  severity: severitySchema,
  status: alertStatusSchema,
  verdict: verdictSchema.nullable(),
  verdictReason: z.string().nullable(),
  assignee: z.string().nullable(),
  snoozedUntil: z.string().nullable(),
  detectors: z.array(z.string()),
  techniques: z.array(z.string()),
  entities: z.array(entityRefSchema.extend({ role: z.string() })),
  firstSeen: z.string(),
  lastSeen: z.string(),
  eventCount: z.number().int(),
  score: z.number(),
  margin: z.number(),
  confidence: z.number(),
  /** The highest band that its events reached. */
  band: bandSchema,
  createdAt: z.string(),
  acknowledgedAt: z.string().nullable(),
  /** Grows with every change by a person; sent back with a change, so that nobody overwrites unseen. */
  revision: z.number().int(),
});
export type AlertRow = z.infer<typeof alertRowSchema>;

const alertActivitySchema = z.object({
  id: z.number().int(),
  at: z.string(),
  actor: z.string(),
  kind: z.string(),
  detail: z.record(z.string(), z.unknown()),
});

export const alertDetailSchema = alertRowSchema.extend({
  eventId: offsetSchema,
  /** `notify` at the worst event's offset, as a margin. */
  threshold: z.number(),
  /** Name of the policy's scope that judged that event; null where none fitted. */
  scope: z.string().nullable(),
  thresholdVersion: z.number().int(),
  policyVersion: z.number().int(),
  contributions: z.array(contributionSchema),
  features: z.array(featureValueSchema),
  /** At most the first hundred; `eventCount` counts all. */
  events: z.array(
    z.object({ id: offsetSchema, time: z.string(), score: z.number(), margin: z.number(), summary: z.string() }),
  ),
  activity: z.array(alertActivitySchema),
});
export type AlertDetail = z.infer<typeof alertDetailSchema>;

export const alertQuerySchema = z.object({
  stream: streamSchema.default("main"),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  sort: z.enum(["newest", "severity", "score", "lastSeen"]).default("newest"),
  status: z.string().optional(),
  severity: z.string().optional(),
  verdict: z.string().optional(),
  assignee: z.string().optional(),
  detector: z.string().optional(),
  entity: z.string().optional(),
  q: z.string().max(200).optional(),
});
export type AlertQuery = z.infer<typeof alertQuerySchema>;
export const alertPageSchema = pageOf(alertRowSchema).extend({
  counts: z.object({ new: z.number(), in_progress: z.number(), suppressed: z.number(), resolved: z.number() }),
});

const patchFields = z
  .object({
    revision: z.number().int().optional(),
    status: alertStatusSchema.optional(),
    verdict: verdictSchema.optional(),
    reason: z.string().trim().min(1).max(2000).optional(),
    assignee: z.string().max(200).nullable().optional(),
    snoozedUntil: dateTimeSchema.nullable().optional(),
    note: z.string().trim().min(1).max(10_000).optional(),
  })
  .strict();

/** No other change keeps a reason: it would be lost without a word. */
const keepsReason = ({ status, reason }: Pick<z.infer<typeof patchFields>, "status" | "reason">): boolean =>
  reason === undefined || status === "resolved";
const reasonAlone = { path: ["reason"], error: 'A reason goes with status "resolved"; elsewhere write a note.' };

/** One change of one alert. `revision` is what the person saw; a stale one is refused with 409. */
export const alertPatchSchema = patchFields.refine(keepsReason, reasonAlone);
export type AlertPatch = z.infer<typeof alertPatchSchema>;

export const alertBulkSchema = z
  .object({
    ids: z.array(z.number().int()).min(1).max(500),
    patch: patchFields.omit({ revision: true }).refine(keepsReason, reasonAlone),
  })
  .strict();
export const alertBulkAnswerSchema = z.object({
  changed: z.array(alertRowSchema),
  refused: z.array(z.object({ id: z.number().int(), reason: z.string() })),
});

import { z } from "zod";
import { bandSchema, dateTimeSchema, offsetSchema, severitySchema, streamSchema } from "./common.ts";
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
  /** Whom it stands for: more than one only where it was folded in a flood. */
  originCount: z.number().int(),
  /** Name of the policy's entity group that one of its entities belongs to. */
  entityGroup: z.string().nullable(),
  /** Number of the flood in which it was folded. */
  flood: z.number().int().nullable(),
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
  resolvedAt: z.string().nullable(),
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

/** A reason is kept with the step it is for; with none it would be lost without a word. */
const keepsReason = ({ reason, status, assignee, snoozedUntil }: Partial<z.infer<typeof patchFields>>): boolean =>
  reason === undefined || [status, assignee, snoozedUntil].some((wish) => wish !== undefined);
const reasonAlone = {
  path: ["reason"],
  error: "A reason goes with a status, an assignee or a snooze; by itself write a note.",
};

/** One change of one alert. `revision` is what the person saw; a stale one is refused with 409. */
export const alertPatchSchema = patchFields.refine(keepsReason, reasonAlone);
export type AlertPatch = z.infer<typeof alertPatchSchema>;

export const alertBulkSchema = z
  .object({
    ids: z.array(z.number().int()).min(1).max(500),
    /** What the person saw of each, in the order of `ids`; an alert changed since is refused. */
    revisions: z.array(z.number().int()).max(500).optional(),
    patch: patchFields.omit({ revision: true }).refine(keepsReason, reasonAlone),
  })
  .strict()
  .refine(({ ids, revisions }) => revisions === undefined || revisions.length === ids.length, {
    path: ["revisions"],
    error: "There is one revision for each id.",
  });
export const alertBulkAnswerSchema = z.object({
  changed: z.array(alertRowSchema),
  refused: z.array(z.object({ id: z.number().int(), reason: z.string() })),
});

import { z } from "zod";
import { alertRowSchema, alertStatusSchema, verdictSchema } from "./alerts.ts";
import { dateTimeSchema, entityIdSchema, pageOf, severitySchema, streamSchema } from "./common.ts";

/** Spans of time that end now, in minutes. */
export const alertSpans = { "1h": 60, "8h": 480, "24h": 1440, "7d": 10_080, "30d": 43_200 } as const;
const alertSpanSchema = z.enum(["1h", "8h", "24h", "7d", "30d"]);
const alertTimeSchema = z.enum(["lastSeen", "raised", "resolved"]);
export const alertSortSchema = z.enum(["newest", "severity", "score", "events", "lastSeen", "lanes"]);
export type AlertSort = z.infer<typeof alertSortSchema>;
export const sortDirectionSchema = z.enum(["desc", "asc"]);
export type SortDirection = z.infer<typeof sortDirectionSchema>;

/** What a list, its counts and its groups are filtered by. Several values of a filter are separated by commas. */
export const alertFilterSchema = z.object({
  stream: streamSchema.default("main"),
  status: z.string().optional(),
  severity: z.string().optional(),
  verdict: z.string().optional(),
  /** E-mail addresses; `me` is whoever asks, `none` nobody. */
  assignee: z.string().optional(),
  detector: z.string().optional(),
  technique: z.string().optional(),
  /** An entity's id, or its name. */
  entity: z.string().max(300).optional(),
  scoreFrom: z.coerce.number().min(0).max(100).optional(),
  scoreTo: z.coerce.number().min(0).max(100).optional(),
  /** Which of an alert's times `within`, `from` and `to` are about. */
  time: alertTimeSchema.default("lastSeen"),
  within: alertSpanSchema.optional(),
  from: dateTimeSchema.optional(),
  to: dateTimeSchema.optional(),
  q: z.string().max(200).optional(),
  /** Number of a flood: what it folded, and what it raised while it came on. */
  flood: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
});
export type AlertFilter = z.infer<typeof alertFilterSchema>;

export const alertQuerySchema = alertFilterSchema.extend({
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  sort: alertSortSchema.default("newest"),
  dir: sortDirectionSchema.default("desc"),
});
export type AlertQuery = z.infer<typeof alertQuerySchema>;
export const alertPageSchema = pageOf(alertRowSchema);

/** How long people took, in seconds, from raising: half and nine in ten took no longer. */
const timeTakenSchema = z.object({ count: z.number().int(), p50: z.number().nullable(), p90: z.number().nullable() });
export type TimeTaken = z.infer<typeof timeTakenSchema>;

/** GET /api/v1/alerts/summary: counts by status under the other filters, and how quickly people were. */
export const alertSummarySchema = z.object({
  counts: z.object({ new: z.number(), in_progress: z.number(), suppressed: z.number(), resolved: z.number() }),
  /** Statuses of which there are at least as many as said: counting stopped there. */
  atLeast: z.array(alertStatusSchema),
  timeToAcknowledge: timeTakenSchema,
  timeToResolve: timeTakenSchema,
  /** The span those two are about. */
  measuredFrom: z.string(),
  measuredTo: z.string(),
});
export type AlertSummary = z.infer<typeof alertSummarySchema>;

export const alertGroupings = ["severity", "status", "detector", "technique", "entity", "assignee"] as const;
export const alertGroupingSchema = z.enum(alertGroupings);
export type AlertGrouping = z.infer<typeof alertGroupingSchema>;

/** GET /api/v1/alerts/groups: how many alerts share each value of one field, the largest first. */
export const alertGroupQuerySchema = alertFilterSchema.extend({
  by: alertGroupingSchema,
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type AlertGroupQuery = z.infer<typeof alertGroupQuerySchema>;
export const alertGroupsSchema = z.object({
  items: z.array(
    z.object({
      /** What the filter of the same name takes to list exactly these. */
      value: z.string(),
      label: z.string(),
      /** An alert with two detectors stands in the groups of both. */
      count: z.number().int(),
      worst: severitySchema,
      lastSeen: z.string(),
    }),
  ),
  /** Groups beyond the limit. */
  more: z.number().int(),
});
export type AlertGroups = z.infer<typeof alertGroupsSchema>;

/** Alerts in one answer of `/alerts/ids`, the newest; a change of more than these is better made as a policy. */
export const mostAlertIds = 5_000;

/** GET /api/v1/alerts/ids: what a change of all alerts of a group or list is based on, and would be taken back to. */
export const alertIdsSchema = z.object({
  items: z.array(
    alertRowSchema.pick({
      id: true,
      revision: true,
      status: true,
      assignee: true,
      verdict: true,
      verdictReason: true,
      snoozedUntil: true,
    }),
  ),
  /** Whether there are more than are listed. */
  cut: z.boolean(),
});

export type AlertStanding = z.infer<typeof alertIdsSchema>["items"][number];

/** GET /api/v1/alerts/{id}/similar: past alerts most like this one, the most similar first. */
export const similarAlertsSchema = z.object({
  items: z.array(
    alertRowSchema.extend({
      /** 0-1. */
      similarity: z.number(),
      /** What they share, in words: "same detector", "same user alice". */
      shared: z.array(z.string()),
    }),
  ),
  /** What people said of those listed. */
  verdicts: z.array(z.object({ verdict: verdictSchema, count: z.number().int() })),
});
export type SimilarAlerts = z.infer<typeof similarAlertsSchema>;

/** Whether a text is the id of an entity rather than its name. */
export const isEntityId = (text: string): boolean => entityIdSchema.safeParse(text).success;

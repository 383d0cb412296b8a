import { z } from "zod";
import { dateTimeSchema, severitySchema, streamSchema } from "./common.ts";
import { writtenPolicySchema } from "./policies.ts";
import { responseActionSchema } from "./responses.ts";

/** `POST /api/v1/policies/preview`: the period by time of receipt, the last 24 hours unless given, 31 days at most. */
export const policyPreviewQuerySchema = z.object({
  stream: streamSchema.default("main"),
  from: dateTimeSchema.optional(),
  to: dateTimeSchema.optional(),
});
export type PolicyPreviewQuery = z.infer<typeof policyPreviewQuerySchema>;
export const policyPreviewBodySchema = z.object({ policy: writtenPolicySchema }).strict();

const count = z.number().int().nonnegative();
/** Events in each band. What is done about them is the playbooks' business. */
const bandCountsSchema = z.object({ notify: count, approve: count, auto: count });
export type BandCountsOf = z.infer<typeof bandCountsSchema>;

const responseCounts = { proposed: count, automatic: count };
/**
 * What the playbooks, as they are now, would have led to: `proposed` to people, `automatic` done without them, once for
 * an action, a target and a day, under the playbook that would have done it. Budgets and the kill switch are left out of account.
 */
const replayedResponsesSchema = z.object({
  ...responseCounts,
  /** Not counted in these: what the protected list would have stopped. */
  protected: count,
  /** There were more targets than are told apart. */
  atLeast: z.boolean(),
  playbooks: z.array(z.object({ id: z.number().int(), name: z.string(), ...responseCounts })),
  /** Whom it would have been done to, most first. */
  targets: z.array(z.object({ action: responseActionSchema, name: z.string(), ...responseCounts })),
  /** Enabled playbooks by name that act on what stored scores do not know: messages, and users that were acted on. */
  notReplayed: z.array(z.string()),
});

/** What a policy leads to over the period. */
export const consequencesSchema = z.object({
  events: bandCountsSchema,
  /**
   * Findings: events at or over `notify` with the same lead detector, origin and technique on the same day count once.
   * That is how many alerts there would be if each were resolved by the end of its day.
   */
  alerts: z.record(severitySchema, count),
  days: z.array(z.object({ start: z.number().int(), alerts: z.record(severitySchema, count) })),
  /** Hours in which anything was in a band. */
  hours: z.array(bandCountsSchema.extend({ start: z.number().int() })),
  sources: z.array(bandCountsSchema.extend({ source: z.string() })),
  /** First what no scope took, id null; then each scope in the policy's order. `total`: its events, in a band or not. */
  scopes: z.array(bandCountsSchema.extend({ id: z.string().nullable(), name: z.string().nullable(), total: count })),
  /** By exception: events that reached a band and that it kept out of it, and when the last was received, ms. */
  exceptions: z.array(z.object({ id: z.string(), events: count, lastAt: z.number().int().nullable() })),
  responses: replayedResponsesSchema,
});
export type Consequences = z.infer<typeof consequencesSchema>;

/**
 * Alerts that were raised in the period and that people judged, and those of them that no event would have raised: each
 * of their events would have been in no band. The newest of these by name.
 */
const knownOutcomeSchema = z.object({
  judged: count,
  gone: count,
  listed: z.array(z.object({ id: z.number().int(), title: z.string() })),
});
export type KnownOutcome = z.infer<typeof knownOutcomeSchema>;
const knownSchema = z.object({ truePositives: knownOutcomeSchema, falsePositives: knownOutcomeSchema });

/**
 * `set`: where people set it. `recorded`: as the rule was recorded to move it, which the draft keeps. `estimated`: as the rule
 * would have estimated it. `anchor`: where a guard would have begun; verdicts would have moved it from there.
 */
const previewedNotifySchema = z.enum(["set", "recorded", "estimated", "anchor"]);
export type PreviewedNotify = z.infer<typeof previewedNotifySchema>;

export const policyPreviewSchema = z.object({
  stream: streamSchema,
  from: z.number().int(),
  to: z.number().int(),
  /** Scored events received in the period. */
  events: count,
  unscored: count,
  /** Events that are not stored in bulk yet: their findings are told apart without the technique their source names. */
  coarse: count,
  /** More findings than are told apart: alerts are at least as many. */
  alertsAtLeast: z.boolean(),
  /** Names of all log sources of the stream, for scopes to choose from. */
  sourceNames: z.array(z.string()),
  tookMs: z.number(),
  /**
   * The version in force. `compared`: events of the period, each judged again by the version that was live then; for
   * `different` of them the band is another than the stored one.
   */
  live: z.object({
    version: z.number().int(),
    compared: count,
    different: count,
    consequences: consequencesSchema,
    known: knownSchema,
  }),
  draft: z.object({
    /** Where `notify` stands in it. */
    simulated: previewedNotifySchema,
    /** `notify` at the end of the period, as a margin. */
    notify: z.number(),
    consequences: consequencesSchema,
    known: knownSchema,
  }),
  /** Events by margin: count i belongs to margins from `least` + i * `step`; scopes as in the draft's consequences. */
  histogram: z.object({ least: z.number(), step: z.number(), scopes: z.array(z.array(count)) }),
});
export type PolicyPreview = z.infer<typeof policyPreviewSchema>;

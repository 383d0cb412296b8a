/**
 * Responses: what may be done about an alert, who decided it, and what became of it.
 *
 * Routes (all under /api/v1; answers in brackets). Who may: `responses:read` every role; `responses:propose` analyst up;
 * `responses:decide` responder up; `responses:configure` admin.
 *
 *   GET    /responses?stream&tab&state&action&alert&q&cursor&limit   [responsePageSchema]      responses:read
 *   GET    /responses/counts?stream                                   [responseSummarySchema]   responses:read
 *   GET    /responses/options?alert=ID                                [responseOptionsSchema]   responses:propose
 *   GET    /responses/{id}                                            [responseDetailSchema]    responses:read
 *   POST   /responses                responseProposeSchema            [responseRowSchema, 201]  responses:propose
 *   POST   /responses/{id}/approve   responseApproveSchema            [responseRowSchema]       responses:decide
 *   POST   /responses/{id}/override  responseOverrideSchema           [responseOverriddenSchema] responses:decide
 *   POST   /responses/{id}/cancel    responseReasonSchema             [responseRowSchema]       responses:cancel
 *   POST   /responses/{id}/undo      responseReasonSchema             [responseRowSchema]       responses:decide
 *   POST   /responses/{id}/extend    responseExtendSchema             [responseRowSchema]       responses:decide
 *   POST   /responses/{id}/settle    responseSettleSchema             [responseRowSchema]       responses:decide
 *   POST   /responses/bulk           responseBulkSchema               [responseBulkAnswerSchema] responses:decide
 *   GET    /kill-switch                                               [killSwitchSchema]        responses:read
 *   POST   /kill-switch/on           killSwitchOnSchema               [killSwitchSchema]        killSwitch:on
 *   POST   /kill-switch/off          responseReasonSchema             [killSwitchSchema]        killSwitch:off
 *   GET    /playbooks?stream                                          [playbookListSchema]      responses:read
 *   GET    /playbooks/{id}                                            [playbookDetailSchema]    responses:read
 *   POST   /playbooks                playbookCreateSchema             [playbookSchema, 201]     responses:configure
 *   PATCH  /playbooks/{id}           playbookChangeSchema             [playbookSchema]          responses:configure
 *   GET    /protected-entities?stream                                 [protectedListSchema]     responses:read
 *   POST   /protected-entities       protectedCreateSchema            [protectedEntitySchema, 201] responses:configure
 *   DELETE /protected-entities/{id}  responseReasonSchema             [protectedEntitySchema]   responses:configure
 *   GET    /executors?stream                                          [executorListSchema]      responses:read
 *   POST   /executors                executorCreateSchema             [executorCreatedSchema, 201]   responses:configure
 *   PATCH  /executors/{id}           executorChangeSchema             [executorSchema]          responses:configure
 *   POST   /executors/{id}/probe     {}                               [executorProbeSchema]     responses:configure
 *   POST   /demo/attacks             demoAttackSchema                 [demoAttackAnswerSchema, 202] demo:attack
 *   GET    /demo/lab?after=ID                                         [demoLabSchema]           responses:read
 *
 * Refusals: 409 `conflict` with `current` (a responseRow) when the evidence, the state or the lease is not what the
 * person saw; 422 `unprocessable` with a sentence when a rule forbids it (own proposal, protected, kill switch on).
 *
 * Push, room `responses`: `response` (newest row and the counts), `killSwitch`, `responseSettings` (refetch that list).
 *
 * Schemas: this file (a response), response-decisions.ts (lists, decisions, kill switch, push), playbooks.ts (playbooks,
 * protected list), executors.ts (executors, the demo's lab).
 */
import { z } from "zod";
import { guardNames, responseActions, responseStates, responseTabs, targetKinds } from "../responses/words.ts";
import { bandSchema, entityIdSchema, idParameterSchema, severitySchema, streamSchema } from "./common.ts";

export const responseActionSchema = z.enum(responseActions);
export type ResponseAction = z.infer<typeof responseActionSchema>;

export const responseTargetKindSchema = z.enum(targetKinds);

/** `unknown`: the process died in between, or no answer came. The executor's probe decides, else a person (settle). */
export const responseStateSchema = z.enum(responseStates);
export type ResponseState = z.infer<typeof responseStateSchema>;

/**
 * pending: proposed, awaiting_approval, approved, executing, unknown.
 * active: active, expiring, rolled_back, rollback_failed. history: all that have ended.
 */
export const responseTabSchema = z.enum(responseTabs);
export type ResponseTab = z.infer<typeof responseTabSchema>;

export const responseGuardSchema = z.enum(guardNames);

export const executorKindSchema = z.enum(["webhook", "dry_run", "lab"]);

/** Why somebody did it: at least three characters. */
export const reasonSchema = z.string().trim().min(3).max(2000);
/** A minute to thirty days. */
export const leaseSecondsSchema = z
  .number()
  .int()
  .min(60)
  .max(30 * 86_400);
export const evidenceHashSchema = z.string().regex(/^[0-9a-f]{64}$/);

const responseTargetSchema = z.object({
  kind: responseTargetKindSchema,
  /** The address, account, host or message id. */
  name: z.string(),
  /** What it is in the alert: source, user, host, message, ... */
  role: z.string(),
  entityId: entityIdSchema.nullable(),
});

/** Whom it touches, from the events of the last 24 hours. */
export const blastRadiusSchema = z.object({
  /** One plain sentence. */
  summary: z.string(),
  users: z.number().int(),
  hosts: z.number().int(),
  addresses: z.number().int(),
  events: z.number().int(),
  /** True where there were more events than were looked at: the numbers are lower bounds. */
  partial: z.boolean(),
});
export type BlastRadius = z.infer<typeof blastRadiusSchema>;

export const responseRowSchema = z.object({
  id: z.number().int(),
  stream: streamSchema,
  action: responseActionSchema,
  target: responseTargetSchema,
  state: responseStateSchema,
  tab: responseTabSchema,
  /** Why it is proposed, in plain words. */
  reason: z.string(),
  alert: z.object({ id: z.number().int(), title: z.string(), severity: severitySchema, score: z.number() }).nullable(),
  playbook: z.object({ id: z.number().int(), version: z.number().int(), name: z.string() }).nullable(),
  executor: z.object({ id: z.number().int(), name: z.string(), kind: executorKindSchema }),
  /** E-mail address of a person, `key:NAME`, or `system` where a playbook proposed it. */
  proposedBy: z.string(),
  proposedAt: z.string(),
  /** Undecided by then means no. Null once it was decided. */
  decideBy: z.string().nullable(),
  /** Approved by the playbook alone, in the auto band. */
  automatic: z.boolean(),
  evidenceHash: evidenceHashSchema,
  policyVersion: z.number().int(),
  blastRadius: blastRadiusSchema,
  leaseSeconds: z.number().int(),
  /** While it is active: when it ends by itself. */
  leaseUntil: z.string().nullable(),
  /** When it began to hold. */
  activeSince: z.string().nullable(),
  decision: z
    .object({
      kind: z.enum(["approved", "rejected", "overridden", "cancelled", "expired", "blocked"]),
      by: z.string(),
      at: z.string(),
      reason: z.string().nullable(),
    })
    .nullable(),
  /** What stopped it, where a guard did. */
  guard: z.object({ name: responseGuardSchema, detail: z.string() }).nullable(),
  /** The last failure of executing, undoing or reading back, in words; null where there is none. */
  problem: z.string().nullable(),
  /** Another decision took its place, or it took the place of another. */
  replacedBy: z.number().int().nullable(),
  replaces: z.number().int().nullable(),
  updatedAt: z.string(),
  /** Grows with every step. */
  revision: z.number().int(),
});
export type ResponseRow = z.infer<typeof responseRowSchema>;

/** What the decision rests on, as it was when it was proposed: the hash covers it. */
export const responseEvidenceSchema = z.object({
  alertId: z.number().int().nullable(),
  title: z.string(),
  reason: z.string(),
  severity: severitySchema,
  band: bandSchema,
  score: z.number(),
  confidence: z.number(),
  eventId: z.number().int().nullable(),
  eventCount: z.number().int(),
  firstSeen: z.string().nullable(),
  lastSeen: z.string().nullable(),
  detectors: z.array(z.string()),
  techniques: z.array(z.string()),
});
export type ResponseEvidence = z.infer<typeof responseEvidenceSchema>;

export const responseStepSchema = z.object({
  id: z.number().int(),
  at: z.string(),
  actor: z.string(),
  /** What happened: propose, request, approve, reject, override, start, succeed, lose, extend, undo, verify, ... */
  event: z.string(),
  from: responseStateSchema.nullable(),
  to: responseStateSchema,
  reason: z.string().nullable(),
  evidenceHash: evidenceHashSchema,
  detail: z.record(z.string(), z.unknown()),
});
export type ResponseStep = z.infer<typeof responseStepSchema>;

export const responseAttemptSchema = z.object({
  actionId: z.string(),
  kind: z.enum(["execute", "undo"]),
  number: z.number().int(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  outcome: z.enum(["done", "refused", "unknown"]).nullable(),
  detail: z.string().nullable(),
});

/** Something that may be done about an alert. */
export const responseOptionSchema = z.object({
  action: responseActionSchema,
  target: responseTargetSchema,
  blastRadius: blastRadiusSchema,
  lease: z.object({ defaultSeconds: z.number().int(), minSeconds: z.number().int(), maxSeconds: z.number().int() }),
  /** How it is undone and how that is read back, in plain words. */
  undo: z.string(),
  /** Why it cannot be done (protected, already proposed or active); null where it can. */
  refusal: z.string().nullable(),
});
export type ResponseOption = z.infer<typeof responseOptionSchema>;
export const responseOptionsQuerySchema = z.object({ alert: idParameterSchema });
export const responseOptionsSchema = z.object({ items: z.array(responseOptionSchema) });

/** Whether the caller may do it now; `reason` says why not. */
const allowedSchema = z.object({ ok: z.boolean(), reason: z.string().nullable() });

export const responseDetailSchema = responseRowSchema.extend({
  evidence: responseEvidenceSchema,
  /** Oldest first. */
  steps: z.array(responseStepSchema),
  attempts: z.array(responseAttemptSchema),
  lease: responseOptionSchema.shape.lease,
  undo: z.string(),
  may: z.object({
    approve: allowedSchema,
    override: allowedSchema,
    cancel: allowedSchema,
    undo: allowedSchema,
    extend: allowedSchema,
    settle: allowedSchema,
  }),
});
export type ResponseDetail = z.infer<typeof responseDetailSchema>;

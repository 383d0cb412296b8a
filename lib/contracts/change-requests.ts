import { z } from "zod";
import { idParameterSchema, pageOf, streamSchema } from "./common.ts";

/** What a second person is asked about; `server/change-requests/appliers.ts` says what becomes of each. */
export const changeRequestKindSchema = z.enum([
  "policy.publish",
  "threshold.guard",
  "protected.shorten",
  "model.promote",
  "model.rollBack",
  "playbook.change",
]);
export type ChangeRequestKind = z.infer<typeof changeRequestKindSchema>;

export const changeRequestStateSchema = z.enum(["open", "approved", "refused", "cancelled", "expired"]);
export type ChangeRequestState = z.infer<typeof changeRequestStateSchema>;

export const changeRequestSchema = z.object({
  id: z.number().int(),
  stream: streamSchema,
  kind: changeRequestKindSchema,
  state: changeRequestStateSchema,
  title: z.string(),
  reason: z.string(),
  /** Null: Tideline itself asks. */
  requestedBy: z.string().nullable(),
  /** Of kind, payload and evidence. A decision names it: another digest is refused. */
  digest: z.string(),
  /** How many people beside whoever asked have to approve, and how many have. */
  needs: z.number().int(),
  approvals: z.number().int(),
  /** Addresses of those who have. */
  approvedBy: z.array(z.string()),
  createdAt: z.string(),
  /** When it takes effect by itself, as too few people could decide; null while enough can. */
  notBefore: z.string().nullable(),
  expiresAt: z.string(),
  closedAt: z.string().nullable(),
  closedBy: z.string().nullable(),
  /** In words: what became of it. */
  outcome: z.string().nullable(),
});
export type ChangeRequest = z.infer<typeof changeRequestSchema>;

const maySchema = z.discriminatedUnion("ok", [
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), reason: z.string() }),
]);
export type MayDecide = z.infer<typeof maySchema>;

/** GET /api/v1/change-requests/{id}: all of it, and what whoever asks may do with it. */
export const changeRequestDetailSchema = changeRequestSchema.extend({
  payload: z.unknown(),
  evidence: z.unknown(),
  decisions: z.array(
    z.object({ by: z.string(), decision: z.enum(["approve", "refuse"]), reason: z.string(), at: z.string() }),
  ),
  /** Who may approve it now. */
  deciders: z.array(z.object({ email: z.string(), name: z.string() })),
  may: z.object({ approve: maySchema, refuse: maySchema, cancel: maySchema }),
});
export type ChangeRequestDetail = z.infer<typeof changeRequestDetailSchema>;

export const changeRequestQuerySchema = z.object({
  stream: streamSchema.default("main"),
  /** Several with commas between. */
  state: z.string().max(100).optional(),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ChangeRequestQuery = z.infer<typeof changeRequestQuerySchema>;

/** Newest first, with how many are open. */
export const changeRequestPageSchema = pageOf(changeRequestSchema).extend({ open: z.number().int() });

export const changeRequestParamsSchema = z.object({ id: idParameterSchema });

/** Why, in words that people read months later. */
const reasonSchema = z.string().trim().min(3).max(2000);

/** POST /api/v1/change-requests/{id}/decide: `digest` is that of what was seen. */
export const changeRequestDecideSchema = z
  .object({ decision: z.enum(["approve", "refuse"]), digest: z.string().length(64), reason: reasonSchema })
  .strict();
export type ChangeRequestDecide = z.infer<typeof changeRequestDecideSchema>;

/** POST /api/v1/change-requests/{id}/cancel */
export const changeRequestCancelSchema = z.object({ reason: reasonSchema }).strict();

/** Answered with 202 where a change needs a second person: it is asked for, and not done. */
export const askedForSchema = z.object({ request: changeRequestSchema });
export type AskedFor = z.infer<typeof askedForSchema>;

/** A request was made, decided by one of those it takes, closed, or its time of taking effect moved. */
export const changeRequestPushSchema = z.object({
  stream: streamSchema,
  id: z.number().int(),
  change: z.enum(["opened", "decided", "closed", "postponed"]),
  state: changeRequestStateSchema,
  open: z.number().int(),
});

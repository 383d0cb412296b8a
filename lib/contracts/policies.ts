import { z } from "zod";
import { hoursSchema } from "../thresholds/hours.ts";
import { notifyRuleSchema, policySchema } from "../thresholds/policy.ts";
import { policyExceptionSchema } from "../thresholds/policy-exception.ts";
import { entityGroupSchema, policyScopeSchema } from "../thresholds/policy-scope.ts";
import { askedForSchema } from "./change-requests.ts";
import { idParameterSchema, nameSchema, pageOf, streamSchema } from "./common.ts";

/** Published and not yet taken up by scoring, in force, or followed by another. */
export const policyStateSchema = z.enum(["waiting", "live", "retired"]);
export type PolicyState = z.infer<typeof policyStateSchema>;

export const policyRecordSchema = z.object({
  stream: streamSchema,
  version: z.number().int(),
  state: policyStateSchema,
  body: policySchema.omit({ zones: true }),
  reason: z.string(),
  author: z.string(),
  createdAt: z.string(),
  activeFrom: z.number().int().nullable(),
  activatedAt: z.string().nullable(),
});
export type PolicyRecord = z.infer<typeof policyRecordSchema>;

const [fixedRule, neymanPearsonRule, guardedRule] = notifyRuleSchema.options;
/** Rarer than a margin can tell, or than the rule can be computed for. */
const written = z.number().min(1e-6).lt(0.5);
const writtenNeymanPearson = neymanPearsonRule.extend({ alpha: written, delta: written }).strict();
const writtenHours = { hours: hoursSchema.strict().optional() };
/** A policy as it is written: a misspelt field is refused. Stored ones are read more leniently, to stay readable. */
export const writtenPolicySchema = policySchema
  .omit({ version: true, zones: true })
  .extend({
    notify: z.discriminatedUnion("method", [fixedRule.strict(), writtenNeymanPearson, guardedRule.strict()]),
    severity: policySchema.shape.severity.strict(),
    groups: z.array(entityGroupSchema.strict()).max(30).default([]),
    scopes: z
      .array(policyScopeSchema.extend({ match: policyScopeSchema.shape.match.extend(writtenHours).strict() }).strict())
      .max(30)
      .default([]),
    exceptions: z
      .array(
        policyExceptionSchema
          .extend({ match: policyExceptionSchema.shape.match.extend(writtenHours).strict() })
          .strict(),
      )
      .max(30)
      .default([]),
  })
  .strict();

/** Why, in words that people read months later. */
const reasonSchema = z.string().trim().min(3).max(2000);

/**
 * POST /api/v1/policies: publishes the next version; `basedOn` guards against overwriting a version not seen. With
 * `draft` it closes that draft.
 */
export const policyPublishSchema = z
  .object({
    stream: streamSchema,
    basedOn: z.number().int().min(1),
    reason: reasonSchema,
    policy: writtenPolicySchema,
    draft: z.number().int().positive().optional(),
  })
  .strict();
export type PolicyPublish = z.infer<typeof policyPublishSchema>;

/** What came of publishing: the version, or with 202 the request that a second person decides on, as it loosens. */
export const policyPublishedSchema = z.union([policyRecordSchema, askedForSchema]);
export type PolicyPublished = z.infer<typeof policyPublishedSchema>;

export const policyQuerySchema = z.object({
  stream: streamSchema.default("main"),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
/** Newest version first. */
export const policyPageSchema = pageOf(policyRecordSchema);

/** A policy that is being written, seen by all and changed by whoever may draft. */
export const policyDraftSchema = z.object({
  id: z.number().int(),
  stream: streamSchema,
  name: z.string(),
  state: z.enum(["open", "published", "discarded"]),
  basedOn: z.number().int(),
  /** The version that it brings back. */
  restores: z.number().int().nullable(),
  body: policySchema.omit({ version: true, zones: true }),
  reason: z.string(),
  author: z.string(),
  updatedBy: z.string(),
  /** Sent back with a change; a stale one is refused with 409. */
  revision: z.number().int(),
  publishedVersion: z.number().int().nullable(),
  /** In shadow: what it would have done since then is watched, and it does nothing. Null: it is not. */
  shadow: z.object({ since: z.string(), from: z.number().int(), by: z.string() }).nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type PolicyDraft = z.infer<typeof policyDraftSchema>;
/** Open drafts, newest first. */
export const policyDraftPageSchema = pageOf(policyDraftSchema);

export const draftParamsSchema = z.object({ id: idParameterSchema });

const draftName = nameSchema(80);
/** POST /api/v1/policies/drafts: begins from the version `from`, the newest unless given. */
export const draftCreateSchema = z
  .object({ stream: streamSchema, name: draftName.optional(), from: z.number().int().min(1).optional() })
  .strict();
export type DraftCreate = z.infer<typeof draftCreateSchema>;

/**
 * PATCH /api/v1/policies/drafts/{id}: what changes; `basedOn` after it was brought up to a newer version. `shadow` puts it
 * into shadow or takes it out; one in shadow whose policy changes begins anew.
 */
export const draftPatchSchema = z
  .object({
    revision: z.number().int().min(1),
    name: draftName.optional(),
    policy: writtenPolicySchema.optional(),
    reason: z.string().trim().max(2000).optional(),
    basedOn: z.number().int().min(1).optional(),
    shadow: z.boolean().optional(),
  })
  .strict();
export type DraftPatch = z.infer<typeof draftPatchSchema>;

/** GET /api/v1/policies/exceptions: what each exception of a stream has covered so far, by its id. */
export const exceptionUsesQuerySchema = z.object({ stream: streamSchema.default("main") });
export const exceptionUsesSchema = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      /** Events that reached a band and were kept out of it. */
      events: z.number().int(),
      lastOffset: z.number().int(),
      /** Effective time of the last. */
      lastTime: z.string(),
    }),
  ),
});
export type ExceptionUses = z.infer<typeof exceptionUsesSchema>;

import { z } from "zod";
import { findingKinds } from "../record/finding.ts";
import { dateTimeSchema, pageOf } from "./common.ts";

export const auditOutcomeSchema = z.enum(["attempt", "success", "failure"]);

export const auditRowSchema = z.object({
  id: z.number().int(),
  at: z.string(),
  actorKind: z.enum(["user", "key", "system"]),
  actor: z.string(),
  address: z.string().nullable(),
  action: z.string(),
  resource: z.string(),
  outcome: auditOutcomeSchema,
  before: z.unknown(),
  after: z.unknown(),
  requestId: z.string().nullable(),
  /** Place in the chain; null until the sealer has linked the entry. */
  seal: z.number().int().nullable(),
  /** Hex; null until then. */
  hash: z.string().nullable(),
});
export type AuditRow = z.infer<typeof auditRowSchema>;

const filters = {
  /** Who, exactly: an e-mail address, `key:NAME`, or a part of the system. */
  actor: z.string().max(320).optional(),
  /** `alert.resolve`, or the beginning of it: `alert.` */
  action: z.string().max(200).optional(),
  /** `alert:12`, or all of a kind: `alert:` */
  resource: z.string().max(200).optional(),
  /** One or several, comma-separated. */
  outcome: z.string().max(100).optional(),
  from: dateTimeSchema.optional(),
  /** Up to, and not at, this time. */
  to: dateTimeSchema.optional(),
  /** Words, or their beginnings, anywhere in the entry. */
  q: z.string().max(200).optional(),
} as const;
const filtersSchema = z.object(filters);
export type AuditFilters = z.infer<typeof filtersSchema>;

export const auditQuerySchema = z.object({
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** Only entries with a higher id: what came since. */
  after: z.coerce.number().int().nonnegative().optional(),
  ...filters,
});
export type AuditQuery = z.infer<typeof auditQuerySchema>;
export const auditPageSchema = pageOf(auditRowSchema);
export type AuditPage = z.infer<typeof auditPageSchema>;

export const auditEntryParamsSchema = z.object({
  id: z.string().regex(/^\d{1,15}$/, "An id has decimal digits only."),
});

export const auditExportQuerySchema = z.object({
  /** `record` is the whole sealed chain, for verify-audit: no filter goes with it. */
  format: z.enum(["ndjson", "csv", "record"]).default("ndjson"),
  ...filters,
});
export type AuditExportQuery = z.infer<typeof auditExportQuerySchema>;

/** How far the record is sealed, and the public keys that signed it. */
export const auditSealSchema = z.object({
  /** The newest entry that a signature speaks for; 0 before the first. */
  sealedTo: z.number().int(),
  /** Its hash; with it and the number, an older copy cannot pass for this one. */
  hash: z.string().nullable(),
  signedAt: z.string().nullable(),
  keyId: z.string().nullable(),
  /** Entries that wait for their seal, and since when the oldest of them does. */
  waiting: z.number().int(),
  waitingSince: z.string().nullable(),
  now: z.string(),
  keys: z.array(z.object({ id: z.string(), publicKey: z.string(), since: z.string() })),
});
export type AuditSeal = z.infer<typeof auditSealSchema>;

export const auditVerifyAnswerSchema = z.object({
  ok: z.boolean(),
  entries: z.number().int(),
  roots: z.number().int(),
  sealedTo: z.number().int(),
  hash: z.string().nullable(),
  signedAt: z.string().nullable(),
  keyId: z.string().nullable(),
  milliseconds: z.number(),
  findings: z.array(z.object({ kind: z.enum(findingKinds), seal: z.number().int().nullable(), message: z.string() })),
  findingCount: z.number().int(),
});
export type AuditVerifyAnswer = z.infer<typeof auditVerifyAnswerSchema>;

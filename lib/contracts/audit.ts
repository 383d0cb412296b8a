import { z } from "zod";
import { pageOf } from "./common.ts";

const auditOutcomeSchema = z.enum(["attempt", "success", "failure"]);

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
  /** Hex; null until the sealer has linked the entry. */
  hash: z.string().nullable(),
});
export type AuditRow = z.infer<typeof auditRowSchema>;

export const auditQuerySchema = z.object({
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  resource: z.string().max(200).optional(),
});
export type AuditQuery = z.infer<typeof auditQuerySchema>;
export const auditPageSchema = pageOf(auditRowSchema);

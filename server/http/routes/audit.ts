import { auditPageSchema, auditQuerySchema } from "../../../lib/contracts/audit.ts";
import { listAudit } from "../../audit/list-audit.ts";
import { defineRoute } from "../define-route.ts";

export const listAuditRoute = defineRoute({
  method: "GET",
  path: "/api/v1/audit",
  summary: "Who changed what, newest first",
  access: "audit:read",
  query: auditQuerySchema,
  answer: auditPageSchema,
  handle: ({ app, query }) => listAudit(app.db, query),
});

import {
  auditEntryParamsSchema,
  auditExportQuerySchema,
  auditPageSchema,
  auditQuerySchema,
  auditRowSchema,
  auditSealSchema,
  auditVerifyAnswerSchema,
} from "../../../lib/contracts/audit.ts";
import { exportAudit } from "../../audit/export-audit.ts";
import { getAuditEntry, listAudit } from "../../audit/list-audit.ts";
import { readSeal } from "../../audit/read-seal.ts";
import { verifyTogether } from "../../audit/verify-stored-record.ts";
import { actorOf, writeAudit } from "../../audit/write-audit.ts";
import { defineRoute } from "../define-route.ts";
import { requireUser } from "../require-user.ts";
import { streamedAnswer, textStream } from "../text-stream.ts";

const path = "/api/v1/audit";

export const listAuditRoute = defineRoute({
  method: "GET",
  path,
  summary: "Who changed what, newest first",
  access: "audit:read",
  query: auditQuerySchema,
  answer: auditPageSchema,
  handle: ({ app, query }) => listAudit(app.pool, query),
});

export const getAuditEntryRoute = defineRoute({
  method: "GET",
  path: `${path}/{id}`,
  summary: "One entry of the record",
  access: "audit:read",
  params: auditEntryParamsSchema,
  answer: auditRowSchema,
  handle: ({ app, params }) => getAuditEntry(app.pool, Number(params.id)),
});

export const getAuditSealRoute = defineRoute({
  method: "GET",
  path: `${path}/seal`,
  summary: "How far the record is sealed, and the public keys that signed it",
  access: "audit:read",
  answer: auditSealSchema,
  handle: ({ app }) => readSeal(app.pool),
});

export const verifyAuditRoute = defineRoute({
  method: "POST",
  path: `${path}/verify`,
  summary: "Verify the sealed record where it stands",
  access: "audit:read",
  answer: auditVerifyAnswerSchema,
  async handle(call) {
    const answer = await verifyTogether(call.app.pool, call.app.now());
    const { ok, entries, sealedTo, findingCount } = answer;
    await writeAudit(call.app.db, {
      actor: actorOf(call),
      action: "audit.verify",
      resource: "audit",
      outcome: ok ? "success" : "failure",
      after: { ok, entries, sealedTo, findingCount },
    });
    return answer;
  },
});

export const exportAuditRoute = defineRoute({
  method: "GET",
  path: `${path}/export`,
  summary: "The record as a file: filtered as ndjson or csv, or the whole chain (format=record) for verify-audit",
  access: "audit:read",
  query: auditExportQuerySchema,
  answer: streamedAnswer,
  contentType: "application/x-ndjson",
  async handle(call) {
    const { fileName, contentType, text } = exportAudit(call.app.pool, call.query, call.app.now());
    // The record holds what people did: who took a copy of it stays known, before the first byte leaves.
    await writeAudit(call.app.db, {
      actor: actorOf(call),
      action: "audit.export",
      resource: "audit",
      outcome: "success",
      after: call.query,
    });
    call.reply.headers.set("content-type", contentType);
    call.reply.headers.set("content-disposition", `attachment; filename="${fileName}"`);
    const { downloads } = call.app;
    const caller = `${call.principal.kind} ${requireUser(call.principal).id}`;
    return textStream(text, (work) => downloads.run(caller, work));
  },
});

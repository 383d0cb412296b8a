import { z } from "zod";
import {
  alertBulkAnswerSchema,
  alertBulkSchema,
  alertDetailSchema,
  alertPageSchema,
  alertPatchSchema,
  alertQuerySchema,
  alertRowSchema,
} from "../../../lib/contracts/alerts.ts";
import { idParameterSchema } from "../../../lib/contracts/common.ts";
import { changeAlerts } from "../../alerts/change-alerts.ts";
import { getAlert } from "../../alerts/get-alert.ts";
import { listAlerts } from "../../alerts/list-alerts.ts";
import { actorOf } from "../../audit/write-audit.ts";
import { AppError } from "../app-error.ts";
import { checkOwnStream } from "../check-own-stream.ts";
import { defineRoute } from "../define-route.ts";

const path = "/api/v1/alerts";
const params = z.object({ id: idParameterSchema });

export const listAlertsRoute = defineRoute({
  method: "GET",
  path,
  summary: "Alerts by status, severity, verdict, assignee, detector, entity and text",
  access: "alerts:read",
  query: alertQuerySchema,
  answer: alertPageSchema,
  handle: ({ app, query }) => listAlerts(app.db, query),
});

export const getAlertRoute = defineRoute({
  method: "GET",
  path: `${path}/{id}`,
  summary: "One alert: why it was raised, its events, its history",
  access: "alerts:read",
  params,
  answer: alertDetailSchema,
  async handle({ app, params: { id }, principal }) {
    const alert = await getAlert(app.db, id);
    checkOwnStream(principal, alert.stream);
    return alert;
  },
});

export const patchAlertRoute = defineRoute({
  method: "PATCH",
  path: `${path}/{id}`,
  summary: "Acknowledge, resolve, reopen, snooze, assign, note",
  access: "alerts:triage",
  params,
  body: alertPatchSchema,
  answer: alertRowSchema,
  async handle(call) {
    const { id } = call.params;
    const [outcome] = await changeAlerts(call.app, { ids: [id], patch: call.body, actor: actorOf(call) });
    switch (outcome?.kind) {
      case "changed":
      case "unchanged":
        return outcome.alert;
      case "stale":
        throw new AppError("conflict", { detail: "The alert was changed meanwhile.", current: outcome.alert });
      case "refused":
        throw new AppError("unprocessable", { detail: outcome.reason });
      default:
        throw new AppError("not_found", { detail: `There is no alert ${id}.` });
    }
  },
});

export const bulkAlertsRoute = defineRoute({
  method: "POST",
  path: `${path}/bulk`,
  summary: "The same change of up to 500 alerts, each decided on its own",
  access: "alerts:triage",
  body: alertBulkSchema,
  answer: alertBulkAnswerSchema,
  async handle(call) {
    const { ids, patch } = call.body;
    const outcomes = await changeAlerts(call.app, { ids, patch, actor: actorOf(call) });
    return {
      changed: outcomes.flatMap((outcome) =>
        outcome.kind === "changed" || outcome.kind === "unchanged" ? [outcome.alert] : [],
      ),
      refused: outcomes.flatMap((outcome) => {
        if (outcome.kind === "refused") return [{ id: outcome.id, reason: outcome.reason }];
        return outcome.kind === "missing" ? [{ id: outcome.id, reason: "There is no such alert." }] : [];
      }),
    };
  },
});

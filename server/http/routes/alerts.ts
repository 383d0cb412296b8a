import { z } from "zod";
import {
  alertFilterSchema,
  alertGroupQuerySchema,
  alertGroupsSchema,
  alertIdsSchema,
  alertPageSchema,
  alertQuerySchema,
  alertSummarySchema,
  similarAlertsSchema,
} from "../../../lib/contracts/alert-query.ts";
import {
  alertBulkAnswerSchema,
  alertBulkSchema,
  alertDetailSchema,
  alertPatchSchema,
  alertRowSchema,
} from "../../../lib/contracts/alerts.ts";
import { idParameterSchema } from "../../../lib/contracts/common.ts";
import type { Asking } from "../../alerts/alert-filters.ts";
import { type ChangeOutcome, changeAlerts } from "../../alerts/change-alerts.ts";
import { getAlert } from "../../alerts/get-alert.ts";
import { groupAlerts } from "../../alerts/group-alerts.ts";
import { listAlertIds } from "../../alerts/list-alert-ids.ts";
import { listAlerts } from "../../alerts/list-alerts.ts";
import { listSimilar } from "../../alerts/list-similar.ts";
import { summariseAlerts } from "../../alerts/summarise-alerts.ts";
import { actorOf } from "../../audit/write-audit.ts";
import type { Principal } from "../../auth/principal.ts";
import type { App } from "../app.ts";
import { AppError } from "../app-error.ts";
import { checkOwnStream } from "../check-own-stream.ts";
import { defineRoute } from "../define-route.ts";

const path = "/api/v1/alerts";
const params = z.object({ id: idParameterSchema });

function askingOf({ app, principal }: { readonly app: App; readonly principal: Principal }): Asking {
  return { me: principal.kind === "user" ? principal.email : null, now: app.now() };
}

export const listAlertsRoute = defineRoute({
  method: "GET",
  path,
  summary: "Alerts by status, severity, verdict, assignee, detector, technique, entity, score, time and text",
  access: "alerts:read",
  query: alertQuerySchema,
  answer: alertPageSchema,
  handle: (call) => listAlerts(call.app.db, call.query, askingOf(call)),
});

export const summariseAlertsRoute = defineRoute({
  method: "GET",
  path: `${path}/summary`,
  summary: "How many alerts stand where, and how quickly they were acknowledged and resolved",
  access: "alerts:read",
  query: alertFilterSchema,
  answer: alertSummarySchema,
  handle: (call) => summariseAlerts(call.app.db, call.query, askingOf(call)),
});

export const groupAlertsRoute = defineRoute({
  method: "GET",
  path: `${path}/groups`,
  summary: "How many alerts share a severity, detector, technique, entity or assignee",
  access: "alerts:read",
  query: alertGroupQuerySchema,
  answer: alertGroupsSchema,
  handle: (call) => groupAlerts(call.app.db, call.query, askingOf(call)),
});

export const listAlertIdsRoute = defineRoute({
  method: "GET",
  path: `${path}/ids`,
  summary: "The ids of up to 5,000 alerts that match, for a change of all of them",
  access: "alerts:read",
  query: alertFilterSchema,
  answer: alertIdsSchema,
  handle: (call) => listAlertIds(call.app.db, call.query, askingOf(call)),
});

export const listSimilarRoute = defineRoute({
  method: "GET",
  path: `${path}/{id}/similar`,
  summary: "Alerts of the same finding and of the same entities, and what was decided of them",
  access: "alerts:read",
  params,
  answer: similarAlertsSchema,
  async handle({ app, params: { id }, principal }) {
    checkOwnStream(principal, (await getAlert(app.db, id)).stream);
    return listSimilar(app.db, id);
  },
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

function refusalOf(outcome: ChangeOutcome): string | null {
  switch (outcome.kind) {
    case "changed":
    case "unchanged":
      return null;
    case "refused":
      return outcome.reason;
    case "stale":
      return "Somebody else changed it meanwhile.";
    case "missing":
      return "There is no such alert.";
  }
}

export const bulkAlertsRoute = defineRoute({
  method: "POST",
  path: `${path}/bulk`,
  summary: "The same change of up to 500 alerts, each decided on its own",
  access: "alerts:triage",
  body: alertBulkSchema,
  answer: alertBulkAnswerSchema,
  async handle(call) {
    const { ids, patch, revisions = [] } = call.body;
    const seen = new Map(revisions.map((revision, index) => [ids[index] ?? 0, revision]));
    const outcomes = await changeAlerts(call.app, { ids, patch, revisions: seen, actor: actorOf(call) });
    return {
      changed: outcomes.flatMap((outcome) =>
        outcome.kind === "changed" || outcome.kind === "unchanged" ? [outcome.alert] : [],
      ),
      refused: outcomes.flatMap((outcome) => {
        const reason = refusalOf(outcome);
        return reason === null ? [] : [{ id: outcome.id, reason }];
      }),
    };
  },
});

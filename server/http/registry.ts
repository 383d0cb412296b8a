import type { Method, Route } from "./define-route.ts";
import { matchPath } from "./match-path.ts";
import * as alertViews from "./routes/alert-views.ts";
import * as alerts from "./routes/alerts.ts";
import * as audit from "./routes/audit.ts";
import * as changeRequests from "./routes/change-requests.ts";
import * as events from "./routes/events.ts";
import * as executors from "./routes/executors.ts";
import * as floods from "./routes/floods.ts";
import * as health from "./routes/health.ts";
import * as invitations from "./routes/invitations.ts";
import * as keys from "./routes/keys.ts";
import * as killSwitch from "./routes/kill-switch.ts";
import * as ledger from "./routes/ledger.ts";
import * as live from "./routes/live.ts";
import * as models from "./routes/models.ts";
import { openApiRoute } from "./routes/openapi.ts";
import * as playbooks from "./routes/playbooks.ts";
import * as policies from "./routes/policies.ts";
import * as policyDrafts from "./routes/policy-drafts.ts";
import * as responses from "./routes/responses.ts";
import * as secondFactor from "./routes/second-factor.ts";
import * as session from "./routes/session.ts";
import * as sessions from "./routes/sessions.ts";
import * as settings from "./routes/settings.ts";
import * as sources from "./routes/sources.ts";
import * as streams from "./routes/streams.ts";
import * as thresholdDrift from "./routes/threshold-drift.ts";
import * as thresholdHistory from "./routes/threshold-history.ts";
import * as thresholds from "./routes/thresholds.ts";
import * as users from "./routes/users.ts";

export const getOpenApiRoute = openApiRoute(() => routes);

/** Every route: what OpenAPI and the tests of rights are made from. */
export const routes: readonly Route[] = [
  ...[
    session,
    secondFactor,
    sessions,
    users,
    invitations,
    settings,
    live,
    events,
    alerts,
    alertViews,
    floods,
    ledger,
    policies,
    policyDrafts,
    changeRequests,
    thresholdDrift,
    thresholdHistory,
    thresholds,
    models,
    responses,
    playbooks,
    executors,
    killSwitch,
    keys,
    sources,
    streams,
    audit,
    health,
  ].flatMap((declarations) => Object.values(declarations)),
  getOpenApiRoute,
];

/** The methods that a path of the API knows; none where there is no such path. Which path it is, decides as below. */
export function methodsOf(pathname: string): Method[] {
  const fitting = routes.filter(({ path }) => matchPath(path, pathname) !== null);
  const chosen = fitting.find(({ path }) => !path.includes("{")) ?? fitting[0];
  return fitting.flatMap(({ path, method }) => (path === chosen?.path ? [method] : []));
}

/** The route of a request; a fixed path wins over one with a parameter (`/alerts/bulk` over `/alerts/{id}`). */
export function findRoute(method: string, pathname: string): Route | null {
  const fitting = routes.filter((route) => route.method === method && matchPath(route.path, pathname) !== null);
  return fitting.find(({ path }) => !path.includes("{")) ?? fitting[0] ?? null;
}

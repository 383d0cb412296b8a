import {
  changeRequestCancelSchema,
  changeRequestDecideSchema,
  changeRequestDetailSchema,
  changeRequestPageSchema,
  changeRequestParamsSchema,
  changeRequestQuerySchema,
  changeRequestSchema,
} from "../../../lib/contracts/change-requests.ts";
import { cancelRequest } from "../../change-requests/cancel-request.ts";
import { decideRequest } from "../../change-requests/decide-request.ts";
import { getRequest } from "../../change-requests/get-request.ts";
import { listRequests } from "../../change-requests/list-requests.ts";
import { defineRoute } from "../define-route.ts";

const path = "/api/v1/change-requests";
const params = changeRequestParamsSchema;

export const listChangeRequestsRoute = defineRoute({
  method: "GET",
  path,
  summary: "What a second person is asked about, newest first",
  access: "policies:read",
  query: changeRequestQuerySchema,
  answer: changeRequestPageSchema,
  handle: ({ app, query }) => listRequests(app.pool, query),
});

export const getChangeRequestRoute = defineRoute({
  method: "GET",
  path: `${path}/{id}`,
  summary: "One change request with its evidence, who may decide, and what you may do with it",
  access: "policies:read",
  params,
  answer: changeRequestDetailSchema,
  handle: ({ app, params: { id }, principal }) => getRequest(app.pool, { id, principal }),
});

export const decideChangeRequestRoute = defineRoute({
  method: "POST",
  path: `${path}/{id}/decide`,
  summary: "Approve or refuse what you saw, named by its digest",
  access: "changeRequests:decide",
  params,
  body: changeRequestDecideSchema,
  answer: changeRequestSchema,
  handle: (call) => decideRequest(call.app, { id: call.params.id, input: call.body, caller: call }),
});

export const cancelChangeRequestRoute = defineRoute({
  method: "POST",
  path: `${path}/{id}/cancel`,
  summary: "Withdraw a change request that nobody has decided",
  access: "changeRequests:cancel",
  params,
  body: changeRequestCancelSchema,
  answer: changeRequestSchema,
  handle: (call) => cancelRequest(call.app, { id: call.params.id, reason: call.body.reason, caller: call }),
});

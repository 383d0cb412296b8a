import { z } from "zod";
import { idParameterSchema } from "../../../lib/contracts/common.ts";
import {
  responseApproveSchema,
  responseBulkAnswerSchema,
  responseBulkSchema,
  responseExtendSchema,
  responseOverriddenSchema,
  responseOverrideSchema,
  responsePageSchema,
  responseProposeSchema,
  responseQuerySchema,
  responseReasonSchema,
  responseSettleSchema,
  responseSummaryQuerySchema,
  responseSummarySchema,
} from "../../../lib/contracts/response-decisions.ts";
import {
  responseDetailSchema,
  responseOptionsQuerySchema,
  responseOptionsSchema,
  responseRowSchema,
} from "../../../lib/contracts/responses.ts";
import { actorOf } from "../../audit/write-audit.ts";
import { readingFrom } from "../../db/in-transaction.ts";
import { streamName, streamNumbers } from "../../db/stream-number.ts";
import { approveResponse } from "../../responses/approve-response.ts";
import { changeMany } from "../../responses/change-many.ts";
import { changeResponse } from "../../responses/change-response.ts";
import { getResponse } from "../../responses/get-response.ts";
import { listOptions } from "../../responses/list-options.ts";
import { listResponses } from "../../responses/list-responses.ts";
import { overrideResponse } from "../../responses/override-response.ts";
import { proposeResponse, readFactsOrRefuse } from "../../responses/propose-response.ts";
import { countResponses } from "../../responses/publish-steps.ts";
import { readKillSwitch } from "../../responses/read-kill-switch.ts";
import { checkOwnStream } from "../check-own-stream.ts";
import { defineRoute } from "../define-route.ts";

const path = "/api/v1/responses";
const params = z.object({ id: idParameterSchema });

export const listResponsesRoute = defineRoute({
  method: "GET",
  path,
  summary: "Responses that are pending, active or history, newest first",
  access: "responses:read",
  query: responseQuerySchema,
  answer: responsePageSchema,
  handle: ({ app, query }) => listResponses(app.pool, query),
});

export const countResponsesRoute = defineRoute({
  method: "GET",
  path: `${path}/counts`,
  summary: "How many responses wait and hold, and the kill switch",
  access: "responses:read",
  query: responseSummaryQuerySchema,
  answer: responseSummarySchema,
  async handle({ app, query }) {
    const run = readingFrom(app.pool);
    const [counts, killSwitch] = await Promise.all([
      countResponses(run, streamNumbers[query.stream]),
      readKillSwitch(run),
    ]);
    return { counts, killSwitch };
  },
});

export const listOptionsRoute = defineRoute({
  method: "GET",
  path: `${path}/options`,
  summary: "What may be done about an alert, and whom it would touch",
  access: "responses:propose",
  query: responseOptionsQuerySchema,
  answer: responseOptionsSchema,
  async handle({ app, query, principal }) {
    const facts = await readFactsOrRefuse(app, query.alert);
    checkOwnStream(principal, streamName(facts.stream));
    return { items: await listOptions(readingFrom(app.pool), facts, app.now()) };
  },
});

export const getResponseRoute = defineRoute({
  method: "GET",
  path: `${path}/{id}`,
  summary: "One response: its evidence, its steps, what you may do with it",
  access: "responses:read",
  params,
  answer: responseDetailSchema,
  handle: ({ app, params: { id }, principal }) => getResponse(app.pool, { id, principal }),
});

export const proposeResponseRoute = defineRoute({
  method: "POST",
  path,
  summary: "Propose a response to an alert; somebody else decides",
  access: "responses:propose",
  body: responseProposeSchema,
  answer: responseRowSchema,
  status: 201,
  handle: (call) =>
    proposeResponse(call.app, {
      input: call.body,
      actor: actorOf(call),
      ownStream: (stream) => checkOwnStream(call.principal, streamName(stream)),
    }),
});

export const approveResponseRoute = defineRoute({
  method: "POST",
  path: `${path}/{id}/approve`,
  summary: "Approve what you saw, named by its evidence hash",
  access: "responses:decide",
  params,
  body: responseApproveSchema,
  answer: responseRowSchema,
  handle: (call) => approveResponse(call.app, { id: call.params.id, input: call.body, caller: call }),
});

export const overrideResponseRoute = defineRoute({
  method: "POST",
  path: `${path}/{id}/override`,
  summary: "Decide otherwise: nothing, or something else about the same alert",
  access: "responses:decide",
  params,
  body: responseOverrideSchema,
  answer: responseOverriddenSchema,
  handle: (call) => overrideResponse(call.app, { id: call.params.id, input: call.body, caller: call }),
});

export const cancelResponseRoute = defineRoute({
  method: "POST",
  path: `${path}/{id}/cancel`,
  summary: "Withdraw what has not begun",
  access: "responses:cancel",
  params,
  body: responseReasonSchema,
  answer: responseRowSchema,
  handle: (call) =>
    changeResponse(call.app, { id: call.params.id, change: { verb: "cancel", ...call.body }, caller: call }),
});

export const undoResponseRoute = defineRoute({
  method: "POST",
  path: `${path}/{id}/undo`,
  summary: "End it now: undone, and read back that it is",
  access: "responses:decide",
  params,
  body: responseReasonSchema,
  answer: responseRowSchema,
  handle: (call) =>
    changeResponse(call.app, { id: call.params.id, change: { verb: "undo", ...call.body }, caller: call }),
});

export const extendResponseRoute = defineRoute({
  method: "POST",
  path: `${path}/{id}/extend`,
  summary: "Give it a new end, counted from now",
  access: "responses:decide",
  params,
  body: responseExtendSchema,
  answer: responseRowSchema,
  handle: (call) =>
    changeResponse(call.app, { id: call.params.id, change: { verb: "extend", ...call.body }, caller: call }),
});

export const settleResponseRoute = defineRoute({
  method: "POST",
  path: `${path}/{id}/settle`,
  summary: "Say what you found out about one that is unknown, or whose undo failed",
  access: "responses:decide",
  params,
  body: responseSettleSchema,
  answer: responseRowSchema,
  handle: (call) =>
    changeResponse(call.app, { id: call.params.id, change: { verb: "settle", ...call.body }, caller: call }),
});

export const bulkResponsesRoute = defineRoute({
  method: "POST",
  path: `${path}/bulk`,
  summary: "Undo or cancel up to 200 responses, each decided on its own",
  access: "responses:decide",
  body: responseBulkSchema,
  answer: responseBulkAnswerSchema,
  handle: (call) => changeMany(call.app, { input: call.body, caller: call }),
});

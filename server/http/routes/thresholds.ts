import {
  fieldEstimatesSchema,
  moveByHandSchema,
  moveParamsSchema,
  rollBackSchema,
  rolledBackSchema,
  spotCheckJudgeSchema,
  spotCheckPageSchema,
  spotCheckParamsSchema,
  spotCheckQuerySchema,
  spotCheckSchema,
  thresholdMovePageSchema,
  thresholdMovesQuerySchema,
  thresholdQuerySchema,
  thresholdStateSchema,
} from "../../../lib/contracts/thresholds.ts";
import { actorOf } from "../../audit/write-audit.ts";
import { judgeSpotCheck } from "../../thresholds/judge-spot-check.ts";
import { listMoves } from "../../thresholds/list-moves.ts";
import { listSpotChecks } from "../../thresholds/list-spot-checks.ts";
import { moveByHand } from "../../thresholds/move-by-hand.ts";
import { readEstimates } from "../../thresholds/read-estimates.ts";
import { readThresholdState } from "../../thresholds/read-threshold-state.ts";
import { rollBackMove } from "../../thresholds/roll-back-move.ts";
import { defineRoute } from "../define-route.ts";

const path = "/api/v1/thresholds";

export const readThresholdStateRoute = defineRoute({
  method: "GET",
  path,
  summary: "Thresholds in force on a stream, and how its guarded notify stands",
  access: "policies:read",
  query: thresholdQuerySchema,
  answer: thresholdStateSchema,
  handle: ({ app, query }) => readThresholdState(app, query.stream),
});

export const listMovesRoute = defineRoute({
  method: "GET",
  path: `${path}/moves`,
  summary: "Every move of a stream's thresholds, newest first",
  access: "policies:read",
  query: thresholdMovesQuerySchema,
  answer: thresholdMovePageSchema,
  handle: ({ app, query }) => listMoves(app, query),
});

export const moveByHandRoute = defineRoute({
  method: "POST",
  path: `${path}/moves`,
  summary: "Put a guarded notify elsewhere within its rails: lower at once, higher once another person agrees",
  access: "policies:publish",
  body: moveByHandSchema,
  answer: rolledBackSchema,
  status: 202,
  handle: (call) => moveByHand(call.app, { input: call.body, caller: call }),
});

export const rollBackMoveRoute = defineRoute({
  method: "POST",
  path: `${path}/moves/{version}/roll-back`,
  summary: "Put notify back to where a move of its guard came from; another person decides where less would be flagged",
  access: "policies:publish",
  params: moveParamsSchema,
  body: rollBackSchema,
  answer: rolledBackSchema,
  status: 202,
  handle: (call) => rollBackMove(call.app, { version: call.params.version, input: call.body, caller: call }),
});

export const listSpotChecksRoute = defineRoute({
  method: "GET",
  path: `${path}/spot-checks`,
  summary: "Events below notify that were drawn for a verdict, newest first",
  access: "policies:read",
  query: spotCheckQuerySchema,
  answer: spotCheckPageSchema,
  handle: ({ app, query }) => listSpotChecks(app, query),
});

export const judgeSpotCheckRoute = defineRoute({
  method: "POST",
  path: `${path}/spot-checks/{id}/verdict`,
  summary: "Say what an event drawn for a spot check was; may be said anew",
  access: "alerts:triage",
  params: spotCheckParamsSchema,
  body: spotCheckJudgeSchema,
  answer: spotCheckSchema,
  handle: (call) => judgeSpotCheck(call.app, { id: call.params.id, input: call.body, actor: actorOf(call) }),
});

export const readEstimatesRoute = defineRoute({
  method: "GET",
  path: `${path}/estimates`,
  summary: "False-alarm rate, recall and precision from verdicts on alerts and spot checks, with 95 % intervals",
  access: "policies:read",
  query: thresholdQuerySchema,
  answer: fieldEstimatesSchema,
  handle: ({ app, query }) => readEstimates(app, query.stream),
});

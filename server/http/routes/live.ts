import { z } from "zod";
import { streamSchema } from "../../../lib/contracts/common.ts";
import {
  liveEntitiesSchema,
  liveLatencySchema,
  livePartsSchema,
  liveQuerySchema,
  liveRangeSchema,
  liveRateSchema,
  liveSchema,
  liveSinceQuerySchema,
  liveSinceSchema,
} from "../../../lib/contracts/live.ts";
import { countSince } from "../../live/count-since.ts";
import { readLatency } from "../../live/eye-latency.ts";
import { listParts } from "../../live/list-parts.ts";
import { rankEntities } from "../../live/rank-entities.ts";
import { readLive } from "../../live/read-live.ts";
import { readRate } from "../../live/read-rate.ts";
import { defineRoute } from "../define-route.ts";

const path = "/api/v1/live";

export const getLiveRoute = defineRoute({
  method: "GET",
  path,
  summary: "The threat chart of a range: scores, thresholds, alerts, highest events, and the push cursor to go on from",
  access: "events:read",
  query: liveQuerySchema,
  answer: liveSchema,
  handle: ({ app, query }) => readLive(app.db, query, app.now()),
});

export const getLiveSinceRoute = defineRoute({
  method: "GET",
  path: `${path}/since`,
  summary: "How many events and alerts came after a moment, up to 10,000 of each",
  access: "events:read",
  query: liveSinceQuerySchema,
  answer: liveSinceSchema,
  handle: ({ app, query }) => countSince(app.db, query, app.now()),
});

export const getLiveEntitiesRoute = defineRoute({
  method: "GET",
  path: `${path}/entities`,
  summary: "The users, hosts and addresses of a range that its alarming events point at most",
  access: "events:read",
  query: liveRangeSchema,
  answer: liveEntitiesSchema,
  handle: ({ app, query }) => rankEntities(app.db, query, app.now()),
});

export const getLiveRateRoute = defineRoute({
  method: "GET",
  path: `${path}/rate`,
  summary: "How often events reach notify and alerts are raised, against what the policy aims at",
  access: "events:read",
  query: liveRangeSchema,
  answer: liveRateSchema,
  handle: ({ app, query }) => readRate(app.db, query, app.now()),
});

export const getLiveLatencyRoute = defineRoute({
  method: "GET",
  path: `${path}/latency`,
  summary: "From event to eye by stage, as the browsers of this web process measured it in the last five minutes",
  access: "events:read",
  answer: liveLatencySchema,
  handle: async ({ app }) => readLatency(app.now().getTime()),
});

export const getLivePartsRoute = defineRoute({
  method: "GET",
  path: `${path}/parts`,
  summary: "The log sources and event classes that the chart of a stream can be narrowed to",
  access: "events:read",
  query: z.object({ stream: streamSchema.default("main") }),
  answer: livePartsSchema,
  handle: ({ app, query }) => listParts(app.db, query.stream),
});

import { z } from "zod";
import { streamSchema } from "../../../lib/contracts/common.ts";
import {
  livePartsSchema,
  liveQuerySchema,
  liveSchema,
  liveSinceQuerySchema,
  liveSinceSchema,
} from "../../../lib/contracts/live.ts";
import { countSince } from "../../live/count-since.ts";
import { listParts } from "../../live/list-parts.ts";
import { readLive } from "../../live/read-live.ts";
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

export const getLivePartsRoute = defineRoute({
  method: "GET",
  path: `${path}/parts`,
  summary: "The log sources and event classes that the chart of a stream can be narrowed to",
  access: "events:read",
  query: z.object({ stream: streamSchema.default("main") }),
  answer: livePartsSchema,
  handle: ({ app, query }) => listParts(app.db, query.stream),
});

import { liveQuerySchema, liveSchema } from "../../../lib/contracts/live.ts";
import { readLive } from "../../live/read-live.ts";
import { defineRoute } from "../define-route.ts";

export const getLiveRoute = defineRoute({
  method: "GET",
  path: "/api/v1/live",
  summary: "What the Live page shows at first, and the push cursor from which it goes on",
  access: "events:read",
  query: liveQuerySchema,
  answer: liveSchema,
  handle: ({ app, query }) => readLive(app.db, query, app.now()),
});

import { thresholdDriftQuerySchema, thresholdDriftSchema } from "../../../lib/contracts/threshold-drift.ts";
import { readDrift } from "../../thresholds/read-drift.ts";
import { defineRoute } from "../define-route.ts";

export const getThresholdDriftRoute = defineRoute({
  method: "GET",
  path: "/api/v1/thresholds/drift",
  summary:
    "Whether a stream's scores drift: spread and level against the week before, and what their tail says of notify",
  access: "policies:read",
  query: thresholdDriftQuerySchema,
  answer: thresholdDriftSchema,
  handle: ({ app, query }) => readDrift(app, query),
});

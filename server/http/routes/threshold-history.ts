import { thresholdHistoryQuerySchema, thresholdHistorySchema } from "../../../lib/contracts/threshold-history.ts";
import { readHistory } from "../../thresholds/read-history.ts";
import { defineRoute } from "../define-route.ts";

export const getThresholdHistoryRoute = defineRoute({
  method: "GET",
  path: "/api/v1/thresholds/history",
  summary: "How the thresholds of a stream stood over the last hours, or over all time, with why each moved",
  access: "policies:read",
  query: thresholdHistoryQuerySchema,
  answer: thresholdHistorySchema,
  handle: ({ app, query }) => readHistory(app, query),
});

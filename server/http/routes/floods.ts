import { z } from "zod";
import { idParameterSchema } from "../../../lib/contracts/common.ts";
import {
  floodQuerySchema,
  floodStandingSchema,
  originPageSchema,
  originQuerySchema,
} from "../../../lib/contracts/floods.ts";
import { getFloods } from "../../alerts/flood/get-floods.ts";
import { listOrigins } from "../../alerts/flood/list-origins.ts";
import { getAlert } from "../../alerts/get-alert.ts";
import { checkOwnStream } from "../check-own-stream.ts";
import { defineRoute } from "../define-route.ts";

const path = "/api/v1/alerts";

export const getFloodsRoute = defineRoute({
  method: "GET",
  path: `${path}/flood`,
  summary: "Whether alerts come faster than people can read, since when, and what was folded",
  access: "alerts:read",
  query: floodQuerySchema,
  answer: floodStandingSchema,
  handle: ({ app, query }) => getFloods(app.db, query.stream),
});

export const listOriginsRoute = defineRoute({
  method: "GET",
  path: `${path}/{id}/origins`,
  summary: "Whom an alert stands for that was folded in a flood, with exact counts",
  access: "alerts:read",
  params: z.object({ id: idParameterSchema }),
  query: originQuerySchema,
  answer: originPageSchema,
  async handle({ app, params: { id }, query, principal }) {
    checkOwnStream(principal, (await getAlert(app.db, id)).stream);
    return listOrigins(app.db, id, query);
  },
});

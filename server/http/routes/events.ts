import { z } from "zod";
import { idParameterSchema, streamSchema } from "../../../lib/contracts/common.ts";
import {
  eventClassesQuerySchema,
  eventClassesSchema,
  eventDetailSchema,
  eventPageSchema,
  eventQuerySchema,
} from "../../../lib/contracts/events.ts";
import { explanationQuerySchema, explanationSchema } from "../../../lib/contracts/explanations.ts";
import { actorOf, writeAudit } from "../../audit/write-audit.ts";
import { countClasses } from "../../events/count-classes.ts";
import { getEvent } from "../../events/get-event.ts";
import { listEvents } from "../../events/list-events.ts";
import { explainEvent } from "../../explanations/explain-event.ts";
import { AppError } from "../app-error.ts";
import { defineRoute } from "../define-route.ts";

const path = "/api/v1/events";

export const listEventsRoute = defineRoute({
  method: "GET",
  path,
  summary: "Scored events, newest first or by score",
  access: "events:read",
  query: eventQuerySchema,
  answer: eventPageSchema,
  handle: ({ app, query }) => listEvents(app.db, query),
});

export const getEventRoute = defineRoute({
  method: "GET",
  path: `${path}/{id}`,
  summary: "One event: contributions, features, thresholds in force, OCSF form, the record as received",
  access: "events:read",
  params: z.object({ id: idParameterSchema }),
  query: z.object({ stream: streamSchema.default("main") }),
  answer: eventDetailSchema,
  async handle(call) {
    const where = { stream: call.query.stream, id: call.params.id };
    const actor = actorOf(call);
    const seconds = call.app.limits.take("record", actor.name, call.app.now().getTime());
    if (seconds !== null) throw new AppError("rate_limited", { retryAfterSeconds: seconds });
    const event = await getEvent(call.app, where);
    // Records hold personal data: who has looked at one stays known.
    const resource = `event:${where.stream}/${where.id}`;
    await writeAudit(call.app.db, { actor, action: "event.view", resource, outcome: "success" });
    return event;
  },
});

export const explainEventRoute = defineRoute({
  method: "GET",
  path: `${path}/{id}/explanation`,
  summary:
    "Why an event scored as it did, computed again: detectors, features, what would have kept it under the threshold",
  access: "events:read",
  params: z.object({ id: idParameterSchema }),
  query: explanationQuerySchema,
  answer: explanationSchema,
  handle(call) {
    const { app, params, query } = call;
    const seconds = app.limits.take("explanation", actorOf(call).name, app.now().getTime());
    if (seconds !== null) throw new AppError("rate_limited", { retryAfterSeconds: seconds });
    return explainEvent(app, { id: params.id, query });
  },
});

export const countClassesRoute = defineRoute({
  method: "GET",
  path: `${path}/classes`,
  summary: "Scored events received in a period, by class; without a period in the last 24 hours",
  access: "events:read",
  query: eventClassesQuerySchema,
  answer: eventClassesSchema,
  handle: ({ app, query }) => countClasses(app.db, query, app.now()),
});

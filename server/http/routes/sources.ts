import { z } from "zod";
import {
  rejectPageSchema,
  rejectQuerySchema,
  sourceIdSchema,
  sourcePageSchema,
  sourcePatchSchema,
  sourceQuerySchema,
  sourceZoneSchema,
} from "../../../lib/contracts/sources.ts";
import { actorOf, writeAudit } from "../../audit/write-audit.ts";
import { listRejects } from "../../sources/list-rejects.ts";
import { listSources } from "../../sources/list-sources.ts";
import { setZone } from "../../sources/set-zone.ts";
import { defineRoute } from "../define-route.ts";

const path = "/api/v1/sources";
const params = z.object({ id: sourceIdSchema });

export const listSourcesRoute = defineRoute({
  method: "GET",
  path,
  summary: "Log sources of a stream: what they sent in the range, their clocks, what waits, which have gone quiet",
  access: "sources:read",
  query: sourceQuerySchema,
  answer: sourcePageSchema,
  handle: ({ app, query }) => listSources(app.pool, query, app.now()),
});

export const setZoneRoute = defineRoute({
  method: "PATCH",
  path: `${path}/{id}`,
  summary: "Set the time zone of a source's times that name none, for records to come",
  access: "sources:manage",
  params,
  body: sourcePatchSchema,
  answer: sourceZoneSchema,
  handle: (call) => setZone(call.app.db, { id: call.params.id, zone: call.body.zone, actor: actorOf(call) }),
});

export const listRejectsRoute = defineRoute({
  method: "GET",
  path: `${path}/{id}/rejects`,
  summary: "Refused records of a source that were kept, newest first: why, and how they begin",
  access: "sources:read",
  params,
  query: rejectQuerySchema,
  answer: rejectPageSchema,
  async handle(call) {
    const page = await listRejects(call.app.db, { source: call.params.id, ...call.query });
    // Records hold personal data: who has looked at some stays known.
    const resource = `source:${call.params.id}`;
    await writeAudit(call.app.db, {
      actor: actorOf(call),
      action: "source.view_rejects",
      resource,
      outcome: "success",
    });
    return page;
  },
});

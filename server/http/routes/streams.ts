import { z } from "zod";
import { type StreamName, streamSchema } from "../../../lib/contracts/common.ts";
import {
  streamListSchema,
  streamPatchSchema,
  streamRemovalSchema,
  streamRowSchema,
} from "../../../lib/contracts/streams.ts";
import { actorOf } from "../../audit/write-audit.ts";
import { listStreams } from "../../streams/list-streams.ts";
import { removeStream } from "../../streams/remove-stream.ts";
import { setTraffic, startStream } from "../../streams/start-stream.ts";
import type { App } from "../app.ts";
import { AppError } from "../app-error.ts";
import { defineRoute } from "../define-route.ts";

const path = "/api/v1/streams";
const params = z.object({ id: streamSchema });

async function streamRow(app: App, name: StreamName) {
  const row = (await listStreams(app.pool)).find((stream) => stream.name === name);
  if (row === undefined) throw new AppError("not_found");
  return row;
}

export const listStreamsRoute = defineRoute({
  method: "GET",
  path,
  summary: "Streams and what they hold; a key sees its own alone",
  access: "sources:read",
  answer: streamListSchema,
  async handle({ app, principal }) {
    const items = await listStreams(app.pool);
    return { items: principal.kind === "key" ? items.filter(({ name }) => name === principal.stream) : items };
  },
});

export const setTrafficRoute = defineRoute({
  method: "PATCH",
  path: `${path}/{id}`,
  summary: "Switch the generated traffic of the stream demo, now and at later starts",
  access: "sources:manage",
  params,
  body: streamPatchSchema,
  answer: streamRowSchema,
  async handle(call) {
    const { id: stream } = call.params;
    await setTraffic(call.app.pool, { stream, traffic: call.body.traffic, actor: actorOf(call) });
    return streamRow(call.app, stream);
  },
});

export const removeStreamRoute = defineRoute({
  method: "POST",
  path: `${path}/{id}/remove`,
  summary:
    "Remove the stream demo: its traffic, keys, events, alerts, policies, responses and all that follows from them",
  access: "sources:manage",
  params,
  body: streamRemovalSchema,
  answer: streamRowSchema,
  async handle(call) {
    const { id: stream } = call.params;
    const { reason } = call.body;
    await removeStream(call.app.pool, { stream, reason, actor: actorOf(call), now: call.app.now() });
    return streamRow(call.app, stream);
  },
});

export const startStreamRoute = defineRoute({
  method: "POST",
  path: `${path}/{id}/start`,
  summary: "Begin the stream demo anew after its removal, or switch its traffic on",
  access: "sources:manage",
  params,
  answer: streamRowSchema,
  async handle(call) {
    const { id: stream } = call.params;
    await startStream(call.app.pool, { stream, actor: actorOf(call) });
    return streamRow(call.app, stream);
  },
});

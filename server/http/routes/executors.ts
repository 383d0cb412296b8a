import { z } from "zod";
import { smallIdParameterSchema } from "../../../lib/contracts/common.ts";
import {
  demoAttackAnswerSchema,
  demoAttackSchema,
  demoLabQuerySchema,
  demoLabSchema,
  executorChangeSchema,
  executorCreatedSchema,
  executorCreateSchema,
  executorListSchema,
  executorProbeSchema,
  executorQuerySchema,
  executorSchema,
} from "../../../lib/contracts/executors.ts";
import { actorOf } from "../../audit/write-audit.ts";
import { changeExecutor, createExecutor } from "../../responses/change-executor.ts";
import { askForAttack, readLab } from "../../responses/demo-attack.ts";
import { listExecutors } from "../../responses/list-executors.ts";
import { testExecutor } from "../../responses/test-executor.ts";
import { checkOwnStream } from "../check-own-stream.ts";
import { defineRoute } from "../define-route.ts";

const path = "/api/v1/executors";
const params = z.object({ id: smallIdParameterSchema });

export const listExecutorsRoute = defineRoute({
  method: "GET",
  path,
  summary: "What carries responses out, without its secrets",
  access: "responses:read",
  query: executorQuerySchema,
  answer: executorListSchema,
  async handle({ app, query }) {
    return { items: await listExecutors(app.pool, query.stream) };
  },
});

export const createExecutorRoute = defineRoute({
  method: "POST",
  path,
  summary: "Add a webhook or a dry run",
  access: "responses:configure",
  body: executorCreateSchema,
  answer: executorCreatedSchema,
  status: 201,
  handle: async (call) => createExecutor(call.app, { input: call.body, actor: actorOf(call) }),
});

export const changeExecutorRoute = defineRoute({
  method: "PATCH",
  path: `${path}/{id}`,
  summary: "Change an executor, switch it on or off, make it the default",
  access: "responses:configure",
  params,
  body: executorChangeSchema,
  answer: executorSchema,
  handle: (call) => changeExecutor(call.app, { id: call.params.id, input: call.body, actor: actorOf(call) }),
});

export const probeExecutorRoute = defineRoute({
  method: "POST",
  path: `${path}/{id}/probe`,
  summary: "Ask whether it hears us; nothing is done",
  access: "responses:configure",
  params,
  answer: executorProbeSchema,
  handle: (call) => testExecutor(call.app, { id: call.params.id, actor: actorOf(call) }),
});

export const askForAttackRoute = defineRoute({
  method: "POST",
  path: "/api/v1/demo/attacks",
  summary: "Begin a simulated attack in the demo stream at once",
  access: "demo:attack",
  body: demoAttackSchema,
  answer: demoAttackAnswerSchema,
  status: 202,
  handle: (call) => askForAttack(call.app, { story: call.body.story, actor: actorOf(call) }),
});

export const readLabRoute = defineRoute({
  method: "GET",
  path: "/api/v1/demo/lab",
  summary: "What holds in the demo's network, and the attacks asked for",
  access: "responses:read",
  query: demoLabQuerySchema,
  answer: demoLabSchema,
  handle({ app, query, principal }) {
    checkOwnStream(principal, "demo");
    return readLab(app.pool, { after: query.after ?? 0, now: app.now() });
  },
});

import { z } from "zod";
import { smallIdParameterSchema } from "../../../lib/contracts/common.ts";
import {
  playbookChangeSchema,
  playbookCreateSchema,
  playbookDetailSchema,
  playbookListSchema,
  playbookQuerySchema,
  playbookSchema,
  protectedCreateSchema,
  protectedEntitySchema,
  protectedListSchema,
} from "../../../lib/contracts/playbooks.ts";
import { responseReasonSchema } from "../../../lib/contracts/response-decisions.ts";
import { actorOf } from "../../audit/write-audit.ts";
import { readingFrom } from "../../db/in-transaction.ts";
import { streamNumbers } from "../../db/stream-number.ts";
import { changePlaybook, createPlaybook } from "../../responses/change-playbook.ts";
import { addProtected, removeProtected } from "../../responses/change-protected.ts";
import { getPlaybook } from "../../responses/get-playbook.ts";
import { playbookRow, readPlaybooks } from "../../responses/playbook-record.ts";
import { readProtected } from "../../responses/read-protected.ts";
import { defineRoute } from "../define-route.ts";

const path = "/api/v1/playbooks";
const protectedPath = "/api/v1/protected-entities";
const params = z.object({ id: smallIdParameterSchema });

export const listPlaybooksRoute = defineRoute({
  method: "GET",
  path,
  summary: "The playbooks of a stream, and what they led to in 7 days",
  access: "responses:read",
  query: playbookQuerySchema,
  answer: playbookListSchema,
  async handle({ app, query }) {
    const records = await readPlaybooks(readingFrom(app.pool), streamNumbers[query.stream]);
    return { items: records.map(playbookRow) };
  },
});

export const getPlaybookRoute = defineRoute({
  method: "GET",
  path: `${path}/{id}`,
  summary: "One playbook with its versions",
  access: "responses:read",
  params,
  answer: playbookDetailSchema,
  handle: ({ app, params: { id }, principal }) => getPlaybook(app.pool, { id, principal }),
});

export const createPlaybookRoute = defineRoute({
  method: "POST",
  path,
  summary: "Add a playbook; with 202 it is asked for, as it acts without people: a second person decides",
  access: "responses:configure",
  body: playbookCreateSchema,
  answer: playbookSchema,
  status: 201,
  mayAsk: true,
  handle: (call) => createPlaybook(call.app, { input: call.body, caller: call }),
});

export const changePlaybookRoute = defineRoute({
  method: "PATCH",
  path: `${path}/{id}`,
  summary: "The next version of a playbook; with 202 it is asked for, as it loosens: a second person decides",
  access: "responses:configure",
  params,
  body: playbookChangeSchema,
  answer: playbookSchema,
  mayAsk: true,
  handle: (call) => changePlaybook(call.app, { id: call.params.id, input: call.body, caller: call }),
});

export const listProtectedRoute = defineRoute({
  method: "GET",
  path: protectedPath,
  summary: "What no response may touch",
  access: "responses:read",
  query: playbookQuerySchema,
  answer: protectedListSchema,
  async handle({ app, query }) {
    return { items: await readProtected(readingFrom(app.pool), streamNumbers[query.stream]) };
  },
});

export const addProtectedRoute = defineRoute({
  method: "POST",
  path: protectedPath,
  summary: "Protect a name, a pattern or an address range",
  access: "responses:configure",
  body: protectedCreateSchema,
  answer: protectedEntitySchema,
  status: 201,
  handle: async (call) => addProtected(call.app, { input: call.body, actor: actorOf(call) }),
});

export const removeProtectedRoute = defineRoute({
  method: "DELETE",
  path: `${protectedPath}/{id}`,
  summary: "Take a protection away; with 202 it is asked for: a second person decides",
  access: "responses:configure",
  params,
  body: responseReasonSchema,
  answer: protectedEntitySchema,
  mayAsk: true,
  handle: (call) => removeProtected(call.app, { id: call.params.id, reason: call.body.reason, caller: call }),
});

import { z } from "zod";
import {
  apiKeyCreatedSchema,
  apiKeyCreateSchema,
  apiKeyListSchema,
  apiKeyQuerySchema,
  apiKeySchema,
} from "../../../lib/contracts/keys.ts";
import { actorOf } from "../../audit/write-audit.ts";
import { issueKey } from "../../keys/issue-key.ts";
import { listKeys } from "../../keys/list-keys.ts";
import { revokeKey } from "../../keys/revoke-key.ts";
import { defineRoute } from "../define-route.ts";

const path = "/api/v1/keys";

export const listKeysRoute = defineRoute({
  method: "GET",
  path,
  summary: "API keys, without their secrets",
  access: "keys:manage",
  query: apiKeyQuerySchema,
  answer: apiKeyListSchema,
  handle: ({ app, query }) => listKeys(app.db, query, app.now()),
});

export const createKeyRoute = defineRoute({
  method: "POST",
  path,
  summary: "Make an API key; its secret is in this answer and nowhere else",
  access: "keys:manage",
  body: apiKeyCreateSchema,
  answer: apiKeyCreatedSchema,
  status: 201,
  handle: (call) => issueKey(call.app.db, { input: call.body, actor: actorOf(call), now: call.app.now() }),
});

export const revokeKeyRoute = defineRoute({
  method: "DELETE",
  path: `${path}/{id}`,
  summary: "Revoke an API key, at once",
  access: "keys:manage",
  params: z.object({ id: z.uuid() }),
  answer: apiKeySchema,
  handle: (call) => revokeKey(call.app.db, { id: call.params.id, actor: actorOf(call), now: call.app.now() }),
});

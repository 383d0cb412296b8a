import { z } from "zod";
import { askedForSchema } from "../../lib/contracts/change-requests.ts";
import { problemSchema } from "../../lib/contracts/common.ts";
import { ingestAnswerSchema } from "../../lib/contracts/events.ts";
import { keyScopes, scopesMay } from "../../lib/contracts/permissions.ts";
import { clientHeader } from "../../lib/contracts/session.ts";
import { formatNames } from "../../lib/normalise/pick-format.ts";
import { apiVersion } from "./api-version.ts";
import { errorCodes } from "./app-error.ts";
import type { Route } from "./define-route.ts";

type Json = Readonly<Record<string, unknown>>;

function jsonSchema(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _draft, ...json } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return json;
}

function parameters(schema: z.ZodObject | null, where: "path" | "query"): Json[] {
  if (schema === null) return [];
  return Object.entries(schema.shape).map(([name, field]) => ({
    name,
    in: where,
    required: where === "path" || !field.safeParse(undefined).success,
    schema: jsonSchema(z.object({ [name]: field }), "input").properties
      ? Reflect.get(Object(jsonSchema(z.object({ [name]: field }), "input").properties), name)
      : {},
  }));
}

function securityOf({ access }: Route): Json[] {
  if (access === "public") return [];
  const keysMay = access !== "signedIn" && scopesMay(keyScopes, access);
  return keysMay ? [{ session: [] }, { key: [] }] : [{ session: [] }];
}

const askedForAnswer = {
  description: "Asked for: it would let more through, and a second person decides",
  content: { "application/json": { schema: jsonSchema(askedForSchema, "output") } },
};

const problemAnswer = {
  description: `A problem (RFC 9457). Codes: ${Object.keys(errorCodes).join(", ")}.`,
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
};

/** The part of the API that a path belongs to: its first word. */
const groupOf = (path: string) => path.split("/")[3] ?? "api";

/** A name for clients that are generated: `patchAlertsById`. */
function operationIdOf(method: string, path: string): string {
  const words = path
    .split("/")
    .slice(3)
    .flatMap((part) => (part.startsWith("{") ? ["by", part.slice(1, -1)] : part.split(/[^a-z0-9]+/i)));
  return [method.toLowerCase(), ...words.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join("");
}

function requestBodyOf({ body, fileBytes }: Route): Json {
  if (body === null) return {};
  const content =
    fileBytes === null
      ? { "application/json": { schema: jsonSchema(body, "input") } }
      : { "application/octet-stream": { schema: { type: "string", format: "binary", maxLength: fileBytes } } };
  return { requestBody: { required: true, content } };
}

function operation(route: Route): Json {
  const { summary, access, params, query, answer, status, mayAsk, contentType } = route;
  const content = answer === null ? undefined : { [contentType]: { schema: jsonSchema(answer, "output") } };
  return {
    operationId: operationIdOf(route.method, route.path),
    tags: [groupOf(route.path)],
    summary,
    "x-permission": access,
    parameters: [...parameters(params, "path"), ...parameters(query, "query")],
    ...requestBodyOf(route),
    responses: {
      [status]: { description: "Done", ...(content === undefined ? {} : { content }) },
      ...(mayAsk ? { 202: askedForAnswer } : {}),
      default: problemAnswer,
    },
    security: securityOf(route),
  };
}

const shortName = { type: "string", minLength: 1, maxLength: 100 };
const ingestParameters: readonly Json[] = [
  { name: "format", in: "query", schema: { enum: ["auto", ...formatNames()], default: "auto" } },
  {
    name: "source",
    in: "query",
    description: "Whose events they are; without it the key's name.",
    schema: shortName,
  },
  {
    name: "Idempotency-Key",
    in: "header",
    description: "For retries: the same request is answered as the first time, another one is refused.",
    schema: { type: "string", pattern: "^[\\x21-\\x7e]{1,200}$" },
  },
  {
    name: "X-Tideline-Replay",
    in: "header",
    description: "Marks old records: their own times count, and no clock is used.",
    schema: shortName,
  },
  { name: "Content-Encoding", in: "header", schema: { enum: ["identity", "gzip", "x-gzip"], default: "identity" } },
].map((parameter) => ({ ...parameter, required: false }));

/** POST /api/v1/events is answered before Next and has no declaration: its body is a stream. */
const ingestOperation = {
  operationId: "postEvents",
  tags: ["events"],
  summary: "Send events: an array, NDJSON, or raw log lines, gzip accepted; 202 after they are durable",
  "x-permission": "scope ingest",
  parameters: ingestParameters,
  requestBody: {
    required: true,
    content: { "application/json": {}, "application/x-ndjson": {}, "text/plain": {} },
  },
  responses: {
    202: {
      description: "Durable",
      content: { "application/json": { schema: jsonSchema(ingestAnswerSchema, "output") } },
    },
    default: problemAnswer,
  },
  security: [{ key: [] }],
};

/** The API as OpenAPI 3.1, from the declarations that validate. */
export function openApi(routes: readonly Route[]): Json {
  const paths: Record<string, Record<string, Json>> = { "/api/v1/events": { post: ingestOperation } };
  for (const route of routes) {
    const entry = paths[route.path] ?? {};
    paths[route.path] = { ...entry, [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: "3.1.0",
    info: { title: "Tideline", version: apiVersion, license: { name: "Apache-2.0", identifier: "Apache-2.0" } },
    paths,
    components: {
      schemas: { Problem: jsonSchema(problemSchema, "output") },
      securitySchemes: {
        session: {
          type: "apiKey",
          in: "cookie",
          name: "tideline.session_token",
          description: `A change also needs the header ${clientHeader.name}: ${clientHeader.value}.`,
        },
        key: { type: "http", scheme: "bearer" },
      },
    },
  };
}

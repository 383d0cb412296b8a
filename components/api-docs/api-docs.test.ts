import { expect, test } from "vitest";
import { apiDocumentSchema, groupsOf } from "./api-document.ts";
import { curlOf } from "./example-of.ts";
import { schemaRows, typeWords } from "./schema-rows.ts";

const body = {
  type: "object",
  properties: {
    email: { type: "string", format: "email", maxLength: 254 },
    role: { enum: ["viewer", "admin"] },
    tags: { type: "array", items: { type: "object", properties: { name: { type: "string" } }, required: ["name"] } },
    until: { anyOf: [{ type: "string", format: "date-time" }, { type: "null" }] },
  },
  required: ["email", "role"],
};
const operation = { summary: "Make", "x-permission": "users:manage", responses: {}, parameters: [], tags: ["users"] };
const document = apiDocumentSchema.parse({
  info: { version: "1" },
  paths: {
    "/api/v1/users": {
      post: {
        ...operation,
        operationId: "postUsers",
        requestBody: { content: { "application/json": { schema: body } } },
        security: [{ session: [] }],
      },
      get: { ...operation, operationId: "getUsers", summary: "Everyone", security: [{ session: [] }, { key: [] }] },
    },
  },
});

test("operations are grouped, reading first, and found by all of the words", () => {
  expect(groupsOf(document, "").map(({ name, operations }) => [name, operations.map(({ method }) => method)])).toEqual([
    ["users", ["get", "post"]],
  ]);
  expect(groupsOf(document, "POST users").flatMap(({ operations }) => operations)).toHaveLength(1);
  expect(groupsOf(document, "users nothing")).toEqual([]);
});

test("a schema is told in words, field by field", () => {
  expect(schemaRows(body)).toEqual([
    { path: "email", type: "text, email, up to 254 characters", required: true },
    { path: "role", type: "viewer | admin", required: true },
    { path: "tags", type: "list of object", required: false },
    { path: "tags[].name", type: "text", required: true },
    { path: "until", type: "text, date-time or null", required: false },
  ]);
  expect(typeWords({ type: "integer", minimum: 1, maximum: Number.MAX_SAFE_INTEGER })).toBe("whole number, from 1");
});

test("the line for a shell carries what the route asks for", () => {
  const [get, post] = groupsOf(document, "").flatMap(({ operations }) => operations);
  if (get === undefined || post === undefined) throw new Error("Both are there.");
  expect(curlOf(get, "http://127.0.0.1:3000")).toBe(
    "curl 'http://127.0.0.1:3000/api/v1/users' \\\n  -H 'Authorization: Bearer KEY'",
  );
  const line = curlOf(post, "http://127.0.0.1:3000");
  for (const part of [
    "-X POST",
    "-b cookies.txt",
    "x-tideline-client: web",
    `'{"email":"ann@example.org","role":"viewer"}'`,
  ]) {
    expect(line).toContain(part);
  }
});

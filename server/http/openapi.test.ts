import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { createTestApi, type TestApi, type TestPerson } from "../../testing/api.ts";
import { changingCalls } from "../../testing/changing-calls.ts";
import { seedAlerts } from "../../testing/seed.ts";
import type { Route } from "./define-route.ts";
import { routes } from "./registry.ts";

const schemaOf = z.object({ schema: z.record(z.string(), z.unknown()) });
const operationSchema = z.object({
  operationId: z.string(),
  tags: z.array(z.string()).length(1),
  summary: z.string().min(3),
  parameters: z.array(z.object({ name: z.string(), in: z.string(), required: z.boolean() })),
  requestBody: z.object({ content: z.record(z.string(), z.unknown()) }).optional(),
  responses: z.record(z.string(), z.object({ content: z.record(z.string(), z.unknown()).optional() })),
});
const documentSchema = z.object({ paths: z.record(z.string(), z.record(z.string(), operationSchema)) });

let api: TestApi;
let admin: TestPerson;
let document: z.infer<typeof documentSchema>;
let raw: object;
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
beforeAll(async () => {
  api = await createTestApi();
  admin = await api.person("admin");
  raw = await (await api.ask("GET", "/api/v1/openapi.json")).json();
  document = documentSchema.parse(raw);
  await seedAlerts(api.app.db, [{ key: "one" }, { key: "two" }]);
}, 60_000);
afterAll(() => api.close());

const operationOf = (route: Route) => document.paths[route.path]?.[route.method.toLowerCase()];

/** What a schema of the document says against a value; null if nothing. */
function complaint(content: unknown, value: unknown): string | null {
  const validate = ajv.compile(schemaOf.parse(content).schema);
  return validate(value) ? null : ajv.errorsText(validate.errors);
}

test("the document is OpenAPI 3.1 by the specification's own schema", async () => {
  const { valid, errors } = await new Validator().validate(structuredClone({ ...raw }));
  expect([valid, errors]).toEqual([true, undefined]);
});

test("it holds exactly the routes that there are, and the intake", () => {
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const served = routes.map(({ method, path }) => `${method} ${path}`);
  expect(described.sort()).toEqual([...served, "POST /api/v1/events"].sort());
});

test("names of operations are unique, parameters are those of the path, bodies are where routes take them", () => {
  const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
  const names = operations.map(({ operationId }) => operationId);
  expect(new Set(names).size).toBe(names.length);
  for (const route of routes) {
    const inPath = operationOf(route)?.parameters.filter((parameter) => parameter.in === "path") ?? [];
    const named = route.path.match(/\{\w+\}/g) ?? [];
    expect([route.path, inPath.map(({ name }) => `{${name}}`)]).toEqual([route.path, named]);
    expect([route.path, operationOf(route)?.requestBody !== undefined]).toEqual([route.path, route.body !== null]);
  }
});

const plain = routes.filter(
  ({ method, path, contentType }) => method === "GET" && !path.includes("{") && contentType === "application/json",
);
test.each(plain.map((route) => [route.path, route] as const))(
  "a real answer of GET %s is as described",
  async (path, route) => {
    const response = await api.ask("GET", path, { cookie: admin.cookie });
    const body = await response.json();
    const described = operationOf(route)?.responses[response.ok ? String(route.status) : "default"];
    const type = response.ok ? "application/json" : "application/problem+json";
    const content = described?.content?.[type];
    expect(content).toBeDefined();
    // A problem is described once, and pointed to.
    if (response.ok) expect(complaint(content, body)).toBeNull();
    else expect(body).toMatchObject({ code: expect.any(String), requestId: expect.any(String) });
  },
);

test.each(Object.entries(changingCalls))("real request and answer of %s are as described", async (name, prepare) => {
  const route = routes.find(({ method, path }) => `${method} ${path}` === name);
  if (route === undefined) throw new Error(`${name} is no route.`);
  const { path, cookie, body } = await prepare({ api, admin });
  const operation = operationOf(route);
  const isFile = body instanceof Uint8Array;
  if (isFile) expect(Object.keys(operation?.requestBody?.content ?? {})).toEqual(["application/octet-stream"]);
  else if (body !== undefined) expect(complaint(operation?.requestBody?.content["application/json"], body)).toBeNull();
  const asked = { ...(cookie === undefined ? {} : { cookie }), ...(body === undefined ? {} : { body }) };
  const response = await api.ask(route.method, path, asked);
  expect(response.status).toBe(route.status);
  const content = operation?.responses[String(route.status)]?.content?.["application/json"];
  if (content === undefined) expect(await response.text()).toBe("");
  else expect(complaint(content, await response.json())).toBeNull();
});

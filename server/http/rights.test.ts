import { readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type KeyScope,
  keyScopes,
  type Permission,
  permissions,
  type Role,
  rooms,
  scopePermissions,
} from "../../lib/contracts/permissions.ts";
import { allRoles, createTestApi, type TestApi, type TestPerson } from "../../testing/api.ts";
import { createTestPush, type TestPush } from "../../testing/socket.ts";
import type { Route } from "./define-route.ts";
import { findRoute, routes } from "./registry.ts";

let api: TestApi;
const people = new Map<Role, TestPerson>();
const keys = new Map<KeyScope, string>();
beforeAll(async () => {
  api = await createTestApi();
  for (const role of allRoles) people.set(role, await api.person(role));
  for (const scope of keyScopes) keys.set(scope, await api.key([scope]));
}, 120_000);
afterAll(() => api.close());

/** What asks who may is known before what is asked for: an id that does not exist and an empty body will do. */
const pathOf = ({ path }: Route) =>
  path.replace("{id}", /keys|invitations/.test(path) ? "00000000-0000-4000-8000-000000000000" : "987654321");
const refusals = new Set([401, 403]);

async function isLetIn(route: Route, asked: Parameters<TestApi["ask"]>[2]): Promise<boolean> {
  const body = route.body === null ? {} : { body: {} };
  const response = await api.ask(route.method, pathOf(route), { ...asked, ...body });
  expect(response.status).not.toBe(500);
  return !refusals.has(response.status);
}

const guarded = routes.filter(({ access }) => access !== "public" && access !== "signedIn");

/** Who may do what, as docs and people read it: written out again, so that the code's own table is held against it. */
const everyone: readonly Role[] = ["viewer", "analyst", "responder", "admin"];
const verbs = {
  read: everyone,
  triage: ["analyst", "responder", "admin"],
  decide: ["responder", "admin"],
  administer: ["admin"],
} as const satisfies Readonly<Record<string, readonly Role[]>>;
type Verb = keyof typeof verbs;

/** What is more than reading. A route that changes something and is not here fails. */
const verbsOfRoutes: Readonly<Record<string, Verb>> = {
  "PATCH /api/v1/alerts/{id}": "triage",
  "POST /api/v1/alerts/bulk": "triage",
  // Views of one's own; sharing one is asked for within, and has its own test.
  "POST /api/v1/alerts/views": "read",
  "PATCH /api/v1/alerts/views/{id}": "read",
  "DELETE /api/v1/alerts/views/{id}": "read",
  "GET /api/v1/users/assignable": "triage",
  "POST /api/v1/audit/verify": "read",
  "POST /api/v1/dead-letters/replay": "administer",
  "POST /api/v1/policies": "administer",
  "POST /api/v1/policies/preview": "read",
  "POST /api/v1/policies/drafts": "triage",
  "PATCH /api/v1/policies/drafts/{id}": "triage",
  "DELETE /api/v1/policies/drafts/{id}": "triage",
  "POST /api/v1/thresholds/moves": "administer",
  "POST /api/v1/thresholds/moves/{version}/roll-back": "administer",
  "POST /api/v1/thresholds/spot-checks/{id}/verdict": "triage",
  "POST /api/v1/change-requests/{id}/decide": "administer",
  "POST /api/v1/change-requests/{id}/cancel": "decide",
  "GET /api/v1/responses/options": "triage",
  "POST /api/v1/responses": "triage",
  "POST /api/v1/responses/{id}/approve": "decide",
  "POST /api/v1/responses/{id}/override": "decide",
  "POST /api/v1/responses/{id}/cancel": "decide",
  "POST /api/v1/responses/{id}/undo": "decide",
  "POST /api/v1/responses/{id}/extend": "decide",
  "POST /api/v1/responses/{id}/settle": "decide",
  "POST /api/v1/responses/bulk": "decide",
  "POST /api/v1/kill-switch/on": "decide",
  "POST /api/v1/kill-switch/off": "administer",
  "POST /api/v1/playbooks": "administer",
  "PATCH /api/v1/playbooks/{id}": "administer",
  "POST /api/v1/protected-entities": "administer",
  "DELETE /api/v1/protected-entities/{id}": "administer",
  "POST /api/v1/executors": "administer",
  "PATCH /api/v1/executors/{id}": "administer",
  "POST /api/v1/executors/{id}/probe": "administer",
  "POST /api/v1/demo/attacks": "triage",
  "POST /api/v1/models": "administer",
  // Reading, but it takes a processor for seconds.
  "GET /api/v1/models/{id}/trial": "administer",
  "GET /api/v1/models/roll-back/trial": "administer",
  "POST /api/v1/models/roll-back": "administer",
  "POST /api/v1/models/import": "administer",
  "POST /api/v1/models/{id}/cancel": "administer",
  "POST /api/v1/models/{id}/promote": "administer",
  "POST /api/v1/models/{id}/retire": "administer",
  "PATCH /api/v1/sources/{id}": "administer",
  "PATCH /api/v1/streams/{id}": "administer",
  "POST /api/v1/streams/{id}/start": "administer",
  "POST /api/v1/streams/{id}/remove": "administer",
};
const administered = /^\/api\/v1\/(users|invitations|settings|keys)\b/;
const keysRead =
  /^\/api\/v1\/(events|alerts(?!\/views)|live|ledger|policies|thresholds|change-requests|sources|streams|responses|playbooks|protected-entities|executors|kill-switch|demo|models|dead-letters|metrics)\b/;
/** A key that responds proposes, and withdraws what it has proposed itself. */
const keysRespond = new Set([
  "GET /api/v1/responses/options",
  "POST /api/v1/responses",
  "POST /api/v1/responses/{id}/cancel",
]);

function verbOf({ method, path }: Route): Verb {
  const verb = verbsOfRoutes[`${method} ${path}`] ?? (administered.test(path) ? "administer" : undefined);
  if (verb === undefined && method === "GET") return "read";
  if (verb === undefined) throw new Error(`Say in verbsOfRoutes what ${method} ${path} is.`);
  return verb;
}
const holdersOf = (route: Route): readonly string[] => verbs[verbOf(route)];
/** A key reads events and what is found in them; none approves, administers or sees people. */
const scopeMay = (scope: KeyScope, route: Route) =>
  scope === "respond"
    ? keysRespond.has(`${route.method} ${route.path}`)
    : scope === "read" && verbOf(route) === "read" && keysRead.test(route.path);

describe("the rights table, route by route", () => {
  test.each(guarded.map((route) => [`${route.method} ${route.path}`, route] as const))("%s", async (_name, route) => {
    for (const role of allRoles) {
      const cookie = people.get(role)?.cookie ?? "";
      expect([role, await isLetIn(route, { cookie })]).toEqual([role, holdersOf(route).includes(role)]);
    }
    for (const scope of keyScopes) {
      const key = keys.get(scope) ?? "";
      expect([scope, await isLetIn(route, { key })]).toEqual([scope, scopeMay(scope, route)]);
    }
    expect(["nobody", await isLetIn(route, {})]).toEqual(["nobody", false]);
    expect(["a wrong key", await isLetIn(route, { key: `tl_${"x".repeat(43)}` })]).toEqual(["a wrong key", false]);
  });

  test("what is not guarded is sign-in, health and the description; keys get no session of their own", async () => {
    expect(
      routes
        .filter(({ access }) => access === "public")
        .map(({ method, path }) => `${method} ${path}`)
        .sort(),
    ).toEqual([
      "GET /api/v1/health",
      "GET /api/v1/openapi.json",
      "GET /api/v1/session/methods",
      "GET /api/v1/session/oidc",
      "GET /api/v1/session/oidc/callback",
      "POST /api/v1/invitations/accept",
      "POST /api/v1/invitations/open",
      "POST /api/v1/session",
    ]);
    for (const route of routes.filter(({ access }) => access === "signedIn")) {
      expect(await isLetIn(route, {})).toBe(false);
      for (const key of keys.values()) expect(await isLetIn(route, { key })).toBe(false);
    }
  });
});

test("every change that a cookie makes is refused from another site", async () => {
  const cookie = people.get("admin")?.cookie ?? "";
  const forged: Readonly<Record<string, string | undefined>>[] = [
    { "x-tideline-client": undefined },
    { origin: "https://evil.example" },
    { origin: "null" },
    { origin: "http://evil.example:3000", host: "evil.example:3000" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
  ];
  for (const route of routes.filter(({ method }) => method !== "GET")) {
    for (const headers of forged) {
      const body = route.body === null ? {} : { body: {} };
      const response = await api.ask(route.method, pathOf(route), { cookie, headers, ...body });
      expect([route.path, headers, (await response.json()).code]).toEqual([route.path, headers, "cross_site"]);
    }
  }
  // And none of it happened: the session is still there.
  expect((await api.ask("GET", "/api/v1/session", { cookie })).status).toBe(200);
});

test("a refused change of a known person is in the record", async () => {
  const { cookie = "", email = "" } = people.get("viewer") ?? {};
  await api.ask("POST", "/api/v1/users", { cookie, body: {} });
  const entry = await api.app.db.auditEntry.findFirst({ where: { actor: email }, orderBy: { id: "desc" } });
  expect(entry).toMatchObject({ action: "POST /api/v1/users", outcome: "failure", after: { code: "forbidden" } });
});

test("nobody fills the record with refusals: of a crowd one a second is kept, with how many were not", async () => {
  const { cookie, email } = await api.person("viewer");
  for (let asked = 0; asked < 320; asked += 1) await api.ask("POST", "/api/v1/users", { cookie, body: {} });
  const where = { actor: email, action: "POST /api/v1/users" };
  const kept = await api.app.db.auditEntry.count({ where });
  expect(kept).toBeGreaterThanOrEqual(300);
  expect(kept).toBeLessThan(320);
});

test("a key sees its own stream only", async () => {
  const readable: readonly string[] = scopePermissions.read;
  const demo = await api.key(["read"], "demo");
  for (const route of guarded.filter(
    ({ query, access }) => query && "stream" in query.shape && readable.includes(access),
  )) {
    const path = pathOf(route);
    expect([path, (await api.ask(route.method, path, { key: demo })).status]).toEqual([path, 403]);
    expect([path, (await api.ask(route.method, `${path}?stream=main`, { key: demo })).status]).toEqual([path, 403]);
    expect((await api.ask(route.method, `${path}?stream=demo`, { key: demo })).status).not.toBe(403);
  }
});

describe("the rights table, room by room", () => {
  // All of them show what everyone may read.
  const known = ["alerts", "audit", "live", "models", "policies", "responses", "simulation"];
  let push: TestPush;
  beforeAll(async () => {
    push = await createTestPush(api);
  });
  afterAll(() => push.close());

  test("there are no other rooms than these", () => {
    expect(Object.keys(rooms).sort()).toEqual(known);
  });

  test.each(everyone)("a %s joins all of them, and no other", async (role) => {
    const socket = await push.connect(people.get(role)?.cookie ?? "");
    const { joined, refused } = await socket.subscribe([...known, "admin", "__proto__"]);
    expect([joined.sort(), refused.sort()]).toEqual([known, ["__proto__", "admin"]]);
  });

  test("nobody, an ended session and one with a one-time password join none; keys have no sockets", async () => {
    const { cookie } = await api.person("admin", { fresh: true });
    await expect(push.connect(null)).rejects.toThrow();
    await expect(push.connect("tideline.session_token=forged.forged")).rejects.toThrow();
    await expect(push.connect(cookie)).rejects.toThrow();
    await expect(push.connect(people.get("admin")?.cookie ?? "", { origin: "https://evil.example" })).rejects.toThrow();
  });
});

async function routeFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter(({ name }) => name === "route.ts").map(({ parentPath, name }) => join(parentPath, name));
}

test("route files and registry hold the same routes", async () => {
  const root = join(import.meta.dirname, "../../app");
  const served: string[] = [];
  for (const file of await routeFiles(join(root, "api"))) {
    const path = `/${relative(root, join(file, "..")).split(sep).join("/")}`.replace(/\[(\w+)\]/g, "{$1}");
    const exported = Object.keys(await import(file));
    if (!path.includes("[...")) served.push(...exported.map((method) => `${method} ${path}`));
  }
  expect(served.sort()).toEqual(routes.map(({ method, path }) => `${method} ${path}`).sort());
});

test("each route is found by its own path, fixed ones before those with a parameter", () => {
  for (const route of routes) expect(findRoute(route.method, pathOf(route))).toBe(route);
});

test("the description names every route with its permission, and its schemas are whole", async () => {
  const response = await api.ask("GET", "/api/v1/openapi.json");
  const description = await response.json();
  expect(description.openapi).toBe("3.1.0");
  for (const { method, path, access } of routes) {
    expect(description.paths[path][method.toLowerCase()]).toMatchObject({ "x-permission": access });
  }
  expect(description.paths["/api/v1/events"].post).toBeDefined();
  expect(description.paths["/api/v1/alerts"].get.parameters).toContainEqual(
    expect.objectContaining({
      name: "limit",
      in: "query",
      required: false,
      schema: expect.objectContaining({ type: "integer" }),
    }),
  );
  for (const { method, path, access } of guarded) {
    const granted: readonly string[] = Object.values(scopePermissions).flat();
    const { security } = description.paths[path][method.toLowerCase()];
    expect([path, security.some((one: object) => "key" in one)]).toEqual([path, granted.includes(access)]);
  }
  const sent: { name: string; in: string }[] = description.paths["/api/v1/events"].post.parameters;
  expect(sent.map((parameter) => `${parameter.in} ${parameter.name}`)).toEqual([
    "query format",
    "query source",
    "header Idempotency-Key",
    "header X-Tideline-Replay",
    "header Content-Encoding",
  ]);
  expect(description.components.schemas.Problem.properties).toHaveProperty("current");
  const known: readonly string[] = Object.keys(permissions) satisfies readonly string[];
  expect(guarded.every(({ access }) => known.includes(access satisfies Permission | "public" | "signedIn"))).toBe(true);
});

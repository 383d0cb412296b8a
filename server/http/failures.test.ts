import { afterAll, beforeAll, expect, test } from "vitest";
import { clientHeader } from "../../lib/contracts/session.ts";
import { withConnection } from "../../scripts/postgres/roles.ts";
import { createTestApi, origin, type TestApi, type TestPerson } from "../../testing/api.ts";
import { seedAlerts } from "../../testing/seed.ts";
import { answerRequest } from "./answer-request.ts";
import { routes } from "./registry.ts";
import { createRequestLimits } from "./request-limits.ts";

let api: TestApi;
let viewer: TestPerson;
let admin: TestPerson;
beforeAll(async () => {
  api = await createTestApi();
  viewer = await api.person("viewer");
  admin = await api.person("admin");
});
afterAll(() => api.close());

test("wrong input is refused field by field, as a problem with a request id", async () => {
  const response = await api.ask("GET", "/api/v1/events?limit=0&minScore=many&from=yesterday", {
    cookie: viewer.cookie,
  });
  expect(response.status).toBe(400);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  const problem = await response.json();
  expect(problem).toMatchObject({ type: "urn:tideline:problem:invalid_request", status: 400, code: "invalid_request" });
  expect(problem.requestId).toBe(response.headers.get("x-request-id"));
  expect(problem.errors.map(({ path }: { path: string }) => path)).toEqual([
    "query.limit",
    "query.minScore",
    "query.from",
  ]);
});

const cursorOf = (...parts: readonly string[]) => Buffer.from(JSON.stringify(parts)).toString("base64url");
const farAway = "-999999999999999999";
const noId = "9223372036854775808";
const since = "from=2020-01-01T00:00:00Z";

test.each([
  ["/ledger?from=0000-01-01", "query.from"],
  ["/ledger?to=9999-12-31", "query.to"],
  ["/events?from=0000-01-01T00:00:00Z", "query.from"],
  ["/events?to=9999-12-31T23:59:59Z", "query.to"],
  ["/events/classes?from=0000-01-01T00:00:00Z", "query.from"],
  [`/events?${since}&cursor=${cursorOf("events.time", farAway, "1")}`, "query.cursor"],
  [`/events?${since}&cursor=${cursorOf("events.time", "9000000000000000000", "1")}`, "query.cursor"],
  [`/events?${since}&cursor=${cursorOf("events.time", "0", noId)}`, "query.cursor"],
  [`/alerts?sort=lastSeen&cursor=${cursorOf("alerts.lastSeen.desc", farAway, "1")}`, "query.cursor"],
  [`/alerts?cursor=${cursorOf("alerts.newest", noId)}`, "query.cursor"],
  [`/audit?cursor=${cursorOf("audit", noId)}`, "query.cursor"],
  [`/dead-letters?cursor=${cursorOf("dead-letters", "9999999999999999")}`, "query.cursor"],
  ["/events/0x10", "path.id"],
  ["/events/1e2", "path.id"],
  ["/events/9007199254740993", "path.id"],
  ["/alerts/0x1", "path.id"],
  ["/alerts/%201", "path.id"],
])("%s is refused, and the field named", async (path, field) => {
  const response = await api.ask("GET", `/api/v1${path}`, { cookie: viewer.cookie });
  const problem = await response.json();
  expect([response.status, problem.code]).toEqual([400, "invalid_request"]);
  expect(problem.errors.map((error: { path: string }) => error.path)).toEqual([field]);
});

test.each([
  "/ledger?from=1970-01-01&to=9998-12-31",
  "/events?from=1970-01-01T00:00:00Z&to=9998-12-31T23:59:59Z",
  `/events?${since}&cursor=${cursorOf("events.time", "-210866803200000000", "1")}`,
  `/events?${since}&cursor=${cursorOf("events.time", "8640000000000000000", "9223372036854775807")}`,
  `/alerts?sort=lastSeen&cursor=${cursorOf("alerts.lastSeen.desc", "8640000000000000000", "1")}`,
  `/dead-letters?cursor=${cursorOf("dead-letters", "9007199254740991")}`,
])("%s, at the edge of what the database holds, is answered", async (path) => {
  expect((await api.ask("GET", `/api/v1${path}`, { cookie: viewer.cookie })).status).toBe(200);
});

test("bodies: not JSON, no JSON type, too large", async () => {
  const send = (body: string, type?: string) =>
    api.ask("POST", "/api/v1/session", { body, ...(type === undefined ? {} : { headers: { "content-type": type } }) });
  expect((await send("{")).status).toBe(400);
  const plain = await send("{}", "text/plain");
  expect(plain.status).toBe(415);
  expect((await plain.json()).detail).toContain("application/json");
  expect((await send(`{"email":"${"a".repeat(1_000_001)}"}`)).status).toBe(413);
  expect((await send('{"email":"a@example.org","password":"x","role":"admin"}')).status).toBe(400);
  expect((await api.ask("GET", "/api/v1/alerts?q=%00", { cookie: viewer.cookie })).status).toBe(400);
});

test.each(routes.filter(({ body, access }) => body !== null && access !== "public"))(
  "$method $path that its asker gave up is no failure: nothing is logged of it",
  async (route) => {
    const logged: string[] = [];
    const note = (_fields: unknown, message: string) => logged.push(message);
    const reset = Object.assign(new Error("aborted"), { code: "ECONNRESET" });
    const body = new ReadableStream({ pull: (controller) => controller.error(reset) });
    const headers = {
      cookie: admin.cookie,
      origin,
      [clientHeader.name]: clientHeader.value,
      "sec-fetch-site": "same-origin",
      "content-type": route.fileBytes === null ? "application/json" : "application/octet-stream",
    };
    const url = `${origin}${route.path.replace("{id}", "1")}`;
    const request = new Request(url, { method: route.method, headers, body, ...{ duplex: "half" } });
    const answer = await answerRequest({ ...api.app, log: { error: note, warn: note } }, route, request);
    expect([answer.status, logged]).toEqual([499, []]);
  },
);

test("too many requests of one caller wait, and others do not", () => {
  const limits = createRequestLimits();
  const waits = Array.from({ length: 301 }, () => limits.take("user", "a", 0));
  expect(waits.slice(0, 300)).toEqual(Array.from({ length: 300 }, () => null));
  expect(waits[300]).toBeCloseTo(0.01);
  expect(limits.take("user", "b", 0)).toBeNull();
  expect(limits.take("user", "a", 20)).toBeNull();
  expect(limits.take("user", "a", 20)).toBeNull();
  expect(limits.take("user", "a", 20)).not.toBeNull();
});

test("over HTTP that is 429 with Retry-After", async () => {
  const tired = await createTestApi({ now: () => new Date("2026-11-22T12:00:00Z") });
  const answers = await Promise.all(Array.from({ length: 620 }, () => tired.ask("GET", "/api/v1/health?check=live")));
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(20);
  expect(refused[0]?.headers.get("retry-after")).toBe("1");
  await tired.close();
}, 60_000);

/** Public routes look at what they are sent before they ask the database. */
const token = "x".repeat(43);
const bodies: Readonly<Record<string, object>> = {
  "/api/v1/invitations/open": { token },
  "/api/v1/invitations/accept": { token, name: "Guest", password: "a quite long one of ours 7!" },
};

test("without the database every route says so, and none answers empty", async () => {
  const away = await createTestApi();
  const person = await away.person("admin");
  const name = new URL(away.databaseUrl).pathname.slice(1);
  const elsewhere = new URL(away.superuserUrl);
  elsewhere.pathname = "/postgres";
  await withConnection(elsewhere.toString(), async (client) => {
    await client.query(`ALTER DATABASE ${name} CONNECTION LIMIT 0`);
    await client.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", [name]);
  });
  for (const route of routes.filter(({ access, method }) => access !== "public" || method === "POST")) {
    const body =
      route.body === null ? {} : { body: bodies[route.path] ?? { email: person.email, password: person.password } };
    const response = await away.ask(route.method, route.path.replace("{id}", "1"), { cookie: person.cookie, ...body });
    expect([route.path, response.status, (await response.json()).code]).toEqual([route.path, 503, "unavailable"]);
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
  }
  const health = await away.ask("GET", "/api/v1/health");
  expect([health.status, (await health.json()).status]).toEqual([503, "down"]);
  expect((await away.ask("GET", "/api/v1/health?check=live")).status).toBe(200);
  await withConnection(elsewhere.toString(), (client) => client.query(`ALTER DATABASE ${name} CONNECTION LIMIT -1`));
  expect((await away.ask("GET", "/api/v1/alerts", { cookie: person.cookie })).status).toBe(200);
  await away.close();
}, 60_000);

test("health names each part, metrics are Prometheus text", async () => {
  const health = await (await api.ask("GET", "/api/v1/health")).json();
  expect(health.parts.map(({ name }: { name: string }) => name)).toEqual([
    "database",
    "scoring main",
    "scoring demo",
    "disk",
  ]);
  expect(health.status).toBe("degraded");
  await seedAlerts(api.app.db, [{ key: "one" }, { key: "two", stream: 2 }]);
  const text = await (await api.ask("GET", "/api/v1/metrics", { cookie: viewer.cookie })).text();
  expect(text).toContain('tideline_log_head{stream="main"} 0');
  expect(text).toContain('tideline_alerts{stream="main",status="new"} 1');
  expect(text).toContain('tideline_alerts{stream="demo",status="new"} 1');
  expect(text).toMatch(/tideline_http_request_seconds_count\{method="GET",path="\/api\/v1\/health",status="200"\} \d/);
});

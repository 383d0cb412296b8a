import { afterAll, beforeAll, expect, test } from "vitest";
import { firstPolicy, type PolicyBody } from "../../lib/thresholds/policy.ts";
import { createTestApi, type TestApi, type TestPerson } from "../../testing/api.ts";
import { failureBurst, jobOf, ordinaryEvents } from "../../testing/scoring-events.ts";
import { eventually, type RunningLoop, startLoop } from "../../testing/scoring-world.ts";
import { createPool, type Pool } from "../db/pg.ts";
import { type Appender, createAppender } from "../event-log/append.ts";

let api: TestApi;
let admin: TestPerson;
let appender: Appender;
let loop: RunningLoop;
let pool: Pool;

const startMs = Date.now();
const endMs = startMs + 200_000;
const { version: _version, ...first } = firstPolicy;
const policy: PolicyBody = {
  ...first,
  notify: { method: "fixed", margin: 2 },
  exceptions: [
    {
      id: "pentest",
      name: "Test of the gate",
      match: { classUids: [], sources: [], group: null, entities: ["203.0.113.9"] },
      reason: "ordered by the CISO",
      expiresAt: new Date(endMs).toISOString(),
    },
  ],
};

const ask = (path: string) => api.ask("GET", path, { cookie: admin.cookie });
const count = async (sql: string) => Number((await pool.query(sql)).rows[0]?.n);
const guessingAlerts = () =>
  count("SELECT count(*) AS n FROM alert WHERE stream = 2 AND entities::text LIKE '%203.0.113.9%'");

async function publish(body: object): Promise<Response> {
  const { rows } = await pool.query("SELECT max(version) AS newest FROM policy WHERE stream = 2");
  const sent = { stream: "demo", basedOn: rows[0].newest, reason: "to try it", policy: body };
  return api.ask("POST", "/api/v1/policies", { cookie: admin.cookie, body: sent });
}

async function scored(): Promise<void> {
  await eventually(async () =>
    (await count("SELECT position AS n FROM log_position WHERE stream = 2")) === appender.head ? true : null,
  );
}

beforeAll(async () => {
  api = await createTestApi();
  admin = await api.person("admin");
  pool = createPool({ url: api.superuserUrl, name: "test", max: 2 });
  appender = createAppender({ url: api.databaseUrl, stream: 2 });
  loop = startLoop(api.databaseUrl, 2);
  await eventually(async () =>
    (await count("SELECT count(*) AS n FROM policy WHERE active_from = 0 AND stream = 2")) > 0 ? true : null,
  );
}, 60_000);
afterAll(async () => {
  await loop.stop();
  await appender.close();
  await pool.end();
  await api.close();
});

test("an exception needs a reason, an end within 90 days, and something that it names", async () => {
  const [exception] = policy.exceptions;
  const late = new Date(Date.now() + 91 * 86_400_000).toISOString();
  for (const [change, field] of [
    [{ expiresAt: late }, "body.policy.exceptions.0.expiresAt"],
    [{ reason: "" }, "body.policy.exceptions.0.reason"],
    [{ match: { classUids: [], sources: [], group: null, entities: [] } }, "body.policy.exceptions.0.match"],
    [{ match: { classUids: [], sources: [], group: "gone", entities: [] } }, "body.policy.exceptions.0.match.group"],
  ] as const) {
    const answer = await publish({ ...policy, exceptions: [{ ...exception, ...change }] });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect((await answer.json()).errors[0].path).toBe(field);
  }
});

test("what it covers is stored and counted, and raises nothing; after its end events raise alerts, what was covered none", async () => {
  expect((await publish(policy)).status).toBe(201);
  await eventually(async () =>
    (await count("SELECT max(version) AS n FROM policy WHERE stream = 2 AND active_from IS NOT NULL")) === 2
      ? true
      : null,
  );
  await appender.append(jobOf(ordinaryEvents(600, startMs), startMs));
  await appender.append(jobOf(failureBurst(80, startMs + 30_000), startMs + 40_000));
  await scored();
  const covered = await count("SELECT count(*) AS n FROM event WHERE stream = 2 AND excepted = 1 AND band = 0");
  expect(covered).toBeGreaterThan(30);
  expect(await guessingAlerts()).toBe(0);
  const uses = await (await ask("/api/v1/policies/exceptions?stream=demo")).json();
  expect(uses.items).toMatchObject([{ id: "pentest", events: covered }]);
  const last = await (await ask(`/api/v1/events/${uses.items[0].lastOffset}?stream=demo`)).json();
  expect([last.band, last.excepted, last.exception.reason]).toEqual(["none", true, "ordered by the CISO"]);
  expect(last.margin).toBeGreaterThan(2);

  // Events after its end, without anybody having touched the policy.
  await appender.append(jobOf(failureBurst(80, endMs + 1_000), endMs + 10_000));
  await scored();
  expect(await guessingAlerts()).toBeGreaterThan(0);
  const early = await count(
    "SELECT count(*) AS n FROM alert_event a JOIN event e ON e.id = a.event_id AND e.stream = 2 WHERE e.excepted <> 0",
  );
  expect([early, await count("SELECT sum(events) AS n FROM exception_use WHERE stream = 2")]).toEqual([0, covered]);
});

test("the preview says what it covered, and agrees with what is stored event for event", async () => {
  const from = new Date(startMs - 60_000).toISOString();
  const to = new Date(endMs + 600_000).toISOString();
  const answer = await api.ask("POST", `/api/v1/policies/preview?stream=demo&from=${from}&to=${to}`, {
    cookie: admin.cookie,
    body: { policy: { ...policy, exceptions: [] } },
  });
  const { live, draft, events } = await answer.json();
  const covered = await count("SELECT count(*) AS n FROM event WHERE stream = 2 AND excepted = 1");
  expect([live.compared, live.different]).toEqual([events, 0]);
  expect(live.consequences.exceptions).toMatchObject([{ id: "pentest", events: covered }]);
  const total = (counts: Record<string, number>) => Object.values(counts).reduce((sum, n) => sum + n, 0);
  expect(total(draft.consequences.events) - total(live.consequences.events)).toBe(covered);
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { firstPolicy } from "../../lib/thresholds/policy.ts";
import { createTestApi, type TestApi, type TestPerson } from "../../testing/api.ts";
import { type Listener, listen } from "../db/listen.ts";

let api: TestApi;
let admin: TestPerson;
let listener: Listener | undefined;
let notify: (payload: string) => void = () => undefined;
beforeAll(async () => {
  api = await createTestApi();
  admin = await api.person("admin");
});
afterAll(async () => {
  await listener?.close();
  await api.close();
});

const { version: _version, ...policy } = firstPolicy;
const publish = (body: Readonly<Record<string, unknown>>) =>
  api.ask("POST", "/api/v1/policies", {
    cookie: admin.cookie,
    body: { stream: "main", basedOn: 1, reason: "less noise", policy, ...body },
  });

test("before scoring began there is nothing to base a policy on", async () => {
  const answer = await publish({});
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
});

test("publishing makes the next version, once, and tells scoring", async () => {
  await api.app.db.policyVersion.create({
    data: { stream: 1, version: 1, body: { ...firstPolicy }, reason: "first", author: "system" },
  });
  const notified = new Promise<string>((resolve) => {
    notify = resolve;
  });
  await new Promise<void>((resolve) => {
    listener = listen({
      url: api.databaseUrl,
      name: "test",
      channels: ["tideline_policy"],
      onNotify: (_channel, payload) => notify(payload),
      onConnect: resolve,
    });
  });
  const answers = await Promise.all([
    publish({ policy: { ...policy, approve: 11 } }),
    publish({ policy: { ...policy, approve: 12 } }),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  const [winner, loser] = answers[0].status === 201 ? answers : [answers[1], answers[0]];
  const record = await winner.json();
  expect(record).toMatchObject({ version: 2, author: admin.email, activeFrom: null, body: { version: 2 } });
  expect(await loser.json()).toMatchObject({ code: "conflict", current: record });
  expect(await notified).toBe("main");
  const list = await api.ask("GET", "/api/v1/policies?limit=1", { cookie: admin.cookie });
  expect(await list.json()).toMatchObject({ items: [{ version: 2 }], nextCursor: expect.any(String) });
  const entry = await api.app.db.auditEntry.findFirst({ where: { action: "policy.publish" } });
  expect(entry).toMatchObject({ actor: admin.email, before: { version: 1 }, after: { version: 2 } });
});

test.each([
  ["approve below notify", { approve: 1 }],
  ["auto without approve", { auto: 12 }],
  ["auto below approve", { approve: 12, auto: 11 }],
  ["auto below notify", { approve: null, auto: 1 }],
  [
    "notify critical and auto informational",
    { severity: { notify: "critical", approve: "high", auto: "informational" } },
  ],
  ["approve milder than notify", { severity: { notify: "medium", approve: "low", auto: "critical" } }],
])("%s is refused", async (_name, bands) => {
  const answer = await publish({ basedOn: 2, policy: { ...policy, ...bands } });
  expect([answer.status, (await answer.json()).code]).toEqual([422, "unprocessable"]);
});

test.each([
  ["body.policy.autos", { autos: 12 }],
  ["body.policy.notify.alpha", { notify: { method: "fixed", margin: 9, alpha: 0.01 } }],
  ["body.policy.severity.page", { severity: { ...policy.severity, page: "low" } }],
])("the unknown field %s is refused by name", async (path, more) => {
  const answer = await publish({ basedOn: 2, policy: { ...policy, ...more } });
  expect(answer.status).toBe(400);
  expect((await answer.json()).errors.map((error: { path: string }) => error.path)).toEqual([path]);
});

test("severities may be the same; a stored policy with a field of another version stays readable", async () => {
  const severity = { notify: "high", approve: "high", auto: "critical" };
  expect((await publish({ basedOn: 2, policy: { ...policy, approve: 11, severity } })).status).toBe(201);
  const body = {
    ...firstPolicy,
    later: true,
    severity: { notify: "high", approve: "medium", auto: "low", later: "low" },
  };
  await api.app.db.policyVersion.create({ data: { stream: 2, version: 1, body, reason: "old", author: "system" } });
  const list = await api.ask("GET", "/api/v1/policies?stream=demo", { cookie: admin.cookie });
  expect((await list.json()).items).toMatchObject([
    { version: 1, body: { severity: { notify: "high", auto: "low" } } },
  ]);
});

test("shares that no number holds are refused by name, whichever rule names them", async () => {
  const rules = [
    { method: "neymanPearson", alpha: 1e-300, delta: 0.05, untilThen: 5 },
    { method: "guarded", anchor: 5, target: 1e-300 },
    { method: "guarded", anchor: 5, target: 0.01, judgedShare: 1e-300 },
  ];
  for (const notify of rules) {
    const answer = await publish({ policy: { ...policy, notify } });
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining("policy.notify")]);
  }
});

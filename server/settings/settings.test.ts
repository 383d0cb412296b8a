import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestApi, type TestApi, type TestPerson } from "../../testing/api.ts";
import { Sql } from "../db/prisma.ts";

let api: TestApi;
let admin: TestPerson;
beforeAll(async () => {
  api = await createTestApi();
  admin = await api.person("admin");
});
afterAll(() => api.close());

const change = (body: unknown, cookie = admin.cookie) => api.ask("PATCH", "/api/v1/settings", { cookie, body });

test("a shorter session holds for the open ones too, and the change is recorded", async () => {
  const person = await api.person("viewer");
  await api.app.db.$executeRaw(Sql.sql`UPDATE session SET updated_at = now() - interval '3 hours'
    WHERE user_id = ${person.id}`);
  expect(await (await change({ sessionHours: 2 })).json()).toMatchObject({ sessionHours: 2, updatedBy: admin.email });
  expect((await api.ask("GET", "/api/v1/session", { cookie: person.cookie })).status).toBe(401);
  expect((await api.ask("GET", "/api/v1/session", { cookie: admin.cookie })).status).toBe(200);
  const entry = await api.app.db.auditEntry.findFirst({ where: { action: "settings.update" } });
  expect(entry).toMatchObject({ before: { sessionHours: 12 }, after: { sessionHours: 2 } });
});

test.each([
  ["sessionHours", { sessionHours: 0 }],
  ["sessionHours", { sessionHours: 169 }],
  ["secondFactorRoles.0", { secondFactorRoles: ["root"] }],
  ["retentionDays", { retentionDays: 1 }],
])("refuses a bad %s by name", async (field, body) => {
  const answer = await change(body);
  expect([answer.status, (await answer.json()).errors[0].path]).toEqual([400, `body.${field}`]);
});

test("what the environment decides is shown, without secrets", async () => {
  const oidc = {
    issuer: "https://sso.example.org",
    clientId: "tideline",
    clientSecret: "nobody may read this",
    name: "Example SSO",
    roleClaim: "groups",
    roleMap: [{ claim: "soc", role: "analyst" }],
    defaultRole: null,
    allowHttp: false,
  } as const;
  const other = await createTestApi({ oidc });
  const { cookie } = await other.person("viewer");
  const text = await (await other.ask("GET", "/api/v1/about", { cookie })).text();
  expect(JSON.parse(text)).toMatchObject({ retentionDays: 30, oidc: { name: "Example SSO", defaultRole: null } });
  expect(text).not.toContain(oidc.clientSecret);
  await other.close();
});

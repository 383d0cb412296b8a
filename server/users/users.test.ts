import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestApi, type TestApi, type TestPerson } from "../../testing/api.ts";

let api: TestApi;
let admin: TestPerson;
beforeAll(async () => {
  api = await createTestApi();
  admin = await api.person("admin");
});
afterAll(() => api.close());

const patch = (id: string, body: unknown, by = admin) =>
  api.ask("PATCH", `/api/v1/users/${id}`, { cookie: by.cookie, body });

test("an account is made with a one-time password that is answered once", async () => {
  const body = { email: "Ada@Example.org", name: "Ada", role: "analyst" };
  const made = await api.ask("POST", "/api/v1/users", { cookie: admin.cookie, body });
  expect(made.status).toBe(201);
  const { user, password } = await made.json();
  expect(user).toMatchObject({ email: "ada@example.org", role: "analyst", mustChangePassword: true });
  const signedIn = await api.ask("POST", "/api/v1/session", { body: { email: "ada@example.org", password } });
  expect(signedIn.status).toBe(200);
  expect((await api.ask("POST", "/api/v1/users", { cookie: admin.cookie, body })).status).toBe(422);
  const record = JSON.stringify(
    await api.app.db.auditEntry.findMany({ where: { action: "user.create" } }),
    (_key, value) => (typeof value === "bigint" ? String(value) : value),
  );
  expect(record).toContain("ada@example.org");
  expect(record).not.toContain(password);
  const list = await (await api.ask("GET", "/api/v1/users", { cookie: admin.cookie })).json();
  expect(JSON.stringify(list)).not.toMatch(/hash|password":"/i);
});

test("rights change at once; nobody changes their own, and the last administrator stays", async () => {
  const person = await api.person("viewer");
  expect((await patch(person.id, { role: "analyst" })).status).toBe(200);
  expect((await api.ask("GET", "/api/v1/users/assignable", { cookie: person.cookie })).status).toBe(200);
  expect((await patch(person.id, { disabled: true })).status).toBe(200);
  expect((await api.ask("GET", "/api/v1/alerts", { cookie: person.cookie })).status).toBe(401);
  expect((await patch(admin.id, { role: "viewer" })).status).toBe(422);
  expect((await patch(admin.id, { name: "The administrator" })).status).toBe(200);
  expect((await patch("nobody", { name: "x" })).status).toBe(404);
});

test("two administrators who take each other's rights at once leave one", async () => {
  const other = await api.person("admin");
  const answers = await Promise.all([patch(other.id, { role: "viewer" }), patch(admin.id, { role: "viewer" }, other)]);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(await api.app.db.user.count({ where: { role: "admin", disabled: false } })).toBe(1);
  await api.app.db.user.updateMany({ where: { id: admin.id }, data: { role: "admin" } });
});

test("a reset password ends the person's sessions and works once", async () => {
  const person = await api.person("viewer");
  const answer = await api.ask("POST", `/api/v1/users/${person.id}/password`, { cookie: admin.cookie });
  const { password } = await answer.json();
  expect((await api.ask("GET", "/api/v1/session", { cookie: person.cookie })).status).toBe(401);
  const old = await api.ask("POST", "/api/v1/session", { body: { email: person.email, password: person.password } });
  expect(old.status).toBe(401);
  const fresh = await api.ask("POST", "/api/v1/session", { body: { email: person.email, password } });
  expect(await fresh.json()).toMatchObject({ mustChangePassword: true });
});

test("keys are shown once, listed without secret, revoked at once", async () => {
  const body = { stream: "main", name: "collector", scopes: ["read", "read"] };
  const made = await (await api.ask("POST", "/api/v1/keys", { cookie: admin.cookie, body })).json();
  expect(made.key).toMatchObject({ name: "collector", scopes: ["read"], revokedAt: null });
  expect((await api.ask("GET", "/api/v1/alerts", { key: made.secret })).status).toBe(200);
  const list = await (await api.ask("GET", "/api/v1/keys", { cookie: admin.cookie })).text();
  expect(list).toContain(made.key.prefix);
  expect(list).not.toContain(made.secret);
  const revoked = await api.ask("DELETE", `/api/v1/keys/${made.key.id}`, { cookie: admin.cookie });
  expect((await revoked.json()).revokedAt).not.toBeNull();
  api.app.keys.forget();
  expect((await api.ask("GET", "/api/v1/alerts", { key: made.secret })).status).toBe(401);
});

test("a key that has expired before it is made is refused", async () => {
  const make = (expiresAt: string) =>
    api.ask("POST", "/api/v1/keys", {
      cookie: admin.cookie,
      body: { stream: "main", name: "brief", scopes: ["read"], expiresAt },
    });
  for (const past of ["2020-01-01T00:00:00Z", "0000-01-01T00:00:00Z"]) {
    const refused = await make(past);
    expect([refused.status, (await refused.json()).errors[0].path]).toEqual([400, "body.expiresAt"]);
  }
  expect(await (await make("2090-01-01T00:00:00Z")).json()).toMatchObject({
    key: { expiresAt: "2090-01-01T00:00:00.000Z" },
  });
});

test("a key that is for this machine only is nobody's elsewhere", async () => {
  const secret = await api.key(["read"]);
  await api.app.db.apiKey.updateMany({ data: { loopbackOnly: true } });
  api.app.keys.forget();
  for (const address of ["127.0.0.1", "127.3.2.1", "::1"]) {
    expect((await api.ask("GET", "/api/v1/alerts", { key: secret, address })).status).toBe(200);
  }
  expect((await api.ask("GET", "/api/v1/alerts", { key: secret, address: "192.0.2.7" })).status).toBe(401);
});

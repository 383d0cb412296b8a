import { afterAll, beforeAll, expect, test } from "vitest";
import { cookieOf, createTestApi, origin, type TestApi, type TestPerson } from "../../testing/api.ts";

let api: TestApi;
let admin: TestPerson;
let now = new Date();
beforeAll(async () => {
  api = await createTestApi({ now: () => now });
  admin = await api.person("admin");
});
afterAll(() => api.close());

const path = "/api/v1/invitations";
const password = "quiet harbour lantern 7";
let invited = 0;

async function invite(role = "analyst", address?: string) {
  invited += 1;
  const body = { email: address ?? `new.${invited}@Example.org`, role };
  const answer = await api.ask("POST", path, { cookie: admin.cookie, body });
  expect(answer.status).toBe(201);
  const { invitation, link } = await answer.json();
  return { invitation, link, token: new URL(link).hash.slice(1) };
}
const accept = (token: string, more: object = {}) =>
  api.ask("POST", `${path}/accept`, { body: { token, name: "Grace Hopper", password, ...more } });
const open = (token: string) => api.ask("POST", `${path}/open`, { body: { token } });

test("an invited person names themselves, chooses a password and is signed in, once", async () => {
  const { invitation, link, token } = await invite("responder");
  expect(link).toBe(`${origin}/invitation#${token}`);
  expect(invitation).toMatchObject({ state: "open", role: "responder", createdBy: admin.email });
  expect(await (await open(token)).json()).toMatchObject({ email: invitation.email, role: "responder" });
  const weak = await accept(token, { password: "Password1234" });
  expect((await weak.json()).errors).toEqual([expect.objectContaining({ path: "body.password" })]);
  const answer = await accept(token);
  expect(answer.status).toBe(201);
  expect(await answer.json()).toMatchObject({
    user: { email: invitation.email, name: "Grace Hopper", role: "responder" },
    mustChangePassword: false,
    method: "invitation",
  });
  expect((await api.ask("GET", "/api/v1/alerts", { cookie: cookieOf(answer) })).status).toBe(200);
  const body = { email: invitation.email, password };
  expect((await api.ask("POST", "/api/v1/session", { body })).status).toBe(200);
  for (const again of [await accept(token), await open(token)]) expect(again.status).toBe(404);
});

test("of two who use one link at the same moment, one gets the account", async () => {
  const { token, invitation } = await invite();
  const answers = await Promise.all([accept(token), accept(token), accept(token)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 404, 404]);
  expect(await api.app.db.user.count({ where: { email: invitation.email } })).toBe(1);
});

test("an expired, a revoked and an unknown link answer alike", async () => {
  const expired = await invite();
  now = new Date(now.getTime() + 7 * 86_400_000 + 1000);
  const revoked = await invite();
  const revoke = () => api.ask("DELETE", `${path}/${revoked.invitation.id}`, { cookie: admin.cookie });
  expect(await (await revoke()).json()).toMatchObject({ state: "revoked" });
  expect((await revoke()).status).toBe(422);
  const details = new Set<string>();
  for (const token of [expired.token, revoked.token, "a".repeat(43)]) {
    const answer = await accept(token);
    expect(answer.status).toBe(404);
    details.add((await answer.json()).detail);
  }
  expect(details.size).toBe(1);
});

test("a second invitation replaces the first, and nobody with an account is invited", async () => {
  const first = await invite("viewer", "twice@example.org");
  const second = await invite("analyst", "twice@example.org");
  expect((await accept(first.token)).status).toBe(404);
  expect((await accept(second.token)).status).toBe(201);
  const again = await api.ask("POST", path, {
    cookie: admin.cookie,
    body: { email: "Twice@example.org", role: "admin" },
  });
  expect(again.status).toBe(422);
});

test("what the table, the list and the record hold opens nothing", async () => {
  const { token } = await invite();
  const list = await (await api.ask("GET", path, { cookie: admin.cookie })).text();
  const stored = JSON.stringify(
    [await api.app.db.invitation.findMany(), await api.app.db.auditEntry.findMany()],
    (_key, value) => (typeof value === "bigint" ? String(value) : value),
  );
  for (const text of [list, stored]) expect(text).not.toContain(token);
});

test("the list goes by pages, newest first, and by state", async () => {
  const read = async (query: string) => (await api.ask("GET", `${path}?${query}`, { cookie: admin.cookie })).json();
  const { items: all } = await read("limit=200");
  const seen: string[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const page: { items: { id: string }[]; nextCursor: string | null } = await read(`limit=2&cursor=${cursor}`);
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  expect(seen).toEqual(all.map(({ id }: { id: string }) => id));
  for (const state of ["open", "accepted", "expired", "revoked"]) {
    const { items } = await read(`limit=200&state=${state}`);
    expect(items.length).toBeGreaterThan(0);
    expect(items).toEqual(all.filter((one: { state: string }) => one.state === state));
  }
});

test("tokens cannot be tried without end from one address", async () => {
  const address = "198.51.100.44";
  const attempt = () => api.ask("POST", `${path}/open`, { body: { token: "b".repeat(43) }, address });
  expect((await attempt()).status).toBe(404);
  await api.app.db.rateLimit.updateMany({ where: { key: `sign-in address ${address}` }, data: { count: 60 } });
  expect((await attempt()).status).toBe(429);
});

test("making, revoking and accepting are each in the record with who did it", async () => {
  const { invitation, token } = await invite();
  await accept(token);
  const { email } = invitation;
  const entries = await api.app.db.auditEntry.findMany({
    where: { resource: { in: [`invitation:${email}`, `user:${email}`] } },
    orderBy: { id: "asc" },
  });
  expect(entries.map(({ action, actor }) => [action, actor])).toEqual([
    ["invitation.create", admin.email],
    ["invitation.accept", email],
    ["session.create", email],
  ]);
});

test.each([{ role: "analyst" }, { disabled: true }])(
  "who loses the right to invite (%o) leaves no open link behind",
  async (patch) => {
    const leaving = await api.person("admin");
    const body = { email: `friend.${leaving.id}@example.org`, role: "admin" };
    const made = await (await api.ask("POST", path, { cookie: leaving.cookie, body })).json();
    const token = new URL(made.link).hash.slice(1);
    const changed = await api.ask("PATCH", `/api/v1/users/${leaving.id}`, { cookie: admin.cookie, body: patch });
    expect(changed.status).toBe(200);
    expect((await accept(token)).status).toBe(404);
    const [entry] = await api.app.db.auditEntry.findMany({
      where: { action: "user.update", resource: `user:${leaving.email}` },
    });
    expect(entry?.after).toMatchObject({ invitationsRevoked: 1 });
  },
);

import { mkdtemp, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cookieOf, createTestApi, origin, type TestApi } from "../../testing/api.ts";
import { ensureFirstRun } from "./ensure-first-run.ts";
import { readFirstRun } from "./first-run-file.ts";

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.close());

test("two processes starting at once make one administrator, who has to choose a password", async () => {
  await Promise.all([ensureFirstRun(api.app), ensureFirstRun(api.app), ensureFirstRun(api.app)]);
  expect(await api.app.db.user.count()).toBe(1);
  const { stateDir } = api.app.settings;
  const firstRun = await readFirstRun(stateDir);
  expect(firstRun).toMatchObject({ url: origin, email: "admin@tideline.local" });
  expect((await stat(join(stateDir, "first-run.json"))).mode & 0o777).toBe(0o600);

  const { email = "", password = "" } = firstRun ?? {};
  const answer = await api.ask("POST", "/api/v1/session", { body: { email, password } });
  expect(await answer.json()).toMatchObject({ user: { role: "admin" }, mustChangePassword: true });
  const cookie = cookieOf(answer);
  const body = { currentPassword: password, newPassword: "quiet harbour lantern 7" };
  const changed = await api.ask("POST", "/api/v1/session/password", { cookie, body });
  expect(changed.status).toBe(200);
  expect(await readFirstRun(stateDir)).toBeNull();
  await ensureFirstRun(api.app);
  expect(await readFirstRun(stateDir)).toBeNull();
  expect((await api.ask("GET", "/api/v1/users", { cookie: cookieOf(changed) })).status).toBe(200);
});

test("a lost file of an unused password is made again with another one", async () => {
  const fresh = await createTestApi();
  const { stateDir } = fresh.app.settings;
  await ensureFirstRun(fresh.app);
  const first = await readFirstRun(stateDir);
  await ensureFirstRun(fresh.app);
  expect(await readFirstRun(stateDir)).toEqual(first);
  await rm(join(stateDir, "first-run.json"));
  await ensureFirstRun(fresh.app);
  const second = await readFirstRun(stateDir);
  expect(second?.password).not.toBe(first?.password);
  const { email = "", password = "" } = second ?? {};
  expect((await fresh.ask("POST", "/api/v1/session", { body: { email, password } })).status).toBe(200);
  await fresh.close();
});

test("a file of somebody else stays when another person changes a password", async () => {
  const elsewhere = await mkdtemp(join(api.app.settings.stateDir, "sub-"));
  expect(await readFirstRun(elsewhere)).toBeNull();
  const other = await createTestApi();
  await ensureFirstRun(other.app);
  const person = await other.person("viewer", { fresh: true });
  const body = { currentPassword: person.password, newPassword: "quiet harbour lantern 7" };
  expect((await other.ask("POST", "/api/v1/session/password", { cookie: person.cookie, body })).status).toBe(200);
  expect(await readFirstRun(other.app.settings.stateDir)).not.toBeNull();
  await other.close();
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { cookieOf, createTestApi, type TestApi, type TestPerson } from "../../testing/api.ts";
import { authenticatorCode } from "../../testing/authenticator.ts";
import { encryptSecret } from "./factor-secret.ts";

let api: TestApi;
let admin: TestPerson;
// Sessions live by the database's clock, codes by this one.
let now = new Date("2026-11-26T12:00:00Z");
const pass = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
};
beforeAll(async () => {
  api = await createTestApi({ now: () => now });
  admin = await api.person("admin");
});
afterAll(() => api.close());

const appCode = (secret: string) => authenticatorCode(secret, now);

const base = "/api/v1/session/second-factor";
const post = (path: string, cookie: string, body: unknown) => api.ask("POST", `${base}${path}`, { cookie, body });
const signIn = (person: TestPerson, code?: string, address = "192.0.2.1") =>
  api.ask("POST", "/api/v1/session", {
    body: { email: person.email, password: person.password, ...(code === undefined ? {} : { code }) },
    address,
  });
const whole = async (answer: Response) => ({ status: answer.status, body: await answer.json() });

/** A person with a second factor in force, and what they have of it. */
async function personWithFactor() {
  const person = await api.person("analyst");
  const { secret } = await (await post("/setup", person.cookie, { password: person.password })).json();
  const enabled = await post("", person.cookie, { code: appCode(secret) });
  expect(enabled.status).toBe(200);
  const { backupCodes } = await enabled.json();
  return { person: { ...person, cookie: cookieOf(enabled) }, secret, backupCodes, oldCookie: person.cookie };
}

test("a second factor needs the password and a code; other sessions end and the cookie changes", async () => {
  const person = await api.person("analyst");
  const other = cookieOf(await signIn(person));
  const wrong = await whole(await post("/setup", person.cookie, { password: "not this one" }));
  expect([wrong.status, wrong.body.errors[0].path]).toEqual([400, "body.password"]);
  const { secret, uri } = await (await post("/setup", person.cookie, { password: person.password })).json();
  expect(new URL(uri).searchParams.get("secret")).toBe(secret);
  expect(decodeURIComponent(new URL(uri).pathname)).toBe(`/Tideline:${person.email}`);
  // Not in force yet: signing in asks for nothing.
  expect((await signIn(person)).status).toBe(200);
  const refused = await whole(await post("", person.cookie, { code: "000000" }));
  expect([refused.status, refused.body.errors[0].path]).toEqual([400, "body.code"]);
  const enabled = await post("", person.cookie, { code: appCode(secret) });
  const { backupCodes } = await enabled.json();
  expect(new Set(backupCodes).size).toBe(10);
  for (const cookie of [other, person.cookie]) {
    expect((await api.ask("GET", "/api/v1/session", { cookie })).status).toBe(401);
  }
  const state = await (await api.ask("GET", base, { cookie: cookieOf(enabled) })).json();
  expect(state).toMatchObject({ enabled: true, backupCodesLeft: 10, required: false });
  const stored = JSON.stringify([
    await api.app.db.secondFactor.findMany({ select: { secret: true } }),
    (await api.app.db.backupCode.findMany()).map(({ hash }) => Buffer.from(hash).toString("hex")),
  ]);
  for (const text of [secret, ...backupCodes]) expect(stored).not.toContain(text);
});

test("signing in asks for the code after the password, and takes each once", async () => {
  const { person, secret } = await personWithFactor();
  pass(60);
  const first = await whole(await signIn(person));
  expect([first.status, first.body.code]).toEqual([401, "second_factor_required"]);
  // Without the password nobody learns that there is a second factor.
  const guess = await whole(await signIn({ ...person, password: "not this one" }, appCode(secret)));
  expect(guess.body.code).toBe("invalid_credentials");
  const code = appCode(secret);
  const answer = await signIn(person, code);
  expect(answer.status).toBe(200);
  expect((await api.ask("GET", "/api/v1/alerts", { cookie: cookieOf(answer) })).status).toBe(200);
  const again = await whole(await signIn(person, code));
  expect([again.status, again.body.code]).toEqual([401, "second_factor_required"]);
  pass(30);
  expect((await signIn(person, appCode(secret))).status).toBe(200);
});

test("a backup code works once, however it is typed, and is recorded", async () => {
  const { person, backupCodes } = await personWithFactor();
  const [code = ""] = backupCodes;
  expect((await signIn(person, code.toUpperCase().replace("-", " "))).status).toBe(200);
  expect((await signIn(person, code)).status).toBe(401);
  const used = await api.app.db.auditEntry.count({
    where: { action: "secondFactor.useBackupCode", resource: `user:${person.email}` },
  });
  expect(used).toBe(1);
});

test("guesses sent at once are counted each, lock, say for how long, and are recorded", async () => {
  const { person, secret } = await personWithFactor();
  const wrongCode = String((Number(appCode(secret)) + 1) % 1_000_000).padStart(6, "0");
  pass(60);
  const guesses = await Promise.all(
    Array.from({ length: 8 }, (_, at) => signIn(person, wrongCode, `198.51.100.${at}`)),
  );
  const statuses = guesses.map(({ status }) => status).sort();
  expect(statuses).toEqual([401, 401, 401, 401, 429, 429, 429, 429]);
  const locked = await whole(await signIn(person, appCode(secret), "198.51.100.99"));
  expect(locked.body).toMatchObject({ code: "rate_limited", detail: expect.stringMatching(/locked for 15 minutes/) });
  const where = { action: "secondFactor.lock", resource: `user:${person.email}` };
  expect(await api.app.db.auditEntry.count({ where })).toBe(1);
  pass(15 * 60);
  expect((await signIn(person, appCode(secret))).status).toBe(200);
});

test("a factor of another secret of the instance is refused in words, not as a fault of ours", async () => {
  const { person, secret } = await personWithFactor();
  const other = { ...api.app, settings: { ...api.app.settings, authSecret: "the secret of before, of 32 characters" } };
  const before = await encryptSecret(other, Buffer.from("a secret of 20 bytes"));
  await api.app.db.secondFactor.updateMany({ where: { userId: person.id }, data: { secret: before } });
  pass(60);
  const answer = await whole(await signIn(person, appCode(secret)));
  expect([answer.status, answer.body.detail]).toEqual([401, expect.stringContaining("An administrator can reset it")]);
});

test("each further lock lasts twice as long", async () => {
  const { person, secret } = await personWithFactor();
  await api.app.db.secondFactor.updateMany({ where: { userId: person.id }, data: { failed: 9 } });
  pass(60);
  const answer = await whole(await signIn(person, "000000" === appCode(secret) ? "000001" : "000000"));
  expect(answer.body.detail).toMatch(/locked for 30 minutes/);
});

test("turning it off needs password and code, and gives the session another cookie", async () => {
  const { person, secret } = await personWithFactor();
  pass(60);
  const off = (body: unknown) => post("/disable", person.cookie, body);
  const noPassword = await whole(await off({ password: "not this one", code: appCode(secret) }));
  expect(noPassword.body.errors[0].path).toBe("body.password");
  const noCode = await whole(await off({ password: person.password, code: "12345678" }));
  expect(noCode.body.errors[0].path).toBe("body.code");
  const done = await off({ password: person.password, code: appCode(secret) });
  expect(done.status).toBe(204);
  expect((await api.ask("GET", base, { cookie: person.cookie })).status).toBe(401);
  expect(await (await api.ask("GET", base, { cookie: cookieOf(done) })).json()).toMatchObject({ enabled: false });
  expect((await signIn(person)).status).toBe(200);
});

test("new backup codes take the place of the old ones", async () => {
  const { person, secret, backupCodes } = await personWithFactor();
  pass(60);
  const body = { password: person.password, code: appCode(secret) };
  const renewed = await (await post("/backup-codes", person.cookie, body)).json();
  expect((await signIn(person, backupCodes[0])).status).toBe(401);
  expect((await signIn(person, renewed.backupCodes[0])).status).toBe(200);
});

test("an administrator takes a lost one away, which is recorded and ends the person's sessions", async () => {
  const { person } = await personWithFactor();
  const reset = () => api.ask("DELETE", `/api/v1/users/${person.id}/second-factor`, { cookie: admin.cookie });
  expect((await reset()).status).toBe(204);
  expect((await api.ask("GET", "/api/v1/session", { cookie: person.cookie })).status).toBe(401);
  expect((await signIn(person)).status).toBe(200);
  expect((await reset()).status).toBe(422);
  const entry = await api.app.db.auditEntry.findFirst({
    where: { action: "secondFactor.reset", resource: `user:${person.email}` },
  });
  expect(entry).toMatchObject({ actor: admin.email, outcome: "success" });
});

test("a picture that was left on the screen is worth nothing after a quarter of an hour", async () => {
  const person = await api.person("viewer");
  const { secret } = await (await post("/setup", person.cookie, { password: person.password })).json();
  pass(16 * 60);
  expect((await post("", person.cookie, { code: appCode(secret) })).status).toBe(422);
});

test("where the settings ask a role for it, nothing else is let through before it is set up", async () => {
  const settings = (secondFactorRoles: readonly string[]) =>
    api.ask("PATCH", "/api/v1/settings", { cookie: admin.cookie, body: { secondFactorRoles } });
  const person = await api.person("responder");
  expect((await settings(["responder"])).status).toBe(200);
  const refused = await whole(await api.ask("GET", "/api/v1/alerts", { cookie: person.cookie }));
  expect([refused.status, refused.body.code]).toEqual([403, "second_factor_setup_required"]);
  const session = await (await api.ask("GET", "/api/v1/session", { cookie: person.cookie })).json();
  expect(session).toMatchObject({ mustSetUpSecondFactor: true });
  const { secret } = await (await post("/setup", person.cookie, { password: person.password })).json();
  const cookie = cookieOf(await post("", person.cookie, { code: appCode(secret) }));
  expect((await api.ask("GET", "/api/v1/alerts", { cookie })).status).toBe(200);
  pass(60);
  const off = await post("/disable", cookie, { password: person.password, code: appCode(secret) });
  expect(off.status).toBe(422);
  await settings([]);
});

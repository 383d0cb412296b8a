import { afterAll, beforeAll, expect, test } from "vitest";
import { cookieOf, createTestApi, type TestApi } from "../../testing/api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.close());

const newPassword = "quiet harbour lantern 7";

test("signs in with an httpOnly cookie, says who it is, signs out", async () => {
  const person = await api.person("analyst");
  const answer = await api.ask("POST", "/api/v1/session", { body: { email: person.email, password: person.password } });
  expect(answer.status).toBe(200);
  const [cookie = ""] = answer.headers.getSetCookie();
  expect(cookie).toMatch(/^tideline\.session_token=.*HttpOnly/);
  expect(cookie).toMatch(/SameSite=Lax/i);
  expect(cookie).not.toMatch(/Secure/);
  const session = await api.ask("GET", "/api/v1/session", { cookie: cookieOf(answer) });
  expect(await session.json()).toMatchObject({
    user: { email: person.email, role: "analyst" },
    mustChangePassword: false,
  });
  expect(session.headers.get("cache-control")).toBe("no-store");
  const out = await api.ask("DELETE", "/api/v1/session", { cookie: cookieOf(answer) });
  expect(out.status).toBe(204);
  expect((await api.ask("GET", "/api/v1/session", { cookie: cookieOf(answer) })).status).toBe(401);
  // Another session of the same person goes on.
  expect((await api.ask("GET", "/api/v1/session", { cookie: person.cookie })).status).toBe(200);
});

test("over https the cookie is secure", async () => {
  const secure = await createTestApi({ publicUrl: "https://soc.example.org" });
  const person = await secure.person("viewer");
  const answer = await secure.ask("POST", "/api/v1/session", {
    body: { email: person.email, password: person.password },
  });
  expect(answer.headers.getSetCookie()[0]).toMatch(/^__Secure-tideline\.session_token=.*; Secure/);
  await secure.close();
});

test("a forged cookie is nobody's", async () => {
  const person = await api.person("viewer");
  const forged = person.cookie.replace(/(session_token=[^.]+)\.[^;]*/, "$1.AAAA");
  expect((await api.ask("GET", "/api/v1/session", { cookie: forged })).status).toBe(401);
});

test("unknown, wrong and disabled answer alike", async () => {
  const person = await api.person("viewer");
  const gone = await api.person("viewer");
  await api.app.db.user.update({ where: { id: gone.id }, data: { disabled: true } });
  const tries = [
    { email: "nobody@example.org", password: person.password },
    { email: person.email, password: "not the password" },
    { email: gone.email, password: gone.password },
  ];
  for (const body of tries) {
    const answer = await api.ask("POST", "/api/v1/session", { body });
    expect([answer.status, (await answer.json()).code]).toEqual([401, "invalid_credentials"]);
    expect(answer.headers.getSetCookie()).toEqual([]);
  }
  // And an open session of a disabled person ends.
  expect((await api.ask("GET", "/api/v1/session", { cookie: gone.cookie })).status).toBe(401);
});

test("until the one-time password is changed, all else is refused", async () => {
  const person = await api.person("admin", { fresh: true });
  const { cookie } = person;
  for (const path of ["/api/v1/alerts", "/api/v1/users", "/api/v1/live", "/api/v1/audit"]) {
    const answer = await api.ask("GET", path, { cookie });
    expect([answer.status, (await answer.json()).code]).toEqual([403, "password_change_required"]);
  }
  expect(await (await api.ask("GET", "/api/v1/session", { cookie })).json()).toMatchObject({
    mustChangePassword: true,
  });
  const change = (body: unknown) => api.ask("POST", "/api/v1/session/password", { cookie, body });
  const wrong = await change({ currentPassword: "wrong", newPassword });
  expect((await wrong.json()).errors).toEqual([expect.objectContaining({ path: "body.currentPassword" })]);
  const weak = await change({ currentPassword: person.password, newPassword: "Password1234" });
  expect((await weak.json()).errors).toEqual([expect.objectContaining({ path: "body.newPassword" })]);
  const changed = await change({ currentPassword: person.password, newPassword });
  expect(changed.status).toBe(200);
  expect((await api.ask("GET", "/api/v1/users", { cookie: cookieOf(changed) })).status).toBe(200);
});

test("changing the password ends the other sessions, and this one goes on with another cookie", async () => {
  const person = await api.person("viewer");
  const other = await api.ask("POST", "/api/v1/session", { body: { email: person.email, password: person.password } });
  const body = { currentPassword: person.password, newPassword };
  const changed = await api.ask("POST", "/api/v1/session/password", { cookie: person.cookie, body });
  expect(changed.status).toBe(200);
  expect((await api.ask("GET", "/api/v1/session", { cookie: cookieOf(changed) })).status).toBe(200);
  // Whoever had a copy of the old cookie has nothing.
  expect((await api.ask("GET", "/api/v1/session", { cookie: person.cookie })).status).toBe(401);
  expect((await api.ask("GET", "/api/v1/session", { cookie: cookieOf(other) })).status).toBe(401);
});

test("sign-ups are not possible, and better-auth's own paths do not exist", async () => {
  const body = { email: "mallory@example.org", password: newPassword, name: "Mallory" };
  for (const path of ["/api/auth/sign-up/email", "/api/v1/auth/sign-up/email"]) {
    expect((await api.ask("POST", path, { body })).status).toBe(404);
  }
  await expect(api.app.auth.api.signUpEmail({ body })).rejects.toThrow();
  expect(await api.app.db.user.count({ where: { email: body.email } })).toBe(0);
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestApi, type TestApi } from "../../testing/api.ts";

let api: TestApi;
let now = new Date("2026-11-22T12:00:00Z");
beforeAll(async () => {
  api = await createTestApi({ now: () => now });
});
afterAll(() => api.close());

const tryAs = (email: string, password: string, address: string) =>
  api.ask("POST", "/api/v1/session", { body: { email, password }, address });

test("guesses sent at once from one address cannot pass the limit, and then the right password waits too", async () => {
  const person = await api.person("viewer");
  const address = "198.51.100.7";
  const answers = await Promise.all(Array.from({ length: 12 }, () => tryAs(person.email, "not this one", address)));
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(6);
  const limited = answers.filter(({ status }) => status === 429);
  expect(limited).toHaveLength(6);
  expect(Number(limited[0]?.headers.get("retry-after"))).toBeGreaterThan(60);
  expect((await tryAs(person.email, person.password, address)).status).toBe(429);
  // The owner, elsewhere, is not locked out by it.
  expect((await tryAs(person.email, person.password, "198.51.100.8")).status).toBe(200);
  now = new Date(now.getTime() + 16 * 60_000);
  expect((await tryAs(person.email, person.password, address)).status).toBe(200);
}, 60_000);

test("what a client says about its address does not help it", async () => {
  const person = await api.person("viewer");
  const address = "198.51.100.9";
  const tryFrom = (forwarded: number) =>
    api.ask("POST", "/api/v1/session", {
      body: { email: person.email, password: "not this one" },
      address,
      headers: { "x-forwarded-for": `203.0.113.${forwarded}` },
    });
  const statuses: number[] = [];
  for (let i = 0; i < 8; i += 1) statuses.push((await tryFrom(i)).status);
  expect(statuses.slice(6)).toEqual([429, 429]);
});

test("a right password forgives typing errors", async () => {
  const person = await api.person("viewer");
  const address = "198.51.100.10";
  for (let round = 0; round < 2; round += 1) {
    for (let i = 0; i < 4; i += 1) expect((await tryAs(person.email, "not this one", address)).status).toBe(401);
    expect((await tryAs(person.email, person.password, address)).status).toBe(200);
  }
}, 60_000);

test("spraying one password over many accounts is stopped by address", async () => {
  const address = "198.51.100.11";
  await tryAs("user0@example.org", "Summer2026 hello", address);
  // The limit is 60; what came before is put in directly, because a hash a guess takes its time.
  const { count } = await api.app.db.rateLimit.updateMany({
    where: { key: { endsWith: `address ${address}` } },
    data: { count: 59 },
  });
  expect(count).toBe(1);
  expect((await tryAs("user1@example.org", "Summer2026 hello", address)).status).toBe(401);
  expect((await tryAs("user2@example.org", "Summer2026 hello", address)).status).toBe(429);
});

test("a lock-out says for whom and how long, is recorded once, and an administrator lifts it", async () => {
  const person = await api.person("viewer");
  const admin = await api.person("admin");
  const address = "198.51.100.12";
  await tryAs(person.email, "not this one", address);
  await api.app.db.rateLimit.updateMany({
    where: { key: { startsWith: "sign-in pair", endsWith: ` ${address}` } },
    data: { count: 6 },
  });
  const locked = await tryAs(person.email, person.password, address);
  expect(await locked.json()).toMatchObject({
    code: "rate_limited",
    detail: "Too many attempts for this account from your address. Try again in 15 minutes, or ask an administrator.",
  });
  await tryAs(person.email, person.password, address);
  const where = { action: "session.lockOut", resource: `user:${person.email}` };
  expect(await api.app.db.auditEntry.findMany({ where })).toMatchObject([
    { address, outcome: "failure", after: { limit: "pair", attempts: 6, minutes: 15 } },
  ]);
  const reset = await api.ask("POST", `/api/v1/users/${person.id}/password`, { cookie: admin.cookie });
  const { password } = await reset.json();
  expect((await tryAs(person.email, password, address)).status).toBe(200);
});

test("guessing at one account from ever new addresses is stopped by account", async () => {
  const person = await api.person("viewer");
  await tryAs(person.email, "not this one", "198.51.100.13");
  const { count } = await api.app.db.rateLimit.updateMany({
    where: { key: { startsWith: "sign-in account" }, lastRequest: BigInt(now.getTime()), count: 1 },
    data: { count: 29 },
  });
  expect(count).toBeGreaterThan(0);
  expect((await tryAs(person.email, "not this one", "198.51.100.14")).status).toBe(401);
  const refused = await tryAs(person.email, person.password, "198.51.100.15");
  expect((await refused.json()).detail).toMatch(/^Too many attempts for this account\. /);
});

test("one address alone cannot lock a person out for everybody", async () => {
  const person = await api.person("admin");
  await tryAs(person.email, "not this one", "198.51.100.16");
  await api.app.db.rateLimit.updateMany({
    where: { key: { startsWith: "sign-in pair", endsWith: " 198.51.100.16" } },
    data: { count: 6 },
  });
  for (let i = 0; i < 40; i += 1) {
    expect((await tryAs(person.email, "not this one", "198.51.100.16")).status).toBe(429);
  }
  expect((await tryAs(person.email, person.password, "198.51.100.17")).status).toBe(200);
});

test("all addresses of one IPv6 network share a limit", async () => {
  const person = await api.person("viewer");
  await tryAs(person.email, "not this one", "2001:db8:7:7::1");
  const { count } = await api.app.db.rateLimit.updateMany({
    where: { key: { startsWith: "sign-in pair", endsWith: " 2001:db8:7:7::/64" } },
    data: { count: 6 },
  });
  expect(count).toBe(1);
  expect((await tryAs(person.email, "not this one", "2001:db8:7:7:1:2:3:4")).status).toBe(429);
});

test("where somebody has signed in before, strangers cannot lock them out; guesses there are counted all the same", async () => {
  const person = await api.person("admin");
  const known = (password: string, cookie = person.cookie) =>
    api.ask("POST", "/api/v1/session", { body: { email: person.email, password }, cookie, address: "198.51.100.18" });
  await tryAs(person.email, "not this one", "198.51.100.19");
  await api.app.db.rateLimit.updateMany({ where: { key: { startsWith: "sign-in account" } }, data: { count: 31 } });
  expect((await tryAs(person.email, person.password, "198.51.100.20")).status).toBe(429);
  expect((await known(person.password)).status).toBe(200);
  // Somebody else's browser is no help, nor is one that was made up.
  const other = await api.person("viewer");
  expect((await known(person.password, other.cookie)).status).toBe(429);
  expect((await known(person.password, person.cookie.replace(/(browser=[^.]+)\..*$/, "$1.AAAA"))).status).toBe(429);
  for (let i = 0; i < 6; i += 1) expect((await known("not this one")).status).toBe(401);
  expect((await known(person.password)).status).toBe(429);
}, 60_000);

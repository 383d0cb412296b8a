import { afterAll, beforeAll, expect, test } from "vitest";
import { cookieOf, createTestApi, type TestApi, type TestPerson } from "../../testing/api.ts";
import { Sql } from "../db/prisma.ts";

let api: TestApi;
let admin: TestPerson;
beforeAll(async () => {
  api = await createTestApi();
  admin = await api.person("admin");
});
afterAll(() => api.close());

const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";
const signIn = async ({ email, password }: TestPerson, headers: Record<string, string> = {}, address = "192.0.2.9") =>
  cookieOf(await api.ask("POST", "/api/v1/session", { body: { email, password }, headers, address }));
const list = async (cookie: string, path = "/api/v1/sessions") =>
  (await (await api.ask("GET", path, { cookie })).json()).items;
const works = async (cookie: string) => (await api.ask("GET", "/api/v1/session", { cookie })).status === 200;

test("one's own sessions are listed with device and address, and never a token", async () => {
  const person = await api.person("analyst");
  const cookie = await signIn(person, { "user-agent": firefox });
  const items = await list(cookie);
  expect(items).toHaveLength(2);
  const mine = items.find(({ current }: { current: boolean }) => current);
  expect(mine).toMatchObject({ device: "Firefox on Linux", address: "192.0.2.9", method: "password" });
  const tokens = await api.app.db.session.findMany({ where: { userId: person.id }, select: { token: true } });
  for (const { token } of tokens) expect(JSON.stringify(items)).not.toContain(token);
});

test("one can be ended; somebody else's cannot", async () => {
  const person = await api.person("analyst");
  const other = await signIn(person);
  const items = await list(person.cookie);
  const otherId = items.find(({ current }: { current: boolean }) => !current).id;
  const end = (id: string, cookie: string) => api.ask("DELETE", `/api/v1/sessions/${id}`, { cookie });
  const stranger = await api.person("viewer");
  expect((await end(otherId, stranger.cookie)).status).toBe(404);
  expect(await works(other)).toBe(true);
  expect(await (await end(otherId, person.cookie)).json()).toEqual({ ended: 1 });
  expect([await works(other), await works(person.cookie)]).toEqual([false, true]);
});

test("everywhere else, everywhere, and by an administrator", async () => {
  const person = await api.person("analyst");
  const cookies = [await signIn(person), await signIn(person)];
  const elsewhere = await api.ask("DELETE", "/api/v1/sessions?keep=current", { cookie: person.cookie });
  expect(await elsewhere.json()).toEqual({ ended: 2 });
  for (const cookie of cookies) expect(await works(cookie)).toBe(false);
  const again = await signIn(person);
  const path = `/api/v1/users/${person.id}/sessions`;
  const [first] = await list(admin.cookie, path);
  expect(first).toMatchObject({ current: false });
  await api.ask("DELETE", `${path}?session=${first.id}`, { cookie: admin.cookie });
  expect(await list(admin.cookie, path)).toHaveLength(1);
  await api.ask("DELETE", path, { cookie: admin.cookie });
  expect([await works(again), await works(person.cookie)]).toEqual([false, false]);
  const own = await signIn(person);
  await api.ask("DELETE", "/api/v1/sessions", { cookie: own });
  expect(await works(own)).toBe(false);
  const recorded = await api.app.db.auditEntry.findMany({
    where: { action: "session.end", resource: `user:${person.email}` },
    orderBy: { id: "asc" },
  });
  expect(recorded.map(({ actor }) => actor)).toEqual([person.email, admin.email, admin.email, person.email]);
});

test("a session that was chosen for somebody is not the one they get: no fixation", async () => {
  const person = await api.person("viewer");
  const attacker = await api.person("viewer");
  // The victim's browser already carries a cookie that the attacker knows.
  const answer = await api.ask("POST", "/api/v1/session", {
    body: { email: person.email, password: person.password },
    cookie: attacker.cookie,
  });
  expect(cookieOf(answer)).not.toBe(attacker.cookie);
  const who = async (cookie: string) => (await (await api.ask("GET", "/api/v1/session", { cookie })).json()).user.email;
  expect([await who(cookieOf(answer)), await who(attacker.cookie)]).toEqual([person.email, attacker.email]);
  // And two sign-ins never share one.
  expect(await signIn(person)).not.toBe(await signIn(person));
});

test("a session ends when it was not used for as long as the settings say; use prolongs it, to 30 days at most", async () => {
  const person = await api.person("viewer");
  const age = (usedAgo: string, madeAgo: string) =>
    api.app.db.$executeRaw(Sql.sql`UPDATE session SET updated_at = now() - ${usedAgo}::interval,
      created_at = now() - ${madeAgo}::interval, expires_at = now() - ${usedAgo}::interval + interval '12 hours'
      WHERE user_id = ${person.id}`);
  const hoursLeft = async () => {
    const [{ hours = 0 } = {}] = await api.app.db.$queryRaw<{ hours: number }[]>(Sql.sql`
      SELECT extract(epoch FROM expires_at - now())::float8 / 3600 AS hours FROM session WHERE user_id = ${person.id}`);
    return hours;
  };
  await age("11 hours", "11 hours");
  expect(await works(person.cookie)).toBe(true);
  expect(await hoursLeft()).toBeCloseTo(12, 1);
  await age("2 hours", "719 hours");
  expect(await works(person.cookie)).toBe(true);
  expect(await hoursLeft()).toBeCloseTo(1, 1);
  await age("12 hours 1 minute", "13 hours");
  expect(await works(person.cookie)).toBe(false);
});

test("when somebody was last seen is known to the minute", async () => {
  const person = await api.person("viewer");
  await api.app.db.$executeRaw(Sql.sql`UPDATE session SET updated_at = now() - interval '2 minutes'
    WHERE user_id = ${person.id}`);
  await api.app.db.user.update({ where: { id: person.id }, data: { lastSeenAt: null } });
  await works(person.cookie);
  const { lastSeenAt } = await api.app.db.user.findUniqueOrThrow({ where: { id: person.id } });
  expect(Date.now() - (lastSeenAt?.getTime() ?? 0)).toBeLessThan(30_000);
});

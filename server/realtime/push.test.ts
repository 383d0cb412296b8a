import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { socketEvents } from "../../lib/contracts/live.ts";
import { type Permission, permissions, type Role, rooms } from "../../lib/contracts/permissions.ts";
import { scoringStandingSchema } from "../../lib/contracts/scoring-standing.ts";
import { allRoles, cookieOf, createTestApi, type TestApi, type TestPerson } from "../../testing/api.ts";
import { alertForTest, eventForTest } from "../../testing/rows.ts";
import { createTestPush, type TestPush } from "../../testing/socket.ts";
import { appendPush, type PushDraft } from "./append-push.ts";
import { runIn } from "./run-in.ts";

let api: TestApi;
let push: TestPush;
let analyst: TestPerson;
beforeAll(async () => {
  api = await createTestApi();
  push = await createTestPush(api);
  analyst = await api.person("analyst");
});
afterAll(async () => {
  await push.close();
  await api.close();
});

const scores = (position: number): PushDraft => ({
  kind: "scores",
  stream: 1,
  body: { stream: "main", position, count: 1, top: [eventForTest({ id: position })], committedAt: Date.now() },
});
const alert = (id: number): PushDraft => ({
  kind: "alert",
  stream: 1,
  body: { stream: "main", change: "raised", alert: alertForTest({ id }) },
});
const say = (...drafts: PushDraft[]) => api.app.db.$transaction((tx) => appendPush(runIn(tx), drafts));
const cursor = async () => {
  const { epoch, next } = await api.app.db.pushHead.findUniqueOrThrow({ where: { id: 1 } });
  return { epoch, number: Number(next) - 1 };
};

describe("who is let in", () => {
  test("nobody without a session, from another site, or with a password to change", async () => {
    await expect(push.connect(null)).rejects.toThrow("unauthenticated");
    await expect(push.connect("tideline.session_token=forged.forged")).rejects.toThrow("unauthenticated");
    await expect(push.connect(analyst.cookie, { origin: "https://evil.example" })).rejects.toThrow();
    const fresh = await api.person("viewer", { fresh: true });
    await expect(push.connect(fresh.cookie)).rejects.toThrow("password_change_required");
    const plain = await api.person("responder");
    await api.app.db.instanceSettings.updateMany({ data: { secondFactorRoles: ["responder"] } });
    await expect(push.connect(plain.cookie)).rejects.toThrow("second_factor_setup_required");
    await api.app.db.instanceSettings.updateMany({ data: { secondFactorRoles: [] } });
  });

  test.each(allRoles)("a %s joins the rooms of the rights table and no other", async (role: Role) => {
    const person = await api.person(role);
    const tab = await push.connect(person.cookie);
    const entries: [string, Permission][] = Object.entries(rooms);
    const allowed = entries.filter(([, permission]) => {
      const holders: readonly Role[] = permissions[permission];
      return holders.includes(role);
    });
    const answer = await tab.subscribe([...entries.map(([name]) => name), "constructor", "admin"]);
    expect(answer.joined.sort()).toEqual(allowed.map(([name]) => name).sort());
    expect(answer.refused).toEqual(expect.arrayContaining(["constructor", "admin"]));
    tab.socket.disconnect();
  });
});

describe("what is pushed", () => {
  test("a message reaches the rooms it is for, and only those", async () => {
    const [live, alerts] = [await push.connect(analyst.cookie), await push.connect(analyst.cookie)];
    await live.subscribe(["live"]);
    await alerts.subscribe(["alerts"]);
    await say(scores(7), alert(70));
    expect(await live.received(({ kind }) => kind === "scores")).toMatchObject({ body: { position: 7 } });
    expect(await alerts.received(({ kind }) => kind === "alert")).toMatchObject({ body: { alert: { id: 70 } } });
    expect(live.messages.some(({ kind }) => kind === "alert")).toBe(false);
    expect(alerts.messages.some(({ kind }) => kind === "scores")).toBe(false);
  });

  test("a page is told while nobody scores a stream, and once when somebody does again", async () => {
    const tab = await push.connect(analyst.cookie);
    await tab.subscribe(["live"]);
    const told = (kind: string) =>
      new Promise<unknown>((resolve) => {
        tab.socket.on(socketEvents.scoring, (standing: unknown) => {
          const { stream, kind: said } = scoringStandingSchema.parse(standing);
          if (stream === "main" && said === kind) resolve(standing);
        });
      });
    const heard = new Set<string>();
    tab.socket.on(socketEvents.scoring, (standing: unknown) => heard.add(scoringStandingSchema.parse(standing).stream));
    expect(await told("silent")).toMatchObject({ stream: "main", ms: expect.any(Number) });
    // Whoever stands still does so for every stream, and a page shows one of them.
    await told("silent");
    expect([...heard].sort()).toEqual(["demo", "main"]);
    const again = told("inStep");
    await api.app.pool.query("UPDATE log_position SET lease_until = now() + interval '5 seconds' WHERE stream = 1");
    await again;
    tab.socket.disconnect();
  });

  test("while many commit at once, numbers ascend, every alert comes, and no score is missed", async () => {
    const tab = await push.connect(analyst.cookie);
    await tab.subscribe(["live", "alerts"]);
    const from = tab.messages.length;
    await Promise.all(Array.from({ length: 60 }, (_, i) => say(scores(1_000 + i), alert(100 + (i % 20)))));
    await say(scores(9_999));
    await tab.received(({ kind, body }) => kind === "scores" && Reflect.get(Object(body), "position") === 9_999);
    const messages = tab.messages.slice(from);
    const numbers = messages.map(({ number }) => number);
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
    const sum = messages
      .filter(({ kind }) => kind === "scores")
      .reduce((total, { body }) => total + Number(Reflect.get(Object(body), "count")), 0);
    expect(sum).toBe(61);
    const alertsSeen = messages
      .filter(({ kind }) => kind === "alert")
      .map(({ body }) => Reflect.get(Reflect.get(Object(body), "alert"), "id"));
    expect(new Set(alertsSeen).size).toBe(20);
  });

  test("a message is out within milliseconds of its commit", async () => {
    const tab = await push.connect(analyst.cookie);
    await tab.subscribe(["live"]);
    const took: number[] = [];
    for (let i = 0; i < 15; i += 1) {
      await new Promise((resolve) => setTimeout(resolve, 45));
      await say(scores(20_000 + i));
      const committed = performance.now();
      await tab.received(({ kind, body }) => kind === "scores" && Reflect.get(Object(body), "position") === 20_000 + i);
      took.push(performance.now() - committed);
    }
    took.sort((a, b) => a - b);
    // The median: this machine has other things to do. Alone it is 2 ms.
    expect(took[7]).toBeLessThan(100);
  });
});

describe("coming back", () => {
  test("resumes where it was cut off, from memory and from the outbox", async () => {
    const before = await cursor();
    await say(scores(30_001), alert(301), alert(302));
    await say(scores(30_002));
    const tab = await push.connect(analyst.cookie);
    const answer = await tab.subscribe(["live", "alerts"], before);
    expect(answer).toMatchObject({ epoch: before.epoch, missed: null });
    await tab.received(({ kind, body }) => kind === "scores" && Reflect.get(Object(body), "position") === 30_002);
    expect(tab.messages.filter(({ kind }) => kind === "alert")).toHaveLength(2);
    expect(tab.messages.every(({ number }) => number > before.number)).toBe(true);
    // Another process has nothing in memory and reads the outbox.
    const second = await createTestPush(api);
    const other = await second.connect(analyst.cookie);
    expect(await other.subscribe(["live", "alerts"], before)).toMatchObject({ missed: null });
    await other.received(({ kind, body }) => kind === "scores" && Reflect.get(Object(body), "position") === 30_002);
    expect(other.messages.filter(({ kind }) => kind === "alert")).toHaveLength(2);
    await second.close();
  });

  test("a cursor that this process has not reached yet is waited for", async () => {
    const tab = await push.connect(analyst.cookie);
    await say(scores(31_000));
    const now = await cursor();
    expect(await tab.subscribe(["live"], now)).toMatchObject({ missed: null, number: now.number });
  });

  test("is told how many it missed when they are gone, and of another epoch", async () => {
    const before = await cursor();
    await say(scores(32_000), scores(32_001), scores(32_002));
    await api.app.db.outbox.deleteMany({});
    const second = await createTestPush(api);
    const tab = await second.connect(analyst.cookie);
    expect(await tab.subscribe(["live"], before)).toMatchObject({ missed: 3, number: before.number + 3 });
    const foreign = await tab.subscribe(["live"], { epoch: "00000000-0000-4000-8000-000000000000", number: 1 });
    expect(foreign.missed).toBeGreaterThan(0);
    await say(scores(32_003));
    await tab.received(({ kind, body }) => kind === "scores" && Reflect.get(Object(body), "position") === 32_003);
    await second.close();
  });

  test("a publisher whose connections were cut hears again and misses nothing", async () => {
    const tab = await push.connect(analyst.cookie);
    await tab.subscribe(["live"]);
    await api.app.pool.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'tideline push%'",
    );
    await say(scores(33_000));
    await tab.received(({ kind, body }) => kind === "scores" && Reflect.get(Object(body), "position") === 33_000);
    expect(tab.socket.connected).toBe(true);
  });
});

describe("the end of a session", () => {
  const within = async (ended: Promise<string>) => {
    const start = performance.now();
    await ended;
    return performance.now() - start;
  };

  test("signing out closes its sockets within a second, and not those of another session", async () => {
    const person = await api.person("viewer");
    const again = await api.ask("POST", "/api/v1/session", {
      body: { email: person.email, password: person.password },
    });
    const other = again.headers
      .getSetCookie()
      .map((cookie) => cookie.split(";", 1)[0])
      .join("; ");
    const [tab, stays] = [await push.connect(person.cookie), await push.connect(other)];
    await api.ask("DELETE", "/api/v1/session", { cookie: person.cookie });
    expect(await within(tab.ended())).toBeLessThan(1_000);
    expect(tab.closings).toEqual([{ reason: "signed_out" }]);
    expect(stays.socket.connected).toBe(true);
    await expect(push.connect(person.cookie)).rejects.toThrow("unauthenticated");
  });

  test.each([
    ["a new role", { role: "viewer" }],
    ["a disabled account", { disabled: true }],
  ])("%s closes them", async (_name, body) => {
    const [person, admin] = [await api.person("analyst"), await api.person("admin")];
    const tab = await push.connect(person.cookie);
    const answer = await api.ask("PATCH", `/api/v1/users/${person.id}`, { cookie: admin.cookie, body });
    expect(answer.status).toBe(200);
    expect(await within(tab.ended())).toBeLessThan(1_000);
  });

  test("a session that is ended from elsewhere closes its sockets within a second, and the others stay", async () => {
    const [person, admin] = [await api.person("analyst"), await api.person("admin")];
    const again = await api.ask("POST", "/api/v1/session", {
      body: { email: person.email, password: person.password },
    });
    const [tab, stays] = [await push.connect(person.cookie), await push.connect(cookieOf(again))];
    await api.ask("DELETE", "/api/v1/sessions?keep=current", { cookie: cookieOf(again) });
    expect(await within(tab.ended())).toBeLessThan(1_000);
    expect(stays.socket.connected).toBe(true);
    await api.ask("DELETE", `/api/v1/users/${person.id}/sessions`, { cookie: admin.cookie });
    expect(await within(stays.ended())).toBeLessThan(1_000);
  });

  test("a session that changes its password keeps its sockets; the person's others end", async () => {
    const person = await api.person("analyst");
    const again = await api.ask("POST", "/api/v1/session", {
      body: { email: person.email, password: person.password },
    });
    const [tab, stays] = [await push.connect(person.cookie), await push.connect(cookieOf(again))];
    const body = { currentPassword: person.password, newPassword: "quiet harbour lantern 7" };
    await api.ask("POST", "/api/v1/session/password", { cookie: cookieOf(again), body });
    expect(await within(tab.ended())).toBeLessThan(1_000);
    expect(stays.socket.connected).toBe(true);
  });

  test("an expired or deleted session closes them without any notification", async () => {
    const [expired, deleted] = [await api.person("viewer"), await api.person("viewer")];
    const tabs = [await push.connect(expired.cookie), await push.connect(deleted.cookie)];
    await api.app.db.session.updateMany({ where: { userId: expired.id }, data: { expiresAt: new Date(0) } });
    await api.app.db.session.deleteMany({ where: { userId: deleted.id } });
    for (const tab of tabs) {
      expect(await within(tab.ended())).toBeLessThan(2_000);
      expect(tab.closings).toEqual([{ reason: "session_expired" }]);
    }
  });
});

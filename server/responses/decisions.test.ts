import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ResponseDetail } from "../../lib/contracts/responses.ts";
import type { TestPerson } from "../../testing/api.ts";
import { createResponseWorld, type ResponseWorld } from "../../testing/response-world.ts";
import { askPlaybooks } from "./ask-playbooks.ts";

let world: ResponseWorld;
let rita: TestPerson;
let tom: TestPerson;
let analyst: TestPerson;
let admin: TestPerson;
beforeAll(async () => {
  world = await createResponseWorld();
  rita = await world.person("responder");
  tom = await world.person("responder");
  analyst = await world.person("analyst");
  admin = await world.person("admin");
}, 60_000);
afterAll(() => world.close());

const post = (path: string, body: unknown, person: TestPerson = rita) =>
  world.api.ask("POST", `/api/v1${path}`, { cookie: person.cookie, body });
const approve = ({ id, evidenceHash }: Pick<ResponseDetail, "id" | "evidenceHash">, person = rita) =>
  post(`/responses/${id}/approve`, { evidenceHash }, person);
const nothing = { kind: "nothing" } as const;
const answered = async (response: Response) => [response.status, await response.json()] as const;
const newest = async (resource: string) =>
  world.api.app.db.auditEntry.findFirst({ where: { resource }, orderBy: { id: "desc" } });

describe("proposals", () => {
  test("a playbook proposes once, however often it is asked, bound to its evidence", async () => {
    const { id: alertId, attacker } = await world.raise();
    await Promise.all(Array.from({ length: 4 }, () => askPlaybooks(world.pool, new Date())));
    await world.pool.query("UPDATE response_trigger SET done_at = NULL WHERE alert_id = $1", [alertId]);
    expect(await askPlaybooks(world.pool, new Date())).toBe(true);
    const list = await world.api.ask("GET", `/api/v1/responses?stream=demo&alert=${alertId}`, {
      cookie: analyst.cookie,
    });
    const { items, counts } = await list.json();
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      action: "block_address",
      target: { kind: "address", name: attacker },
      state: "awaiting_approval",
      proposedBy: "system",
      executor: { kind: "lab" },
      automatic: false,
    });
    expect(counts.needsPerson).toBeGreaterThanOrEqual(1);
    const message = await world.api.app.db.outbox.findFirst({
      where: { kind: "response" },
      orderBy: { number: "desc" },
    });
    expect(message).toMatchObject({ room: "responses", payload: { change: "request", stream: "demo" } });
  });

  test("the metrics count what waits, by state", async () => {
    await world.propose();
    const key = await world.api.key(["read"], "demo");
    const text = await (await world.api.ask("GET", "/api/v1/metrics", { key })).text();
    const waiting = await world.api.app.db.response.count({ where: { stream: 2, state: "awaiting_approval" } });
    expect(waiting).toBeGreaterThanOrEqual(1);
    expect(text).toContain(`tideline_responses{stream="demo",state="awaiting_approval"} ${waiting}\n`);
  });

  test("in main nothing is proposed from the notify band", async () => {
    const { id } = await world.raise({ stream: 1 });
    while (await askPlaybooks(world.pool, new Date()));
    expect(await world.api.app.db.response.count({ where: { alertId: BigInt(id) } })).toBe(0);
  });

  test("an alert that comes into a higher band voids what was seen of it, and says what changed", async () => {
    const seen = await world.propose();
    const alertId = seen.alert?.id ?? 0;
    await world.pool.query("UPDATE alert SET band = 2, score = 99, event_count = 90 WHERE id = $1", [alertId]);
    await world.pool.query("INSERT INTO response_trigger (alert_id, band) VALUES ($1, 2)", [alertId]);
    while (await askPlaybooks(world.pool, new Date()));
    const [status, problem] = await answered(await approve(seen));
    expect([status, problem.code]).toEqual([409, "conflict"]);
    expect(problem.detail).toContain("score 97 → 99");
    expect(problem.current.evidenceHash).not.toBe(seen.evidenceHash);
    expect((await approve(problem.current)).status).toBe(200);
  });

  test("people and keys propose; nobody decides on their own proposal", async () => {
    const { id: alertId } = await world.raise();
    const wish = { alertId, action: "isolate_host", target: { kind: "host", name: "gate-01" }, reason: "It looks bad" };
    const options = await world.api.ask("GET", `/api/v1/responses/options?alert=${alertId}`, { cookie: rita.cookie });
    expect((await options.json()).items.map(({ action }: { action: string }) => action).sort()).toEqual([
      "block_address",
      "disable_account",
      "isolate_host",
    ]);
    const [status, proposed] = await answered(await post("/responses", wish));
    expect([status, proposed.state, proposed.proposedBy]).toEqual([201, "awaiting_approval", rita.email]);
    expect((await approve(proposed, rita)).status).toBe(422);
    expect((await approve(proposed, analyst)).status).toBe(403);
    // The same again, something the alert gives no reason for, and a lease without end.
    expect((await post("/responses", wish)).status).toBe(422);
    expect((await post("/responses", { ...wish, target: { kind: "host", name: "dc-01" } })).status).toBe(422);
    const key = await world.api.key(["respond"], "demo");
    const other = { ...wish, action: "disable_account", target: { kind: "user", name: "backup" } };
    expect((await post("/responses", { ...other, leaseSeconds: 9e6 })).status).toBe(400);
    const byKey = await world.api.ask("POST", "/api/v1/responses", { key, body: other });
    const own = await byKey.json();
    expect([byKey.status, own.proposedBy]).toEqual([201, "key:key respond"]);
    const cancel = (id: number) =>
      world.api.ask("POST", `/api/v1/responses/${id}/cancel`, { key, body: { reason: "a mistake" } });
    expect((await cancel(proposed.id)).status).toBe(422);
    expect((await cancel(own.id)).status).toBe(200);
    const foreign = await world.api.key(["respond"], "main");
    expect((await world.api.ask("POST", "/api/v1/responses", { key: foreign, body: other })).status).toBe(404);
    expect((await approve(proposed, tom)).status).toBe(200);
  });

  test("a key is the hand of who made it, who does not decide on what it proposes", async () => {
    const { id: alertId } = await world.raise();
    const body = { stream: "demo", name: "playbook runner", scopes: ["respond"] };
    const { secret: key } = await (await post("/keys", body, admin)).json();
    const wish = { alertId, action: "isolate_host", target: { kind: "host", name: "gate-01" }, reason: "It looks bad" };
    await world.pool.query("UPDATE response SET state = 'cancelled', due_at = NULL WHERE action = 'isolate_host'");
    const proposed = await (await world.api.ask("POST", "/api/v1/responses", { key, body: wish })).json();
    const detail = await world.api.ask("GET", `/api/v1/responses/${proposed.id}`, { cookie: admin.cookie });
    expect((await detail.json()).may).toMatchObject({
      approve: { ok: false, reason: "You made the key that proposed it: ask another responder." },
      cancel: { ok: true },
    });
    const { evidenceHash } = proposed;
    const nothing = { evidenceHash, reason: "not needed", decision: { kind: "nothing" } };
    expect((await post(`/responses/${proposed.id}/override`, nothing, admin)).status).toBe(422);
    expect((await approve(proposed, admin)).status).toBe(422);
    expect((await approve(proposed, rita)).status).toBe(200);
  });
});

describe("decisions", () => {
  test("of fifty approvals and overrides at once one counts", async () => {
    const people = [rita, tom, admin];
    for (let round = 0; round < 3; round += 1) {
      const seen = await world.propose();
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, index) => {
          const person = people[index % 3] ?? rita;
          if (index % 2 === 0) return approve(seen, person);
          const body = { evidenceHash: seen.evidenceHash, reason: "a known scanner", decision: nothing };
          return post(`/responses/${seen.id}/override`, body, person);
        }),
      );
      const statuses = answers.map(({ status }) => status);
      expect(statuses.filter((status) => status === 200)).toHaveLength(1);
      expect(statuses.filter((status) => status === 409)).toHaveLength(49);
      const { steps, decision } = await world.detail(seen.id);
      expect(steps.filter(({ event }) => event === "approve" || event === "reject")).toHaveLength(1);
      expect(decision).not.toBeNull();
      const audited = await world.api.app.db.auditEntry.count({
        where: { resource: `response:${seen.id}`, action: { in: ["response.approve", "response.reject"] } },
      });
      expect(audited).toBe(1);
    }
  });

  test("an override puts something else about the same alert in its place", async () => {
    const seen = await world.propose();
    const decision = {
      kind: "replace",
      action: "disable_account",
      target: { kind: "user", name: "backup" },
      leaseSeconds: 900,
    };
    const body = { evidenceHash: seen.evidenceHash, reason: "the account is the problem", decision };
    const [status, { overridden, replacement }] = await answered(await post(`/responses/${seen.id}/override`, body));
    expect(status).toBe(200);
    expect(overridden).toMatchObject({ state: "overridden", replacedBy: replacement.id });
    expect(replacement).toMatchObject({
      state: "approved",
      replaces: seen.id,
      leaseSeconds: 900,
      decision: { by: rita.email },
    });
    const cancelled = await post(`/responses/${replacement.id}/cancel`, { reason: "on second thoughts" });
    expect(await cancelled.json()).toMatchObject({ state: "cancelled", decision: { kind: "cancelled" } });
    expect(await newest(`response:${replacement.id}`)).toMatchObject({ action: "response.cancel", actor: rita.email });
  });

  test("the kill switch refuses, stops what has not begun, and only an admin lets go on", async () => {
    const waiting = await world.propose();
    const approved = await world.propose();
    expect((await approve(approved)).status).toBe(200);
    expect((await post("/kill-switch/on", { reason: "something is wrong" }, analyst)).status).toBe(403);
    const [status, state] = await answered(await post("/kill-switch/on", { reason: "something is wrong" }));
    expect([status, state.on, state.by]).toEqual([200, true, rita.email]);
    expect(state.stopped).toBeGreaterThanOrEqual(1);
    expect(await world.detail(approved.id)).toMatchObject({
      state: "blocked_by_guard",
      guard: { name: "kill_switch" },
    });
    expect((await post("/kill-switch/on", { reason: "once more" })).status).toBe(409);
    const [refused, problem] = await answered(await approve(waiting));
    expect([refused, problem.detail]).toEqual([422, expect.stringContaining("kill switch")]);
    expect((await post("/kill-switch/off", { reason: "all is well" })).status).toBe(403);
    expect((await post("/kill-switch/off", { reason: "all is well" }, admin)).status).toBe(200);
    expect((await approve(waiting)).status).toBe(200);
    const pushed = await world.api.app.db.outbox.findMany({ where: { kind: "killSwitch" } });
    expect(pushed).toHaveLength(2);
    expect(await newest("kill-switch")).toMatchObject({ action: "killSwitch.off", actor: admin.email });
  });

  test("what is protected is proposed to nobody and approved by nobody", async () => {
    const entry = { stream: "demo", kind: "address", pattern: "198.51.100.0/24", reason: "our partner" };
    const [status, added] = await answered(await post("/protected-entities", entry, admin));
    expect(status).toBe(201);
    const { id } = await world.raise({ attacker: "198.51.100.7" });
    while (await askPlaybooks(world.pool, new Date()));
    const history = await world.api.ask("GET", `/api/v1/responses?stream=demo&tab=history&alert=${id}`, {
      cookie: tom.cookie,
    });
    expect((await history.json()).items).toMatchObject([{ state: "blocked_by_guard", guard: { name: "protected" } }]);
    const seen = await world.propose();
    const own = { stream: null, kind: "address", pattern: seen.target.name, reason: "found to be ours" };
    expect((await post("/protected-entities", own, admin)).status).toBe(201);
    expect((await approve(seen)).status).toBe(422);
    expect((await post("/protected-entities", { ...own, pattern: "300.1.1.1" }, admin)).status).toBe(400);
    const remove = (which: number) =>
      world.api.ask("DELETE", `/api/v1/protected-entities/${which}`, {
        cookie: admin.cookie,
        body: { reason: "no longer" },
      });
    expect((await remove(added.id)).status).toBe(200);
    expect((await remove(added.id)).status).toBe(404);
  });

  test("nobody pushes an entry off the protected list by making it longer", async () => {
    const seen = await world.propose();
    const own = { stream: "demo", kind: "address", pattern: seen.target.name, reason: "found to be ours" };
    const [status, { id }] = await answered(await post("/protected-entities", own, admin));
    expect(status).toBe(201);
    const { rowCount } = await world.pool.query(
      `INSERT INTO protected_entity (stream, kind, pattern, reason, added_by, added_at)
      SELECT 2, 'host', 'filler ' || n, 'to bury the others', 'admin', now() FROM generate_series(1, 5000) n`,
    );
    expect(rowCount).toBe(5000);
    expect((await approve(seen)).status).toBe(422);
    const [full, problem] = await answered(await post("/protected-entities", { ...own, pattern: "10.9.9.9" }, admin));
    expect([full, problem.detail]).toEqual([422, expect.stringContaining("5000 entries")]);
    await world.pool.query("DELETE FROM protected_entity WHERE id >= $1", [id]);
  });

  test("a verdict that it was harmless stops the approval", async () => {
    const seen = await world.propose();
    const patch = { status: "resolved", verdict: "false_positive", reason: "our own scanner" };
    const path = `/api/v1/alerts/${seen.alert?.id}`;
    expect((await world.api.ask("PATCH", path, { cookie: analyst.cookie, body: patch })).status).toBe(200);
    expect(await answered(await approve(seen))).toEqual([422, expect.objectContaining({ code: "unprocessable" })]);
  });
});

test("lists page without gaps, and refuse what they do not know", async () => {
  const ask = async (query: string) =>
    (await world.api.ask("GET", `/api/v1/responses?stream=demo&${query}`, { cookie: analyst.cookie })).json();
  const all: number[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page: { items: { id: number }[]; nextCursor: string | null } = await ask(
      `tab=history&limit=2&cursor=${cursor}`,
    );
    all.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  expect(all.length).toBeGreaterThan(4);
  expect(all).toEqual([...new Set(all)].sort((a, b) => b - a));
  expect(
    (await ask("tab=history&state=rejected,cancelled&limit=200")).items.every(({ state }: { state: string }) =>
      /rejected|cancelled/.test(state),
    ),
  ).toBe(true);
  expect((await ask("state=asleep")).code).toBe("invalid_request");
});

test("steps are added and never changed", async () => {
  const seen = await world.propose();
  await expect(
    world.pool.query("UPDATE response_step SET actor = 'x' WHERE response_id = $1", [seen.id]),
  ).rejects.toThrow("added and never changed");
});

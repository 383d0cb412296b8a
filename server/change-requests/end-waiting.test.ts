import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { seedGuard } from "../../testing/guard-row.ts";
import { createDecisionWorld, type DecisionWorld, looserPolicy } from "../../testing/second-person.ts";
import { inTransaction } from "../db/in-transaction.ts";
import { systemActor } from "../responses/take-step.ts";
import { endWaiting } from "./end-waiting.ts";
import { openRequest } from "./open-request.ts";

let world: DecisionWorld;
beforeAll(async () => {
  world = await createDecisionWorld();
});
afterAll(() => world.api.close());
beforeEach(() => world.reset());

const path = "/api/v1/change-requests";
describe("where too few could decide", () => {
  const alone = () =>
    world.api.app.pool.query(`UPDATE "user" SET disabled = true WHERE role = 'admin' AND second_factor`);

  test("it takes effect after a day, once, and not before; whoever may stops it", async () => {
    await alone();
    const request = await world.ask();
    expect(Date.parse(request.notBefore ?? "") - Date.parse(request.createdAt)).toBe(86_400_000);
    await world.age(request.id, "23 hours");
    expect(await endWaiting(world.api.app.pool)).toBe(1); // the time shown moved with the row
    expect(await world.newestVersion()).toBe(1);
    await world.age(request.id, "61 minutes");
    await Promise.all([endWaiting(world.api.app.pool), endWaiting(world.api.app.pool), endWaiting(world.api.app.pool)]);
    expect(await world.newestVersion()).toBe(2);
    expect(await world.detail(request.id, world.asker)).toMatchObject({ state: "approved", closedBy: "system" });
    await world.reset();
    await alone();
    const again = await world.ask();
    const responder = await world.api.person("responder");
    const cancel = { cookie: responder.cookie, body: { reason: "we know this address" } };
    expect((await world.api.ask("POST", `${path}/${again.id}/cancel`, cancel)).status).toBe(200);
    expect(await endWaiting(world.api.app.pool)).toBe(0);
    expect(await world.newestVersion()).toBe(1);
  });

  test("a person who turns up ends the wait, and is asked", async () => {
    await alone();
    const request = await world.ask();
    await world.api.app.pool.query(`UPDATE "user" SET disabled = false WHERE id = $1`, [world.second.id]);
    await world.age(request.id, "2 days");
    await endWaiting(world.api.app.pool);
    expect(await world.detail(request.id)).toMatchObject({ state: "open", notBefore: null });
    expect((await world.decide(request)).status).toBe(200);
  });

  test("whoever takes the others' rights away gains no time by it", async () => {
    const { id } = await world.personWhoDecides();
    const taken = { cookie: world.asker.cookie, body: { disabled: true } };
    expect((await world.api.ask("PATCH", `/api/v1/users/${id}`, taken)).status).toBe(200);
    await alone();
    const request = await world.ask();
    await world.age(request.id, "2 days");
    await endWaiting(world.api.app.pool);
    expect((await world.detail(request.id, world.asker)).state).toBe("open");
    expect(await world.newestVersion()).toBe(1);
  });

  test("it ends after 7 days that nobody decided", async () => {
    const request = await world.ask();
    await world.api.app.pool.query(
      "UPDATE change_request SET created_at = now() - interval '8 days', expires_at = now() WHERE id = $1",
      [request.id],
    );
    // Nor does anybody in the minute before the job comes.
    expect((await world.decide(request)).status).toBe(409);
    expect(await world.newestVersion()).toBe(1);
    expect(await endWaiting(world.api.app.pool)).toBe(1);
    expect(await world.detail(request.id)).toMatchObject({ state: "expired" });
    expect((await world.decide(request)).status).toBe(409);
  });
});

describe("what Tideline itself asks for", () => {
  test("takes two people whom nothing joins", async () => {
    const id = await inTransaction(world.api.app.pool, async (run) => {
      const opened = await openRequest(run, {
        stream: 1,
        kind: "policy.publish",
        title: "Publish",
        reason: "asked by the system",
        payload: { stream: "main", basedOn: 1, reason: "asked by the system", policy: looserPolicy },
        evidence: {},
        requester: { kind: "system", actor: systemActor },
      });
      return opened.id;
    });
    const request = await world.detail(id);
    expect([request.needs, request.requestedBy]).toEqual([2, null]);
    expect(await (await world.decide(request)).json()).toMatchObject({
      ...{ state: "open", approvals: 1, approvedBy: [world.second.email] },
    });
    expect((await world.decide(request)).status).toBe(422);
    const joined = await world.personWhoDecides();
    await world.api.app.pool.query(
      "INSERT INTO account_act (actor_id, subject_id, kind, could_decide) VALUES ($1, $2, 'role', false)",
      [world.second.id, joined.id],
    );
    expect((await world.decide(request, joined)).status).toBe(422);
    expect(await world.newestVersion()).toBe(1);
    expect(await (await world.decide(request, world.third)).json()).toMatchObject({ state: "approved" });
    expect(await world.newestVersion()).toBe(2);
  });
});

test.each([
  ["a wish that the guard has given up since changes nothing, and says so", 499, "cancelled", /its wish lapsed/],
  ["one that is younger than what is known of the guard is done", 500, "approved", /^notify goes to 6/],
] as const)("%s", async (_name, offset, state, outcome) => {
  await seedGuard(world.api.app.pool, { stream: "main", number: 3 });
  const id = await inTransaction(world.api.app.pool, async (run) => {
    const opened = await openRequest(run, {
      ...{ stream: 1, kind: "threshold.guard", title: "notify up", reason: "asked by the guard" },
      payload: { guard: 3, number: 9, from: 5, to: 5.4 },
      evidence: { offset },
      requester: { kind: "system", actor: systemActor },
    });
    return opened.id;
  });
  const request = await world.detail(id);
  await world.decide(request);
  await world.decide(request, world.third);
  expect(await world.detail(id)).toMatchObject({ state, outcome: expect.stringMatching(outcome) });
  const { rows } = await world.api.app.pool.query("DELETE FROM guard_input RETURNING kind");
  expect(rows).toEqual(state === "approved" ? [{ kind: "decision" }] : []);
  const { rows: events } = await world.api.app.pool.query(
    "SELECT 1 FROM own_event WHERE body->'resources'->0->>'name' = 'threshold:main'",
  );
  expect(events).toHaveLength(state === "approved" ? 1 : 0);
});

test("in the demonstration any one admin will do", async () => {
  const id = await inTransaction(world.api.app.pool, async (run) => {
    const opened = await openRequest(run, {
      stream: 2,
      kind: "policy.publish",
      title: "Publish",
      reason: "asked by the system",
      payload: { stream: "demo", basedOn: 1, reason: "asked by the system", policy: looserPolicy },
      evidence: {},
      requester: { kind: "system", actor: systemActor },
    });
    return opened.id;
  });
  const request = await world.detail(id, world.asker);
  expect(request).toMatchObject({ needs: 1, notBefore: null, may: { approve: { ok: true } } });
  expect(await (await world.decide(request, world.asker)).json()).toMatchObject({ state: "approved" });
});

test("lists page without gaps, by state; a stranger's key sees nothing", async () => {
  const [one, two, three] = [await world.ask(), await world.ask(), await world.ask()];
  await world.decide(two, world.second, "refuse");
  const list = async (query: string) =>
    (await world.api.ask("GET", `${path}?stream=main&${query}`, { cookie: world.second.cookie })).json();
  const first = await list("limit=2");
  expect(first.items.map(({ id }: { id: number }) => id)).toEqual([three.id, two.id]);
  expect((await list(`limit=2&cursor=${first.nextCursor}`)).items).toMatchObject([{ id: one.id }]);
  expect((await list("state=open")).items.map(({ id }: { id: number }) => id)).toEqual([three.id, one.id]);
  expect(await list("state=asleep")).toMatchObject({ code: "invalid_request" });
  const key = await world.api.key(["read"], "demo");
  expect((await world.api.ask("GET", `${path}/${one.id}`, { key })).status).toBe(404);
});

test("a protected entry is taken off the list by two people; what protects the demonstration goes at once", async () => {
  const add = async (stream: "main" | "demo" | null) => {
    const body = { stream, kind: "host", pattern: `host-${Math.random()}`, reason: "ours" };
    return (await world.api.ask("POST", "/api/v1/protected-entities", { cookie: world.asker.cookie, body })).json();
  };
  const remove = (id: number) =>
    world.api.ask("DELETE", `/api/v1/protected-entities/${id}`, {
      cookie: world.asker.cookie,
      body: { reason: "no longer ours" },
    });
  const isThere = async (id: number) => (await world.api.app.db.protectedEntity.count({ where: { id } })) === 1;
  for (const stream of ["main", null] as const) {
    const { id } = await add(stream);
    const answer = await remove(id);
    const { request } = await answer.json();
    expect([answer.status, request.kind, await isThere(id)]).toEqual([202, "protected.shorten", true]);
    expect((await world.decide(request)).status).toBe(200);
    expect(await isThere(id)).toBe(false);
  }
  const { id } = await add("demo");
  expect([(await remove(id)).status, await isThere(id)]).toEqual([200, false]);
});

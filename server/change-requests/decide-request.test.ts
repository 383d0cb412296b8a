import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { canonicalJson } from "../../lib/record/canonical-json.ts";
import { policySchema } from "../../lib/thresholds/policy.ts";
import { createDecisionWorld, type DecisionWorld, looserPolicy, startingPolicy } from "../../testing/second-person.ts";

let world: DecisionWorld;
beforeAll(async () => {
  world = await createDecisionWorld();
});
afterAll(() => world.api.close());
beforeEach(() => world.reset());

const path = "/api/v1/change-requests";
describe("a policy that loosens", () => {
  test("is asked for, and published as it was seen once another person approves", async () => {
    const answer = await world.publish();
    const { request } = await answer.json();
    expect([answer.status, request.state, request.requestedBy, request.notBefore]).toEqual([
      202,
      "open",
      world.asker.email,
      null,
    ]);
    expect(await world.newestVersion()).toBe(1);
    const shown = await world.detail(request.id);
    expect(shown).toMatchObject({
      evidence: { before: { version: 1 }, loosenings: [{ kind: "notify", where: "everything else" }] },
      payload: { policy: looserPolicy },
      may: { approve: { ok: true }, refuse: { ok: true }, cancel: { ok: true } },
    });
    expect(shown.deciders.map(({ email }: { email: string }) => email).sort()).toEqual(
      [world.second.email, world.third.email].sort(),
    );
    const approved = await world.decide(request);
    expect([approved.status, await approved.json()]).toMatchObject([
      200,
      { state: "approved", closedBy: world.second.email, outcome: "Published as version 2." },
    ]);
    const version = await world.api.app.db.policyVersion.findFirstOrThrow({ where: { stream: 1, version: 2 } });
    expect(version).toMatchObject({ author: world.asker.email, body: { ...looserPolicy, version: 2 } });
    const entries = await world.api.app.db.auditEntry.findMany({ orderBy: { id: "desc" }, take: 4 });
    expect(entries.map(({ action, actor }) => [action, actor]).reverse()).toEqual([
      ["changeRequest.open", world.asker.email],
      ["changeRequest.approve", world.second.email],
      ["policy.publish", world.second.email],
      ["changeRequest.apply", world.second.email],
    ]);
    const events = await world.api.app.db.ownEvent.findMany({ orderBy: { id: "asc" } });
    expect(events.map(({ body }) => body)).toMatchObject([
      { actor: { user: { name: world.asker.email } }, api: { operation: "loosening.ask" } },
      { actor: { user: { name: world.asker.email } }, api: { operation: "loosening.apply" } },
    ]);
    const told = await world.api.app.db.outbox.findMany({
      where: { kind: "changeRequest" },
      orderBy: { number: "asc" },
    });
    expect(told.slice(-2)).toMatchObject([
      { room: "policies", payload: { change: "opened", open: 1 } },
      { room: "policies", payload: { change: "closed", state: "approved", open: 0 } },
    ]);
  });

  test("refused, it changes nothing, and says who and why", async () => {
    const request = await world.ask();
    expect(await (await world.decide(request, world.second, "refuse")).json()).toMatchObject({
      state: "refused",
      closedBy: world.second.email,
      outcome: "seen and agreed",
    });
    expect(await world.newestVersion()).toBe(1);
    expect((await world.decide(request, world.third)).status).toBe(409);
  });

  test("is void once another version was published, and a tightening is published at once", async () => {
    const request = await world.ask();
    const policy = { ...startingPolicy, notify: { method: "fixed", margin: 5 } } as const;
    expect((await world.publish({ policy, person: world.third })).status).toBe(201);
    expect(await world.detail(request.id)).toMatchObject({
      state: "cancelled",
      outcome: "Version 2 was published meanwhile.",
      may: { approve: { ok: false } },
    });
    expect((await world.decide(request)).status).toBe(409);
  });

  test("brings an older version back exactly, also when that loosens", async () => {
    const policy = { ...startingPolicy, notify: { method: "fixed", margin: 5 }, approve: 8 } as const;
    expect((await world.publish({ policy })).status).toBe(201);
    const { cookie } = world.asker;
    const from = { cookie, body: { stream: "main", from: 1 } };
    const draft = await (await world.api.ask("POST", "/api/v1/policies/drafts", from)).json();
    const body = { stream: "main", basedOn: 2, reason: "as before", policy: draft.body, draft: draft.id };
    const answer = await world.api.ask("POST", "/api/v1/policies", { cookie, body });
    const { request } = await answer.json();
    expect([answer.status, request.state]).toEqual([202, "open"]);
    expect((await world.decide(request)).status).toBe(200);
    const versions = await world.api.app.db.policyVersion.findMany({ where: { stream: 1, version: { in: [1, 3] } } });
    const [first, restored] = versions.map((row) => policySchema.parse(row.body));
    expect({ ...restored, version: 1 }).toEqual(first);
    // As it is stored, to the last byte.
    const [firstBytes, restoredBytes] = versions.map(({ body: stored }) =>
      canonicalJson({ ...Object(stored), version: 0 }),
    );
    expect(restoredBytes).toBe(firstBytes);
    const closed = await world.api.app.db.policyDraft.findUniqueOrThrow({ where: { id: BigInt(draft.id) } });
    expect(closed).toMatchObject({ state: "published", publishedVersion: 3 });
  });

  test("takes effect at once in demo", async () => {
    const answer = await world.publish({ stream: "demo" });
    expect([answer.status, (await answer.json()).version]).toEqual([201, 2]);
  });

  test("the same is asked for once at a time", async () => {
    const body = { stream: "main", basedOn: 1, reason: "less noise", policy: looserPolicy };
    const statuses = await Promise.all(
      Array.from({ length: 4 }, async () => {
        return (await world.api.ask("POST", "/api/v1/policies", { cookie: world.asker.cookie, body })).status;
      }),
    );
    expect(statuses.sort()).toEqual([202, 409, 409, 409]);
  });

  test("stays as it was seen, whatever writes to the tables", async () => {
    const request = await world.ask();
    const { pool } = world.api.app;
    const loosen = `UPDATE change_request SET payload = '{"policy": null}' WHERE id = $1`;
    await expect(pool.query(loosen, [request.id])).rejects.toThrow("stays as it was seen");
    expect((await world.decide({ ...request, digest: "0".repeat(64) })).status).toBe(409);
    expect((await world.decide(request)).status).toBe(200);
    await expect(pool.query("UPDATE change_request SET state = 'open' WHERE id = $1", [request.id])).rejects.toThrow(
      "was decided",
    );
    await expect(pool.query("UPDATE change_request_decision SET decision = 'refuse'")).rejects.toThrow("never changed");
  });
});

test("of many decisions at once one is the outcome", async () => {
  for (let round = 0; round < 3; round += 1) {
    await world.reset();
    const request = await world.ask();
    const answers = await Promise.all(
      Array.from({ length: 24 }, (_, index) => {
        const person = [world.second, world.third][index % 2] ?? world.second;
        if (index % 3 === 0) return world.decide(request, person);
        if (index % 3 === 1) return world.decide(request, person, "refuse");
        return world.api.ask("POST", `${path}/${request.id}/cancel`, {
          cookie: world.third.cookie,
          body: { reason: "not now" },
        });
      }),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(23);
    const { state } = await world.detail(request.id);
    const done = await world.api.app.db.auditEntry.count({
      where: {
        resource: `changeRequest:${request.id}`,
        action: { in: ["changeRequest.apply", "changeRequest.refuse", "changeRequest.cancel"] },
      },
    });
    expect([["approved", "refused", "cancelled"].includes(state), done]).toEqual([true, 1]);
  }
});

describe("who decides", () => {
  test.each([
    ["whoever asked", () => world.asker, "own request"],
    ["somebody without a second factor", () => world.api.person("admin"), "second factor"],
  ] as const)("not %s", async (_name, who, reason) => {
    await world.api.app.db.user.update({ where: { id: world.asker.id }, data: { secondFactor: true } });
    const request = await world.ask();
    const person = await who();
    const answer = await world.decide(request, person);
    expect([answer.status, (await answer.json()).detail]).toEqual([422, expect.stringContaining(reason)]);
    expect((await world.detail(request.id, person)).may.approve).toEqual({
      ok: false,
      reason: expect.stringContaining(reason),
    });
    await world.api.app.db.user.update({ where: { id: world.asker.id }, data: { secondFactor: false } });
  });

  test.each([
    ["a password reset", "POST", (id: string) => `/api/v1/users/${id}/password`, undefined],
    ["a factor reset", "DELETE", (id: string) => `/api/v1/users/${id}/second-factor`, undefined],
    ["a role given", "PATCH", (id: string) => `/api/v1/users/${id}`, { role: "admin" }],
    ["being let in again", "PATCH", (id: string) => `/api/v1/users/${id}`, { disabled: false }],
  ] as const)("after %s by whoever asked, nobody for 7 days", async (name, method, pathOf, body) => {
    const person = await world.personWhoDecides();
    if (name === "a role given")
      await world.api.app.db.user.update({ where: { id: person.id }, data: { role: "viewer" } });
    if (name === "being let in again") {
      await world.api.app.db.user.update({ where: { id: person.id }, data: { disabled: true } });
    }
    const act = await world.api.ask(method, pathOf(person.id), {
      cookie: world.asker.cookie,
      ...(body ? { body } : {}),
    });
    expect(act.ok).toBe(true);
    // As if the person had signed in and set up a factor again.
    await world.api.app.db.user.update({
      where: { id: person.id },
      data: { secondFactor: true, mustChangePassword: false, role: "admin", disabled: false },
    });
    const request = await world.ask();
    const emails = async () => (await world.detail(request.id)).deciders.map(({ email }: { email: string }) => email);
    expect(await emails()).not.toContain(person.email);
    await world.api.app.pool.query("DELETE FROM account_act");
    expect(await emails()).toContain(person.email);
  });

  test("nor anybody whom acts join to whoever asked, in whatever order", async () => {
    const link = "INSERT INTO account_act (actor_id, subject_id, kind, could_decide) VALUES ($1, $2, 'created', false)";
    await world.api.app.pool.query(link, [world.second.id, world.third.id]);
    await world.api.app.pool.query(link, [world.second.id, world.asker.id]);
    const request = await world.ask();
    expect((await world.decide(request, world.third)).status).toBe(422);
    expect((await world.decide(request, world.second)).status).toBe(422);
    // Others than these could have decided: nobody waits for them any more.
    expect((await world.detail(request.id)).deciders.map(({ email }: { email: string }) => email)).not.toContain(
      world.second.email,
    );
  });
});

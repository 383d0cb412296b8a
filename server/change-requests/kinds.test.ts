import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createDecisionWorld, type DecisionWorld } from "../../testing/second-person.ts";
import {
  createLoosenableWorld,
  type LoosenableWorld,
  type WayToLoosen,
  waysToLoosen,
} from "../../testing/ways-to-loosen.ts";
import { endWaiting } from "./end-waiting.ts";

let world: DecisionWorld;
let loosenable: LoosenableWorld;
beforeAll(async () => {
  world = await createDecisionWorld();
  loosenable = await createLoosenableWorld(world.api);
}, 60_000);
afterAll(() => world.api.close());
beforeEach(async () => {
  await world.reset();
  await loosenable.reset();
});

async function asked(way: WayToLoosen) {
  const answer = await loosenable.loosen(way, world.asker.cookie);
  const { request } = await answer.json();
  expect([way, answer.status, request.state]).toEqual([way, 202, "open"]);
  return request;
}
const send = (method: "POST" | "PATCH", where: string, body: object, { cookie } = world.third) =>
  world.api.ask(method, `/api/v1${where}`, { cookie, body });

describe.each(waysToLoosen)("letting more through on main: %s", (way) => {
  test("is asked for, changes nothing before, and is done as it was seen once another person approves", async () => {
    const request = await asked(way);
    expect(await loosenable.loosened()).toEqual([]);
    expect((await loosenable.loosen(way, world.asker.cookie)).status).toBe(409);
    expect((await world.decide(request, world.asker)).status).toBe(422);
    const approved = await world.decide(request);
    expect([approved.status, await approved.json()]).toMatchObject([200, { state: "approved" }]);
    expect(await loosenable.loosened()).toHaveLength(1);
    const entries = await world.api.app.db.auditEntry.findMany({ orderBy: { id: "desc" }, take: 4 });
    expect(entries.map(({ action, actor }) => [action, actor]).reverse()).toEqual([
      ["changeRequest.open", world.asker.email],
      ["changeRequest.approve", world.second.email],
      [expect.stringMatching(/^(model|playbook|protected)\./), world.second.email],
      ["changeRequest.apply", world.second.email],
    ]);
    expect(entries[1]?.after).toMatchObject({ request: request.id });
    const events = await world.api.app.db.ownEvent.findMany({ orderBy: { id: "desc" }, take: 2 });
    expect(events.map(({ body }) => body).reverse()).toMatchObject([
      { actor: { user: { name: world.asker.email } }, api: { operation: "loosening.ask" } },
      { actor: { user: { name: world.asker.email } }, api: { operation: "loosening.apply" } },
    ]);
    // What an alert is titled says to people what it is about: the number of a request alone says nothing.
    const titles = events.map(({ body }) =>
      String(Reflect.get(Object(Reflect.get(Object(body), "finding_info")), "title")),
    );
    expect(titles.at(-1)).toBe(`Lets more through: asked for, ${request.title}`);
    expect(titles.filter((title) => /: (playbook|changeRequest):\d+$/.test(title))).toEqual([]);
  });

  test("of approvals, refusals, cancellations and the end of its time at once one is the outcome", async () => {
    const request = await asked(way);
    const over =
      "UPDATE change_request SET created_at = now() - interval '8 days', expires_at = now() + interval '40 ms' WHERE id = $1";
    await world.api.app.pool.query(over, [request.id]);
    const statuses = await Promise.all(
      Array.from({ length: 9 }, async (_, index) => {
        const person = index % 2 === 0 ? world.second : world.third;
        if (index === 4) return endWaiting(world.api.app.pool);
        if (index % 3 === 0) return (await world.decide(request, person)).status;
        if (index % 3 === 1) return (await world.decide(request, person, "refuse")).status;
        return (await send("POST", `/change-requests/${request.id}/cancel`, { reason: "not now" })).status;
      }),
    );
    // Of the end of the wait: how many it has ended.
    expect(statuses.filter((status) => status === 200 || status === 1)).toHaveLength(1);
    const { state } = await world.detail(request.id);
    expect((await loosenable.loosened()).length).toBe(state === "approved" ? 1 : 0);
    const done = await world.api.app.db.auditEntry.count({
      where: {
        resource: `changeRequest:${request.id}`,
        action: { notIn: ["changeRequest.open", "changeRequest.approve"] },
      },
    });
    expect(done).toBe(1);
  });
});

test("a playbook is asked for on top of the version that was seen, also in a race with another change", async () => {
  for (let round = 0; round < 4; round += 1) {
    await loosenable.reset();
    const request = await asked("automate");
    const { id, version, body } = await loosenable.playbook();
    const shorter = { basedOn: version, body: { ...body, leaseSeconds: 600 }, reason: "shorter" };
    const change = () => send("PATCH", `/playbooks/${id}`, shorter);
    const approve = () => world.decide(request);
    const [first, then] = round % 2 === 0 ? [change, approve] : [approve, change];
    const statuses = (await Promise.all([first(), then()])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 409]);
    const { state, outcome } = await world.detail(request.id);
    expect([state, outcome]).toEqual(
      (await loosenable.loosened()).length === 1
        ? ["approved", `${Object(body).name} holds as version 2.`]
        : ["cancelled", "Version 2 of the playbook holds by now."],
    );
  }
});

test("of two models that were asked for beside the same champion one comes, and the other is void", async () => {
  const [promotion, rollBack] = [await asked("promote"), await asked("rollBack")];
  const statuses = (await Promise.all([world.decide(promotion), world.decide(rollBack, world.third)])).map(
    ({ status }) => status,
  );
  expect(statuses.sort()).toEqual([200, 409]);
  const states = [await world.detail(promotion.id), await world.detail(rollBack.id)];
  expect(states.map(({ state }) => state).sort()).toEqual(["approved", "cancelled"]);
  const { outcome } = states.find(({ state }) => state === "cancelled") ?? {};
  expect(outcome).toBe("main is scored by model 2 (mute one) meanwhile.");
});

test("a model of other bytes than those that were tried is not let in", async () => {
  const request = await asked("promote");
  const { mute } = loosenable.models;
  const { rows } = await world.api.app.pool.query("SELECT digest FROM trained_model WHERE id = $1", [mute]);
  await world.api.app.pool.query("UPDATE trained_model SET digest = 'other' WHERE id = $1", [mute]);
  await world.decide(request);
  await world.api.app.pool.query("UPDATE trained_model SET digest = $2 WHERE id = $1", [mute, rows[0].digest]);
  expect(await world.detail(request.id)).toMatchObject({
    state: "cancelled",
    outcome: "It would lead to another model by now.",
  });
  expect(await loosenable.loosened()).toEqual([]);
});

test("what tightens a playbook is one person's", async () => {
  const { id, version, body } = await loosenable.playbook();
  const tighter = { ...body, leaseSeconds: 600 };
  const answer = await send("PATCH", `/playbooks/${id}`, { basedOn: version, body: tighter, reason: "shorter" });
  expect([answer.status, (await answer.json()).version]).toEqual([200, version + 1]);
});

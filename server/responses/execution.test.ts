import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createResponseWorld, type ResponseWorld } from "../../testing/response-world.ts";
import { eventually } from "../../testing/scoring-world.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../../testing/webhook-receiver.ts";
import { startWork } from "./work/start-work.ts";

let world: ResponseWorld;
let receiver: WebhookReceiver;
beforeAll(async () => {
  [world, receiver] = await Promise.all([createResponseWorld(), startWebhookReceiver()]);
}, 60_000);
afterEach(async () => {
  await world.stopWorkers();
  receiver.misbehave = null;
  receiver.answerAfterMs = 0;
});
afterAll(() => Promise.all([world.close(), receiver.close()]));

const executions = async (id: number) => receiver.executions.get(await world.actionOf(id)) ?? 0;

describe("a life without trouble", () => {
  test("approved, called once with a signature, held, undone at the end of its lease, read back", async () => {
    await world.useWebhook(receiver);
    world.startWorkers(2);
    const seen = await world.propose();
    expect((await world.approve(seen)).status).toBe(200);
    const active = await world.untilState(seen.id, "active");
    expect(Date.parse(active.leaseUntil ?? "") - Date.parse(active.activeSince ?? "")).toBe(3_600_000);
    const actionId = await world.actionOf(seen.id);
    expect(receiver.held.has(actionId)).toBe(true);
    const [call] = receiver.calls.filter(({ data }) => data?.actionId === actionId);
    expect(call).toMatchObject({
      type: "response.execute",
      data: { action: "block_address", target: { kind: "address", name: seen.target.name }, stream: "demo" },
    });
    const extended = await world.post(`/responses/${seen.id}/extend`, { leaseSeconds: 7200, reason: "not over yet" });
    expect(Date.parse((await extended.json()).leaseUntil)).toBeGreaterThan(Date.parse(active.leaseUntil ?? ""));
    world.aheadMs += 7_201_000;
    const verified = await world.untilState(seen.id, "verified");
    expect(receiver.held.has(actionId)).toBe(false);
    expect(verified.steps.map(({ event }) => event)).toEqual([
      "request",
      "approve",
      "start",
      "succeed",
      "extend",
      "end_lease",
      "undone",
      "read_back",
    ]);
    expect(verified.attempts.map(({ kind, outcome }) => [kind, outcome])).toEqual([
      ["execute", "done"],
      ["undo", "done"],
    ]);
    expect(await executions(seen.id)).toBe(1);
    expect(receiver.badSignatures).toBe(0);
  });

  test("undone at once by a person, and undecided means no", async () => {
    await world.useWebhook(receiver);
    world.startWorkers(1);
    const [first, second] = [await world.propose(), await world.propose()];
    await world.approve(first);
    await world.untilState(first.id, "active");
    expect((await world.post(`/responses/${first.id}/undo`, { reason: "it was us" })).status).toBe(200);
    const undone = await world.untilState(first.id, "verified");
    expect(undone.steps.find(({ event }) => event === "undo")).toMatchObject({
      actor: world.responder.email,
      reason: "it was us",
    });
    world.aheadMs += 1_801_000;
    expect(await world.untilState(second.id, "expired_undecided")).toMatchObject({ decision: { kind: "expired" } });
    expect(await executions(second.id)).toBe(0);
    expect((await world.approve(second)).status).toBe(409);
  });

  test("an automatic playbook acts alone in the auto band, a dry run does nothing", async () => {
    const dry = await world.api.app.db.executor.findFirstOrThrow({ where: { stream: 2, kind: "dry_run" } });
    await world.pool.query(
      `UPDATE playbook SET body = body || jsonb_build_object('automatic', true, 'executorId', $1::int)
      WHERE stream = 2 AND body->>'action' = 'block_address'`,
      [dry.id],
    );
    world.startWorkers(1);
    const alert = await world.raise({ band: 3 });
    const id = await eventually(async () => {
      const found = await world.api.app.db.response.findFirst({ where: { alertId: BigInt(alert.id) } });
      return found === null ? null : Number(found.id);
    });
    expect(await world.untilState(id, "dry_run")).toMatchObject({ automatic: true, decision: { by: "system" } });
    await world.pool.query(`UPDATE playbook SET body = body || '{"automatic": false}' WHERE stream = 2`);
  });
});

describe("the door", () => {
  test("what was approved and is not what would be done now is not done", async () => {
    const executorId = await world.useWebhook(receiver);
    const changes: readonly (readonly [string, string])[] = [
      ["evidence", "UPDATE response SET target_name = '192.0.2.77' WHERE id = $1"],
      [
        "evidence",
        "UPDATE playbook SET version = version + 1 WHERE id = (SELECT playbook_id FROM response WHERE id = $1)",
      ],
      ["evidence", `UPDATE executor SET version = version + 1 WHERE id = ${executorId} AND $1::bigint > 0`],
      ["evidence", "UPDATE response SET approved_hash = NULL WHERE id = $1"],
      [
        "protected",
        "INSERT INTO protected_entity (kind, pattern, reason, added_by) SELECT 'address', target_name, 'ours', 'a' FROM response WHERE id = $1",
      ],
      ["budget", "UPDATE response SET max_active = 1 WHERE id = $1"],
      ["executor", `UPDATE executor SET enabled = false WHERE id = ${executorId} AND $1::bigint > 0`],
    ];
    for (const [guard, sql] of changes) {
      const seen = await world.propose();
      expect((await world.approve(seen)).status).toBe(200);
      await world.pool.query(sql, [seen.id]);
      if (guard === "budget") {
        const other = await world.propose();
        await world.pool.query("UPDATE response SET state = 'active' WHERE id = $1", [other.id]);
      }
      for (let work = await startWork(world.workPlace(1)); work !== null; work = await startWork(world.workPlace(1)));
      expect([sql, await world.detail(seen.id)]).toEqual([
        sql,
        expect.objectContaining({ state: "blocked_by_guard", guard: expect.objectContaining({ name: guard }) }),
      ]);
      expect(await executions(seen.id)).toBe(0);
      await world.pool.query("UPDATE response SET state = 'cancelled' WHERE state = 'active'");
    }
  });

  test("after the kill switch nothing starts, and all that holds is rolled back where that is asked", async () => {
    await world.useWebhook(receiver);
    const [holds, late] = [await world.propose(), await world.propose()];
    world.startWorkers(2);
    await world.approve(holds);
    await world.untilState(holds.id, "active");
    await world.stopWorkers();
    await world.approve(late);
    const state = await (await world.post("/kill-switch/on", { reason: "everything back", rollBack: true })).json();
    expect(state).toMatchObject({ on: true, stopped: 1 });
    expect(state.rollingBack).toBeGreaterThanOrEqual(1);
    world.startWorkers(2);
    await world.untilState(holds.id, "verified");
    expect(await executions(late.id)).toBe(0);
    await world.post("/kill-switch/off", { reason: "all is well" }, world.admin);
  });

  test("what was under way when everything was rolled back is undone once it holds", async () => {
    await world.useWebhook(receiver);
    receiver.answerAfterMs = 300;
    const seen = await world.propose();
    await world.approve(seen);
    world.startWorkers(1);
    await eventually(async () => ((await executions(seen.id)) > 0 ? true : null));
    const { rollingBack } = await (
      await world.post("/kill-switch/on", { reason: "everything back", rollBack: true })
    ).json();
    expect([rollingBack, (await world.detail(seen.id)).state]).toEqual([0, "executing"]);
    const verified = await world.untilState(seen.id, "verified");
    expect(verified.steps.map(({ event }) => event).slice(2)).toEqual([
      "start",
      "succeed",
      "undo",
      "undone",
      "read_back",
    ]);
    expect(receiver.held.has(await world.actionOf(seen.id))).toBe(false);
    await world.post("/kill-switch/off", { reason: "all is well" }, world.admin);
    // Turned on without that, what is under way stays.
    const stays = await world.propose();
    await world.approve(stays);
    await eventually(async () => ((await executions(stays.id)) > 0 ? true : null));
    await world.post("/kill-switch/on", { reason: "no more for now" });
    await world.untilState(stays.id, "active");
    await world.post("/kill-switch/off", { reason: "all is well" }, world.admin);
  });
});

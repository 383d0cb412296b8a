import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createResponseWorld, type ResponseWorld } from "../../testing/response-world.ts";
import { eventually } from "../../testing/scoring-world.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../../testing/webhook-receiver.ts";
import { doWork } from "./work/do-work.ts";
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

describe("what goes wrong", () => {
  test("a refusal fails it; an answer that says nothing is settled by asking", async () => {
    await world.useWebhook(receiver);
    world.startWorkers(1);
    receiver.misbehave = ({ type }) => (type === "response.execute" ? 403 : null);
    const refused = await world.propose();
    await world.approve(refused);
    expect(await world.untilState(refused.id, "failed")).toMatchObject({ problem: "Answered 403" });
    // Redirects are not followed: where they lead was checked by nobody.
    receiver.misbehave = ({ type }) => (type === "response.execute" ? 307 : null);
    const redirected = await world.propose();
    await world.approve(redirected);
    expect(await world.untilState(redirected.id, "failed")).toMatchObject({ problem: "Answered 307" });
    receiver.misbehave = ({ type }) => (type === "response.execute" ? 500 : null);
    const unclear = await world.propose();
    const actionId = await world.actionOf(unclear.id);
    receiver.misbehave = (call) => {
      if (call.type !== "response.execute") return null;
      receiver.held.add(actionId);
      return 500;
    };
    await world.approve(unclear);
    const found = await world.untilState(unclear.id, "active");
    expect(found.steps.map(({ event }) => event)).toEqual(["request", "approve", "start", "lose", "find_done"]);
  });

  test("an undo that fails is tried again, shown, and can be asked for anew or settled by hand", async () => {
    await world.useWebhook(receiver);
    const seen = await world.propose();
    world.startWorkers(1);
    await world.approve(seen);
    await world.untilState(seen.id, "active");
    receiver.misbehave = ({ type }) => (type === "response.undo" ? 500 : null);
    await world.post(`/responses/${seen.id}/undo`, { reason: "enough" });
    for (let tries = 0; tries < 5; tries += 1) {
      await eventually(async () =>
        (await world.detail(seen.id)).steps.filter(({ event }) => event === "undo_fails").length > tries ? true : null,
      );
      world.aheadMs += 20_000;
    }
    const failed = await world.untilState(seen.id, "rollback_failed");
    expect(failed).toMatchObject({
      tab: "active",
      problem: "Answered 500",
      may: { undo: { ok: false }, settle: { ok: false } },
      leaseUntil: expect.any(String),
    });
    receiver.misbehave = null;
    expect((await world.post(`/responses/${seen.id}/undo`, { reason: "try once more" })).status).toBe(200);
    await world.untilState(seen.id, "verified");
  });

  test("a worker that is killed in the middle of a call: the other asks, and nothing is done twice", async () => {
    await world.useWebhook(receiver);
    receiver.answerAfterMs = 60_000;
    const worker = spawnWorker();
    const seen = await world.propose();
    await world.approve(seen);
    await eventually(async () => ((await executions(seen.id)) === 1 ? true : null));
    worker.kill("SIGKILL");
    await once(worker, "exit");
    receiver.answerAfterMs = 0;
    world.startWorkers(2);
    const found = await world.untilState(seen.id, "active");
    expect(found.steps.map(({ event }) => event)).toEqual(["request", "approve", "start", "lose", "find_done"]);
    expect(await executions(seen.id)).toBe(1);
  });

  test("killed before the call went out: not done only once none can be under way, then a person knows", async () => {
    await world.useWebhook(receiver);
    const seen = await world.propose();
    await world.approve(seen);
    // The attempt is committed under a worker number that nobody lives by: it died right then.
    const work = await startWork(world.workPlace(123_456));
    expect(work).toMatchObject({ kind: "execute", number: 1 });
    world.startWorkers(2);
    await eventually(async () =>
      (await world.detail(seen.id)).steps.some(({ event }) => event === "find_nothing_out") ? true : null,
    );
    world.aheadMs += 12_000;
    expect(await world.untilState(seen.id, "failed")).toMatchObject({ attempts: [{ outcome: "refused" }] });
    expect(await executions(seen.id)).toBe(0);
  });

  test("an executor that takes two calls for one is simply called again", async () => {
    await world.useWebhook(receiver, true);
    const seen = await world.propose();
    await world.approve(seen);
    await startWork(world.workPlace(123_457));
    world.aheadMs += 12_000;
    world.startWorkers(2);
    const active = await world.untilState(seen.id, "active");
    expect(active.steps.map(({ event }) => event)).toEqual([
      "request",
      "approve",
      "start",
      "lose",
      "start_again",
      "start",
      "succeed",
    ]);
    expect(active.attempts).toHaveLength(2);
  });

  test("where nobody can say, a person settles it, once", async () => {
    await world.useWebhook(receiver);
    receiver.misbehave = () => 500;
    const seen = await world.propose();
    world.startWorkers(1);
    await world.approve(seen);
    for (let tries = 0; tries < 5; tries += 1) {
      await eventually(async () =>
        (await world.detail(seen.id)).steps.filter(({ event }) => event === "find_nothing_out").length > tries
          ? true
          : null,
      );
      world.aheadMs += 20_000;
    }
    const counts = await (
      await world.api.ask("GET", "/api/v1/responses/counts?stream=demo", { cookie: world.responder.cookie })
    ).json();
    expect(counts.counts.needsPerson).toBeGreaterThanOrEqual(1);
    const settle = { outcome: "not_done", reason: "the firewall's log has no entry" };
    const answers = await Promise.all([1, 2, 3].map(() => world.post(`/responses/${seen.id}/settle`, settle)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect((await world.detail(seen.id)).state).toBe("failed");
  });

  test("the same attempt cannot be made twice, whatever the code does", async () => {
    await world.useWebhook(receiver);
    const seen = await world.propose();
    await world.approve(seen);
    const work = await startWork(world.workPlace(9));
    if (work === null || work.kind === "stepped") throw new Error("It was not started.");
    const again = world.pool.query(
      "INSERT INTO execution_attempt (response_id, kind, number, idempotent, worker) VALUES ($1, 'execute', 2, false, 9)",
      [seen.id],
    );
    await expect(again).rejects.toThrow("execution_attempt_once");
    expect(await doWork(world.workPlace(9), work)).toMatchObject({ record: { state: "active" } });
    // Its claim was taken meanwhile: what comes late changes nothing.
    expect(await doWork(world.workPlace(9), work)).toBeNull();
  });
});

const workerFile = join(import.meta.dirname, "../../testing/response-worker.ts");
function spawnWorker(): ChildProcess {
  const { databaseUrl } = world.api;
  const args = [workerFile, databaseUrl, world.settings.authSecret, String(world.aheadMs)];
  // The channel ends with this test, whatever ends it, and the worker with the channel.
  return spawn(process.execPath, ["--import", "tsx", ...args], { stdio: ["ignore", "ignore", "ignore", "ipc"] });
}

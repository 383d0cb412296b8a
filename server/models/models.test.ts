import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createTestApi, type TestApi, type TestPerson } from "../../testing/api.ts";
import { insertModel } from "../../testing/model-row.ts";
import { preparePartitions, seedAlerts, seedEvents } from "../../testing/seed.ts";

let api: TestApi;
let admin: TestPerson;
let other: TestPerson;
beforeAll(async () => {
  api = await createTestApi();
  await preparePartitions(api.app.db);
  // After a stream's first two blocks, in which nothing is usual yet.
  await seedEvents(api.app.db, [{ id: 9000 }]);
  [admin, other] = [await api.person("admin"), await api.person("admin")];
}, 60_000);
afterAll(() => api.close());
beforeEach(async () => {
  await api.app.pool.query("DELETE FROM trained_model; DELETE FROM model_activation; DELETE FROM alert");
});

const path = "/api/v1/models";
const reason = "because of the test";
const ask = async (method: "GET" | "POST", where: string, body?: unknown, { cookie } = admin) => {
  const response = await api.ask(method, `${path}${where}`, { cookie, ...(body === undefined ? {} : { body }) });
  return { status: response.status, answer: await response.json() };
};
const get = (where: string) => ask("GET", where);
const post = (where: string, body: unknown, person = admin) => ask("POST", where, body, person);
/** Models of tests are made by chance, which their trial says, and have to be confirmed by name. */
const promote = async (id: number, seenChampion: number | null, person = admin) => {
  const { rows } = await api.app.pool.query("SELECT name FROM trained_model WHERE id = $1", [id]);
  return post(`/${id}/promote`, { reason, seenChampion, confirmation: rows[0].name }, person);
};
const rollBack = (seenChampion: number) => post("/roll-back", { stream: "demo", reason, seenChampion });
/** Of the demonstration, where what a trial finds wanting takes effect all the same. */
const insert = (given: Parameters<typeof insertModel>[1] = {}) =>
  insertModel(api.app.pool, { stream: "demo", ...given });

/** The last entry of the record about an action, and the messages about models, from the newest of both on. */
async function lastEntry(action: string) {
  return api.app.db.auditEntry.findFirst({ where: { action }, orderBy: { id: "desc" } });
}
async function lastPush(): Promise<unknown> {
  const { rows } = await api.app.pool.query(
    "SELECT room, payload FROM outbox WHERE kind = 'model' ORDER BY number DESC LIMIT 1",
  );
  return rows[0];
}
async function activations(): Promise<unknown[]> {
  const { rows } = await api.app.pool.query(
    "SELECT version, model_id::float8 AS model, author FROM model_activation WHERE stream = 2 ORDER BY version",
  );
  return rows.map(({ version, model, author }) => [version, model, author]);
}

/** Lets every alert but those named have an event that is kept. */
async function keepEvents(but: readonly string[] = []): Promise<void> {
  await api.app.pool.query(
    `INSERT INTO alert_event (alert_id, event_id, received, time, margin, score, summary)
    SELECT a.id, e.id, e.received, e.time, e.margin, e.score, e.summary FROM alert a, event e
    WHERE e.id = 9000 AND a.finding_key <> ALL($1)`,
    [but],
  );
}

describe("a training", () => {
  const generated = { stream: "demo", origin: "generated", reason };

  test("begins with every option stated, is on record and is told to the browsers", async () => {
    const { status, answer } = await post("", { ...generated, options: { rounds: 40 } });
    expect([status, answer]).toMatchObject([
      202,
      { number: 1, name: "Model 1", state: "training", progress: { share: 0 }, cancelling: false, author: admin.email },
    ]);
    const { answer: detail } = await get(`/${answer.id}`);
    expect(detail.options).toMatchObject({ rounds: 40, mostDepth: 6, imbalance: "classWeights", seed: 1 });
    expect(await lastEntry("model.train")).toMatchObject({
      actor: admin.email,
      resource: `model:${answer.id}`,
      after: { reason, options: { rounds: 40 } },
    });
    expect(await lastPush()).toMatchObject({
      room: "models",
      payload: { stream: "demo", id: answer.id, state: "training", progress: { share: 0 } },
    });
  });

  test("begins once, whoever asks at the same time", async () => {
    const both = await Promise.all([post("", generated), post("", generated, other)]);
    expect(both.map(({ status }) => status).sort()).toEqual([202, 409]);
    const refused = both.find(({ status }) => status === 409)?.answer;
    expect(refused.detail).toContain("Model 1 (Model 1) is being trained.");
    expect(refused.current).toMatchObject({ number: 1, state: "training" });
  });

  test("of generated history is for demo alone", async () => {
    const { status, answer } = await post("", { ...generated, stream: "main" });
    expect([status, answer.errors[0].path]).toEqual([422, "body.origin"]);
    expect((await get("")).answer.items).toEqual([]);
  });

  test("of verdicts needs enough of them, and says how many are missing", async () => {
    await seedAlerts(api.app.db, [{ key: "one" }, { key: "two" }, { key: "three" }]);
    await api.app.pool.query(
      "UPDATE alert SET status = 'resolved', verdict = 'true_positive' WHERE id = (SELECT min(id) FROM alert)",
    );
    await api.app.pool.query(
      "UPDATE alert SET status = 'resolved', verdict = 'benign' WHERE id = (SELECT max(id) FROM alert)",
    );
    await keepEvents();
    const { status, answer } = await post("", { stream: "main", origin: "verdicts", reason });
    const { answer: readiness } = await get("/readiness");
    expect(readiness).toMatchObject({ verdicts: { truePositive: 1, benign: 1, forgotten: 0 } });
    expect([status, answer.detail]).toEqual([422, readiness.missing]);
    expect(readiness.missing).toMatch(/198 more, among them 29 .* 29 /);
  });

  test("begins where verdicts are enough", async () => {
    await seedAlerts(
      api.app.db,
      Array.from({ length: 200 }, (_, n) => ({ key: `alert ${n}` })),
    );
    await api.app.pool.query(
      "UPDATE alert SET status = 'resolved', verdict = CASE WHEN id % 5 = 0 THEN 'true_positive' ELSE 'false_positive' END",
    );
    await keepEvents(["alert 7"]);
    expect((await get("/readiness")).answer).toMatchObject({
      verdicts: { forgotten: 1 },
      missing: "Too few verdicts to learn from: it needs 1 more.",
    });
    await keepEvents(Array.from({ length: 200 }, (_, n) => `alert ${n}`).filter((key) => key !== "alert 7"));
    expect((await get("/readiness")).answer.missing).toBeNull();
    expect((await post("", { stream: "main", origin: "verdicts", reason })).status).toBe(202);
  });
});

describe("cancelling", () => {
  test("ends at once what no trainer has taken up", async () => {
    const id = await insert({ state: "training" });
    const { status, answer } = await post(`/${id}/cancel`, { reason });
    expect([status, answer]).toMatchObject([200, { state: "cancelled", progress: null, cancelling: false }]);
    expect(await lastEntry("model.cancel")).toMatchObject({ before: { state: "training" }, after: { reason } });
    expect((await post(`/${id}/cancel`, { reason })).answer).toMatchObject({
      code: "conflict",
      current: { state: "cancelled" },
    });
  });

  test("leaves the end to the trainer, and is asked for once", async () => {
    const id = await insert({ state: "training", started: true });
    expect((await post(`/${id}/cancel`, { reason })).answer).toMatchObject({ state: "training", cancelling: true });
    expect((await post(`/${id}/cancel`, { reason }, other)).status).toBe(409);
  });

  test("and the end of the training exclude each other", async () => {
    const finish = `UPDATE trained_model SET state = 'candidate', artefact = 'x', digest = 'd', finished_at = now()
      WHERE id = $1 AND state = 'training' AND cancelled_at IS NULL`;
    for (let round = 0; round < 12; round += 1) {
      const id = await insert({ state: "training", started: true });
      const cancel = () => post(`/${id}/cancel`, { reason });
      const end = () => api.app.pool.query(finish, [id]);
      const [cancelled, ended] =
        round % 2 === 0 ? await Promise.all([cancel(), end()]) : (await Promise.all([end(), cancel()])).reverse();
      const outcome = [Reflect.get(Object(cancelled), "status"), Reflect.get(Object(ended), "rowCount")];
      expect([
        [200, 0],
        [409, 1],
      ]).toContainEqual(outcome);
      const { rows } = await api.app.pool.query("DELETE FROM trained_model WHERE id = $1 RETURNING state", [id]);
      expect(rows[0].state).toBe(outcome[0] === 200 ? "training" : "candidate");
    }
  });
});

describe("promotion", () => {
  test("makes one champion with its activation, and puts the old one aside", async () => {
    const [first, second] = [await insert(), await insert()];
    expect((await promote(first, null)).answer).toMatchObject({ id: first, state: "champion", activeFrom: null });
    expect((await promote(second, first)).answer).toMatchObject({ id: second, state: "champion" });
    expect(await activations()).toEqual([
      [1, first, admin.email],
      [2, second, admin.email],
    ]);
    const { answer } = await get("?stream=demo");
    expect(answer.items.map(({ id, state }: { id: number; state: string }) => [id, state])).toEqual([
      [second, "champion"],
      [first, "retired"],
    ]);
    expect(answer.standing).toMatchObject({ champion: second, rollBackTo: { id: first }, training: null });
    expect(await lastEntry("model.promote")).toMatchObject({
      resource: `model:${second}`,
      before: { champion: { id: first } },
      after: { activation: 2, reason, champion: { id: second } },
    });
    expect(await lastPush()).toMatchObject({ payload: { id: second, state: "champion" } });
  });

  test("of two at once one wins; the other is shown the champion that there is", async () => {
    const [first, second] = [await insert(), await insert()];
    const answers = await Promise.all([promote(first, null), promote(second, null, other)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const winner = answers.find(({ status }) => status === 200)?.answer;
    const loser = answers.find(({ status }) => status === 409)?.answer;
    expect(loser).toMatchObject({ code: "conflict", current: { id: winner.id, state: "champion" } });
    expect(await activations()).toHaveLength(1);
  });

  test.each(["training", "failed", "cancelled"] as const)("of one that is %s is refused", async (state) => {
    expect((await promote(await insert({ state }), null)).status).toBe(422);
    expect(await activations()).toEqual([]);
  });

  test("of one that scoring could not read is refused with the reader's sentence", async () => {
    const { status, answer } = await promote(await insert({ artefact: new TextEncoder().encode("nothing") }), null);
    expect([status, answer.detail]).toEqual([422, "This file is not a Tideline model."]);
  });

  test("is refused while the stream is removed", async () => {
    const id = await insert({ stream: "demo" });
    await api.app.pool.query("UPDATE stream SET removal = '{}' WHERE id = 2");
    expect((await promote(id, null)).status).toBe(422);
    await api.app.pool.query("UPDATE stream SET removal = NULL WHERE id = 2");
  });
});

describe("rolling back", () => {
  test("leads to the champion before, then to none, never forward again", async () => {
    const [first, second] = [await insert(), await insert()];
    await promote(first, null);
    await promote(second, first);
    expect((await rollBack(second)).answer).toEqual({ champion: first, rollBackTo: null, training: null });
    expect((await rollBack(second)).answer).toMatchObject({ code: "conflict", current: { id: first } });
    expect((await rollBack(first)).answer).toEqual({ champion: null, rollBackTo: null, training: null });
    expect((await activations()).map((row) => Object(row)[1])).toEqual([first, second, first, null]);
    expect(await lastEntry("model.rollBack")).toMatchObject({
      resource: "models:demo",
      before: { champion: { id: first } },
      after: { reason, champion: null },
    });
    expect(await lastPush()).toMatchObject({ payload: { id: first, state: "retired" } });
    expect((await rollBack(first)).answer).toMatchObject({ code: "conflict", current: null });
  });

  test("passes over what scoring can no longer read", async () => {
    const [first, second] = [await insert(), await insert()];
    await promote(first, null);
    await promote(second, first);
    await api.app.pool.query("UPDATE trained_model SET artefact = 'damaged' WHERE id = $1", [first]);
    expect((await rollBack(second)).answer.champion).toBeNull();
  });
});

test("a candidate is put aside, a champion not; what was put aside can be promoted", async () => {
  const id = await insert();
  expect((await post(`/${id}/retire`, { reason })).answer).toMatchObject({ state: "retired" });
  expect(await lastEntry("model.retire")).toMatchObject({ after: { reason, state: "retired" } });
  expect((await promote(id, null)).answer).toMatchObject({ state: "champion" });
  expect((await post(`/${id}/retire`, { reason })).status).toBe(422);
});

test("when a champion scored is told from its activations, up to the next one", async () => {
  const [first, second] = [await insert(), await insert()];
  await promote(first, null);
  await promote(second, first);
  await api.app.pool.query(
    "UPDATE model_activation SET active_from = version * 1000, activated_at = now() WHERE stream = 2",
  );
  expect((await get(`/${first}`)).answer.activations).toMatchObject([{ version: 1, activeFrom: 1000, until: 2000 }]);
  expect((await get(`/${second}`)).answer).toMatchObject({
    activeFrom: 2000,
    activations: [{ version: 2, activeFrom: 2000, until: null, refusal: null }],
  });
});

test("the list goes on at its cursor, by state, and shows no other stream", async () => {
  const main = { stream: "main" } as const;
  const ids = [await insert(main), await insert({ ...main, state: "failed" }), await insert(main)];
  await insert();
  const first = (await get("?limit=2")).answer;
  const rest = (await get(`?limit=2&cursor=${first.nextCursor}`)).answer;
  expect([...first.items, ...rest.items].map(({ id }: { id: number }) => id)).toEqual(ids.toReversed());
  expect(rest.nextCursor).toBeNull();
  expect((await get("?state=failed")).answer.items).toHaveLength(1);
});

test("a key sees the models of its own stream, by their ids too", async () => {
  const id = await insert({ stream: "main" });
  for (const [stream, status] of [
    ["main", 200],
    ["demo", 404],
  ] as const) {
    const key = await api.key(["read"], stream);
    expect((await api.ask("GET", `${path}/${id}`, { key })).status).toBe(status);
    expect((await api.ask("GET", `${path}/${id}/artefact`, { key })).status).toBe(status);
  }
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../testing/database.ts";
import { artefactBytes, insertModel } from "../../testing/model-row.ts";
import { createPool, type Pool } from "../db/pg.ts";
import { claimTraining, type TrainingClaim } from "./claim-training.ts";
import { endTraining } from "./end-training.ts";
import { releaseTraining } from "./release-training.ts";
import { reportTraining } from "./report-training.ts";

let database: TestDatabase;
let pool: Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool({ url: database.superuserUrl, name: "test", max: 4 });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});
beforeEach(async () => {
  await pool.query("DELETE FROM trained_model; DELETE FROM outbox");
});

const insert = () => insertModel(pool, { state: "training" });
const passTime = () => pool.query("UPDATE trained_model SET heartbeat_at = heartbeat_at - interval '1 minute'");
const cancel = () => pool.query("UPDATE trained_model SET cancelled_at = now()");
const report = { share: 0.5, step: "Half way", lines: ["One", "Two"] };

async function claim(): Promise<TrainingClaim> {
  const claimed = await claimTraining(pool);
  if (claimed === null) throw new Error("There was nothing to claim.");
  return claimed;
}

async function stored() {
  const { rows } = await pool.query(
    "SELECT state, progress, step, failure, digest, started_at IS NOT NULL AS started, finished_at IS NOT NULL AS finished FROM trained_model",
  );
  return rows[0];
}

describe("a training", () => {
  test("belongs to one trainer, whoever asks at the same time, with the options it was ordered with or the defaults", async () => {
    const id = await insert();
    const both = await Promise.all([claimTraining(pool), claimTraining(pool)]);
    expect(both.filter((claimed) => claimed !== null)).toMatchObject([{ id, stream: "main", options: { rounds: 60 } }]);
    expect(await stored()).toMatchObject({ state: "training", started: true });
  });

  test("tells how far it is: row, log and browsers", async () => {
    const claimed = await insert().then(claim);
    const answer = await reportTraining(pool, claimed, report);
    expect(answer).toMatchObject({ kind: "go on" });
    expect(await stored()).toMatchObject({ progress: 0.5, step: "Half way" });
    const lines = await pool.query("SELECT number, line FROM training_log_line ORDER BY number");
    expect(lines.rows).toEqual([
      { number: 1, line: "One" },
      { number: 2, line: "Two" },
    ]);
    const { rows } = await pool.query("SELECT payload FROM outbox WHERE kind = 'model' ORDER BY number DESC LIMIT 1");
    expect(rows[0].payload).toMatchObject({ state: "training", progress: { share: 0.5, step: "Half way" } });
  });

  test("is begun again by another where its trainer has died, and the dead one's words count no longer", async () => {
    await insert();
    const first = await claim();
    expect(await claimTraining(pool)).toBeNull();
    await passTime();
    const second = await claim();
    expect(second.id).toBe(first.id);
    expect(await reportTraining(pool, first, report)).toEqual({ kind: "lost" });
    expect(await endTraining(pool, first, { state: "failed", failure: "late" })).toBeNull();
    expect(await stored()).toMatchObject({ state: "training", failure: null });
  });

  test("that is handed back begins at once, as often as workers are stopped", async () => {
    await insert();
    for (let stop = 0; stop < 5; stop += 1) await releaseTraining(pool, await claim());
    expect(await claimTraining(pool)).toMatchObject({ attempts: 1 });
  });

  test("ends as a failure with its sentence, once, and on record", async () => {
    await insert();
    const claimed = await claim();
    const failure = "There were too few attacks.";
    expect(await endTraining(pool, claimed, { state: "failed", failure })).toBe("failed");
    expect(await endTraining(pool, claimed, { state: "failed", failure: "again" })).toBeNull();
    expect(await stored()).toMatchObject({ state: "failed", failure, progress: null, finished: true });
    const { rows } = await pool.query("SELECT actor, outcome, after FROM audit_entry WHERE action = 'model.finish'");
    expect(rows).toMatchObject([{ actor: "trainer", outcome: "failure", after: { state: "failed", failure } }]);
  });

  test("that was cancelled has no model, though it was done in the same moment", async () => {
    await insert();
    const claimed = await claim();
    await cancel();
    const answer = await reportTraining(pool, claimed, report);
    if (answer.kind !== "cancelled") throw new Error(`It goes on: ${answer.kind}`);
    const artefact = artefactBytes("late");
    const card = JSON.parse("{}");
    const held = { ...claimed, fence: answer.fence };
    expect(await endTraining(pool, held, { state: "candidate", artefact, card })).toBe("cancelled");
    expect(await stored()).toMatchObject({ state: "cancelled", digest: null });
  });

  test("that was cancelled is ended by the next who looks, where its trainer has died", async () => {
    await insert();
    await claim();
    await cancel();
    await passTime();
    expect(await claimTraining(pool)).toBeNull();
    expect(await stored()).toMatchObject({ state: "cancelled", finished: true });
  });

  test("begins its log anew with each try, and has failed after the third worker that stopped without a word", async () => {
    await insert();
    const first = await claim();
    await reportTraining(pool, first, report);
    await passTime();
    const second = await claim();
    const lines = async () =>
      (await pool.query("SELECT line FROM training_log_line ORDER BY number")).rows.map(({ line }) => line);
    expect(await lines()).toEqual([expect.stringMatching(/^Begun again, try 2 of 3/)]);
    await reportTraining(pool, second, report);
    expect((await lines()).slice(1)).toEqual(["One", "Two"]);
    await passTime();
    await claim();
    expect(await claimTraining(pool)).toBeNull();
    await passTime();
    expect(await claimTraining(pool)).toBeNull();
    expect(await stored()).toMatchObject({ state: "failed", failure: expect.stringContaining("3 tries") });
    const { rows } = await pool.query(
      "SELECT outcome FROM audit_entry WHERE action = 'model.finish' ORDER BY id DESC LIMIT 1",
    );
    expect(rows).toEqual([{ outcome: "failure" }]);
  });
});

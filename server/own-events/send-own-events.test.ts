import { afterAll, beforeAll, expect, test } from "vitest";
import { type IngestForTest, startIngestForTest } from "../../testing/ingest.ts";
import { eventually, startLoop } from "../../testing/scoring-world.ts";
import { inTransaction } from "../db/in-transaction.ts";
import { noteLoosening } from "./note-loosening.ts";
import { sendOwnEvents } from "./send-own-events.ts";

let intake: IngestForTest;
beforeAll(async () => {
  intake = await startIngestForTest();
});
afterAll(() => intake.close());

const actor = { kind: "user", name: "ann@example.org", address: "192.0.2.7", requestId: null } as const;
const note = (fails = false) =>
  inTransaction(intake.pool, async (run) => {
    const what = { stream: 1, operation: "loosening.apply", subject: "policy:main", message: "notify up" } as const;
    await noteLoosening(run, { ...what, author: actor.name, actor });
    if (fails) throw new Error("the change itself failed");
  });
const send = () => sendOwnEvents(intake.pool, intake.ingest);
const counted = async () => {
  const { rows } = await intake.pool.query(`
    SELECT coalesce(sum(accepted), 0)::int AS accepted, coalesce(sum(duplicate), 0)::int AS duplicate FROM intake`);
  return rows[0];
};

test("what lets more through reaches the log with its change, once, whoever sends it and however often", async () => {
  await expect(note(true)).rejects.toThrow("itself failed");
  expect(await send()).toBe(0);
  await note();
  expect((await Promise.all([send(), send(), send()])).reduce((sum, n) => sum + n, 0)).toBe(1);
  expect(await counted()).toEqual({ accepted: 1, duplicate: 0 });
  // As after a crash between the append and its mark.
  await intake.pool.query("UPDATE own_event SET sent_at = NULL");
  expect(await send()).toBe(1);
  expect(await counted()).toEqual({ accepted: 1, duplicate: 1 });
  const { rows } = await intake.pool.query("SELECT name, format FROM source");
  expect(rows).toEqual([{ name: "tideline", format: "ocsf" }]);
});

test("it is scored as the finding that it is: an alert of its own under the thresholds of a first start", async () => {
  const loop = startLoop(intake.database.url);
  const alert = await eventually(async () => {
    const { rows } = await intake.pool.query("SELECT title, severity FROM alert WHERE stream = 1");
    return rows[0] ?? null;
  });
  await loop.stop();
  expect(alert).toMatchObject({ title: "Lets more through: policy:main" });
  expect(["high", "critical", 4, 5]).toContain(alert.severity);
});

test("it waits while nothing is taken in, and says so where it never will be", async () => {
  await note();
  const away = { takeOwn: () => Promise.reject(new Error("the database is away")) };
  await expect(sendOwnEvents(intake.pool, away)).rejects.toThrow("away");
  await intake.pool.query("UPDATE log_head SET closed = true WHERE stream = 1");
  expect(await send()).toBe(1);
  const { rows } = await intake.pool.query("SELECT problem FROM own_event ORDER BY id DESC LIMIT 1");
  expect(rows[0].problem).toEqual(expect.stringMatching(/\w/));
});

import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../testing/database.ts";
import { createPool, type Pool } from "../db/pg.ts";
import { type Appender, createAppender } from "../event-log/append.ts";
import { jobForTest } from "../event-log/job-for-test.ts";
import { EventCounter } from "./event-counter.ts";
import { readLeafChanges } from "./read-leaves.ts";
import { readLedger } from "./read-ledger.ts";

let database: TestDatabase;
let admin: Pool;
let pool: Pool;
let appender: Appender;

beforeEach(async () => {
  database = await createTestDatabase();
  admin = createPool({ url: database.superuserUrl, name: "test", max: 2 });
  pool = createPool({ url: database.url, name: "test-app", max: 2 });
  appender = createAppender({ url: database.url, stream: 1 });
  await admin.query("INSERT INTO source (stream, name, format) VALUES (1, 'edge', 'test')");
});

afterEach(async () => {
  await appender.close();
  await Promise.all([admin.end(), pool.end()]);
  await database.drop();
});

/** Rows as the scoring loop writes them, for the offsets up to `position`. */
async function score(position: number): Promise<void> {
  await admin.query(
    `INSERT INTO event (stream, id, received, time, time_adjusted, source, class_uid, activity_id, status_id, severity_id,
       margin, score, confidence, band, policy_version, threshold_version, reference_version, summary)
     SELECT 1, id, b.received, b.received, false, 1, 0, 0, 0, 0, 0, 0, 1, 0, 1, 1, 1, ''
     FROM log_position p, generate_series(p.position, $1::bigint - 1) id
     JOIN block b ON b.stream = 1 AND id >= b.first AND id < b.first + b.n WHERE p.stream = 1`,
    [position],
  );
  await admin.query("UPDATE log_position SET position = $1 WHERE stream = 1", [position]);
}

const texts = (n: number) => Array.from({ length: n }, (_, i) => `record ${i}`);
const ledger = () => readLedger(pool, { stream: "main" });

test("both sides agree, for what is scored, waiting, refused and known already", async () => {
  await appender.append({ ...jobForTest(texts(50)), refusals: [{ index: 50, reason: "no", source: 1 }] });
  await appender.append(jobForTest(["a", "b"], { ids: ["x:1", "x:1"] }));
  expect(await ledger()).toMatchObject({
    balanced: true,
    differences: [],
    head: 51,
    position: 0,
    totals: { received: 53, rejected: 1, duplicate: 1, accepted: 51, scored: 0, waiting: 51 },
  });
  await score(30);
  const half = await ledger();
  expect(half).toMatchObject({ balanced: true, totals: { accepted: 51, scored: 30, waiting: 21 } });
  expect(half.lagMs).toBeGreaterThan(0);
  expect(half.sources).toMatchObject([{ id: 1, name: "edge", format: "test", accepted: 51, scored: 30 }]);
});

test("a deleted score row turns it red, and says where", async () => {
  await appender.append(jobForTest(texts(40)));
  await score(40);
  expect((await ledger()).balanced).toBe(true);
  await admin.query("DELETE FROM event WHERE id = 17");
  const red = await ledger();
  expect(red.balanced).toBe(false);
  expect(red.differences).toEqual([
    "edge (test): 40 accepted, but 39 scored + 0 waiting + 0 dead-lettered + 0 expired = 39 (1 missing).",
  ]);
});

test("a row that was counted before and is deleted later is missed too", async () => {
  await appender.append(jobForTest(texts(500)));
  await score(500);
  const counter = new EventCounter(1, Date.now, { chunk: 100, newest: 100 });
  const count = async () => counter.count(pool, 500, await readLeafChanges(pool, "event", 1));
  expect(await count()).toEqual(new Map([[1, 500]]));
  // On a connection of its own, which reports what it changed when it ends.
  const other = createPool({ url: database.superuserUrl, name: "vandal", max: 1 });
  await other.query("DELETE FROM event WHERE id = 5");
  await other.end();
  await expect.poll(count, { timeout: 10_000 }).toEqual(new Map([[1, 499]]));
});

test("counts are made anew in turn, also where the server's counters were lost", async () => {
  await appender.append(jobForTest(texts(500)));
  await score(500);
  let nowMs = 0;
  const counter = new EventCounter(1, () => nowMs, { chunk: 100, newest: 100 });
  const changes = new Map<number, string>();
  await counter.count(pool, 500, changes);
  await admin.query("DELETE FROM event WHERE id = 5");
  nowMs += 61_000;
  expect(await counter.count(pool, 500, changes)).toEqual(new Map([[1, 499]]));
});

test("a deleted intake row, a deleted block and a forged row turn it red", async () => {
  await appender.append(jobForTest(texts(10)));
  await appender.append(jobForTest(texts(5)));
  await score(10);
  expect((await ledger()).balanced).toBe(true);
  await admin.query("DELETE FROM block WHERE first = 10");
  expect((await ledger()).differences.join()).toContain("its blocks hold 0 of them");
  await admin.query("DELETE FROM intake WHERE accepted = 5");
  expect((await ledger()).differences.join()).toContain("15 offsets were given out, but 10 records");
});

test("dead letters and days that retention dropped still add up", async () => {
  await appender.append(jobForTest(texts(10)));
  await score(10);
  await admin.query("DELETE FROM event WHERE id = 3");
  await admin.query(
    `INSERT INTO dead_letter (stream, "offset", source, received, reason) SELECT 1, 3, 1, received, 'no' FROM block`,
  );
  expect(await ledger()).toMatchObject({ balanced: true, totals: { scored: 9, deadLettered: 1 } });
  const { rows } = await admin.query("SELECT to_char(received AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day FROM block");
  await admin.query("INSERT INTO ledger_expired VALUES (1, $1, 1, 10, 0, 0, 10, 9, 1)", [rows[0].day]);
  await admin.query("DELETE FROM dead_letter");
  await admin.query("SELECT drop_partitions(1::smallint, $1::date)", [rows[0].day]);
  expect(await ledger()).toMatchObject({ balanced: true, totals: { accepted: 10, scored: 0, expired: 10 } });
});

test("a span of days has its own balance", async () => {
  await appender.append(jobForTest(texts(10)));
  await score(4);
  const { rows } = await admin.query("SELECT to_char(received AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day FROM block");
  const today = await readLedger(pool, { stream: "main", from: rows[0].day, to: rows[0].day });
  expect(today).toMatchObject({ balanced: true, totals: { accepted: 10, scored: 4, waiting: 6 } });
  const longAgo = await readLedger(pool, { stream: "main", to: "2020-01-01" });
  expect(longAgo).toMatchObject({ balanced: true, totals: { accepted: 0, scored: 0, waiting: 0 } });
});

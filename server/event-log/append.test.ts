import { createHash, randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { hashRecordId } from "../../lib/event/record-id.ts";
import { createTestDatabase, type TestDatabase } from "../../testing/database.ts";
import { createPool, type Pool } from "../db/pg.ts";
import { type Appender, createAppender } from "./append.ts";
import { jobForTest } from "./job-for-test.ts";
import { readOriginal } from "./read-blocks.ts";

let database: TestDatabase;
let pool: Pool;
let appenders: Appender[] = [];

beforeEach(async () => {
  database = await createTestDatabase();
  pool = createPool({ url: database.superuserUrl, name: "test", max: 4 });
  appenders = [];
});

afterEach(async () => {
  await Promise.all(appenders.map((appender) => appender.close()));
  await pool.end();
  await database.drop();
});

function newAppender(options: { maxIds?: number; now?: () => number } = {}): Appender {
  const appender = createAppender({ url: database.url, stream: 1, ...options });
  appenders.push(appender);
  return appender;
}

async function blocks(): Promise<{ first: number; n: number }[]> {
  const { rows } = await pool.query<{ first: string; n: number }>("SELECT first, n FROM block ORDER BY first");
  return rows.map(({ first, n }) => ({ first: Number(first), n }));
}

/** An id as it lies in `record_ids`, hexadecimal. */
function packIds(high: number, low: number): string {
  return Buffer.from(Uint32Array.of(high, low).buffer).toString("hex");
}

function receiptOf(key: string, body: string) {
  return { keyId: randomUUID(), idempotencyKey: key, bodyDigest: createHash("sha256").update(body).digest() };
}

test("offsets are dense and every record is there while two processes append at once", async () => {
  const [one, two] = [newAppender(), newAppender()];
  const sent = Array.from({ length: 60 }, (_, i) => ({
    to: i % 2 === 0 ? one : two,
    texts: [`a${i}`, `b${i}`, `c${i}`],
  }));
  const results = await Promise.all(sent.map(({ to, texts }) => to.append(jobForTest(texts))));
  expect(results.every(({ answer }) => answer.accepted === 3)).toBe(true);
  let next = 0;
  for (const block of await blocks()) {
    expect(block.first).toBe(next);
    next += block.n;
  }
  expect(next).toBe(180);
  const { rows } = await pool.query("SELECT next FROM log_head WHERE stream = 1");
  expect(rows[0].next).toBe("180");
});

test("a record id is accepted once: in a request, in a gather, across processes, after a restart", async () => {
  const [one, two] = [newAppender(), newAppender()];
  await Promise.all([one.open(), two.open()]);
  const first = await one.append(jobForTest(["a", "b", "c"], { ids: ["x:1", "x:1", null] }));
  expect(first.answer).toMatchObject({ accepted: 2, duplicates: 1 });
  const gathered = await Promise.all([
    one.append(jobForTest(["d"], { ids: ["x:2"] })),
    one.append(jobForTest(["e"], { ids: ["x:2"] })),
    one.append(jobForTest(["f"], { ids: ["x:2"] })),
  ]);
  expect(gathered.map(({ answer }) => answer.accepted)).toEqual([1, 0, 0]);
  const elsewhere = await two.append(jobForTest(["g", "h"], { ids: ["x:1", "x:3"] }));
  expect(elsewhere.answer).toMatchObject({ accepted: 1, duplicates: 1 });
  const restarted = await newAppender().append(jobForTest(["i", "j"], { ids: ["x:2", "x:3"] }));
  expect(restarted.answer).toMatchObject({ accepted: 0, duplicates: 2 });
});

test("equal content without an id is never a duplicate", async () => {
  const { answer } = await newAppender().append(jobForTest(["same", "same", "same"]));
  expect(answer).toMatchObject({ accepted: 3, duplicates: 0 });
});

test("an id is known for 7 days and new after the eighth", async () => {
  let nowMs = Date.UTC(2026, 0, 1, 12);
  const appender = newAppender({ now: () => nowMs });
  const job = () => jobForTest(["a"], { ids: ["x:1"], receivedMs: nowMs });
  expect((await appender.append(job())).answer.accepted).toBe(1);
  nowMs += 7 * 86_400_000;
  expect((await appender.append(job())).answer.duplicates).toBe(1);
  nowMs += 86_400_000;
  expect((await appender.append(job())).answer.accepted).toBe(1);
});

test("beyond the cap the oldest ids go first, and health says since when ids are known", async () => {
  let nowMs = Date.now();
  const appender = newAppender({ maxIds: 16, now: () => nowMs });
  for (let i = 0; i < 40; i += 1) {
    nowMs += 1_000;
    await appender.append(jobForTest(["r"], { ids: [`x:${i}`] }));
  }
  const { ids, capped, sinceMs } = appender.recentIds();
  expect(ids).toBeLessThanOrEqual(16);
  expect(capped).toBe(true);
  expect(sinceMs).toBeGreaterThan(nowMs - 20_000);
  expect((await appender.append(jobForTest(["r"], { ids: ["x:39"] }))).answer.duplicates).toBe(1);
});

test("more records than a block holds are appended as one transaction of several blocks", async () => {
  const texts = Array.from({ length: 10_000 }, (_, i) => `record ${i}`);
  const { answer } = await newAppender().append(jobForTest(texts));
  expect(answer.accepted).toBe(10_000);
  expect(await blocks()).toEqual([
    { first: 0, n: 4096 },
    { first: 4096, n: 4096 },
    { first: 8192, n: 1808 },
  ]);
});

test("the answer is stored with the block, and another process gives it again", async () => {
  const receipt = receiptOf("k1", "body");
  const [one, two] = [newAppender(), newAppender()];
  await two.open();
  const first = await one.append(jobForTest(["a", "b"], { receipt }));
  const again = await two.append(jobForTest(["a", "b"], { receipt }));
  expect(again).toEqual({ answer: first.answer, replayed: true });
  const other = { ...receipt, bodyDigest: createHash("sha256").update("other").digest() };
  await expect(two.append(jobForTest(["z"], { receipt: other }))).rejects.toThrow("another body");
  expect(await blocks()).toEqual([{ first: 0, n: 2 }]);
});

test("a retry that clashes does not fail the requests it was gathered with", async () => {
  const receipt = receiptOf("k1", "body");
  const [one, two] = [newAppender(), newAppender()];
  await two.open();
  await one.append(jobForTest(["a"], { receipt }));
  const warm = two.append(jobForTest(["first"]));
  const [again, fresh] = await Promise.all([
    two.append(jobForTest(["a"], { receipt })),
    two.append(jobForTest(["c"], { receipt: receiptOf("k2", "c") })),
  ]);
  await warm;
  expect([again.replayed, fresh.replayed]).toEqual([true, false]);
  expect((await blocks()).reduce((sum, { n }) => sum + n, 0)).toBe(3);
});

test("a batch that the database refuses loses only the guilty record", async () => {
  const { high, low } = hashRecordId("x:37");
  const guilty = packIds(high, low);
  await pool.query(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF position('\\x${guilty}'::bytea IN new.record_ids) > 0 THEN RAISE EXCEPTION 'no' USING ERRCODE = '22021'; END IF;
      RETURN new; END $$`);
  await pool.query("CREATE TRIGGER refuse BEFORE INSERT ON block FOR EACH ROW EXECUTE FUNCTION refuse()");
  const texts = Array.from({ length: 100 }, (_, i) => `r${i}`);
  const ids = texts.map((_, i) => `x:${i}`);
  const { answer } = await newAppender().append(jobForTest(texts, { ids }));
  expect(answer).toMatchObject({ accepted: 99, duplicates: 0 });
  expect(answer.rejected).toEqual([{ index: 37, reason: "The database refused this record." }]);
  expect((await blocks()).reduce((sum, { n }) => sum + n, 0)).toBe(99);
  const { rows } = await pool.query("SELECT total, rejected, accepted FROM intake");
  expect(rows).toEqual([{ total: 100, rejected: 1, accepted: 99 }]);
});

test("the bytes of a record come back as sent", async () => {
  const hostile = [
    `{"n":9007199254740993}`,
    `{"a":1,"a":2}`,
    `{"s":"\\ud800"}`,
    `{"z":"\\u0000"}`,
    "caf\u00e9 \u0000 end",
  ];
  const receivedMs = Date.now();
  await newAppender().append(jobForTest(hostile, { receivedMs }));
  for (const [id, text] of hostile.entries()) {
    const original = await readOriginal(pool, { stream: 1, id, received: new Date(receivedMs) });
    expect(original?.bytes.equals(Buffer.from(text))).toBe(true);
    expect(original?.format).toBe("test");
  }
  expect(await readOriginal(pool, { stream: 1, id: 99, received: new Date(receivedMs) })).toBeNull();
});

test("an append whose connection is killed is neither lost nor written twice", async () => {
  const appender = newAppender();
  await appender.append(jobForTest(["warm"]));
  const kill = () =>
    pool.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE application_name = 'tideline append' AND datname = current_database()`);
  for (let round = 0; round < 40; round += 1) {
    const append = appender.append(jobForTest([`record ${round}`]));
    // A different moment of the append each time.
    for (let queries = round % 4; queries > 0; queries -= 1) await pool.query("SELECT 1");
    const [{ answer }] = await Promise.all([append, kill()]);
    expect(answer.accepted).toBe(1);
  }
  expect(await blocks()).toEqual(Array.from({ length: 41 }, (_, first) => ({ first, n: 1 })));
});

test("intake counts are what was answered", async () => {
  const appender = newAppender();
  await appender.append(jobForTest(["a", "b", "c"], { ids: ["x:1", "x:1", null] }));
  const refusals = [{ index: 0, reason: "no", source: 1 }];
  await appender.append({ ...jobForTest([]), refusals });
  const { rows } = await pool.query(
    "SELECT sum(total) t, sum(rejected) r, sum(duplicate) d, sum(accepted) a FROM intake",
  );
  expect(rows[0]).toEqual({ t: "4", r: "1", d: "1", a: "2" });
});

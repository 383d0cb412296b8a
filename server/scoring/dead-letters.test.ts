import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { emptyEvent } from "../../lib/event/security-event.ts";
import { createTestDatabase, type TestDatabase } from "../../testing/database.ts";
import { createPool, type Pool } from "../db/pg.ts";
import { type Appender, createAppender } from "../event-log/append.ts";
import { downloadDeadLetters } from "./download-dead-letters.ts";
import { countDeadLetters, listDeadLetters } from "./list-dead-letters.ts";
import { replayDeadLetters } from "./replay-dead-letters.ts";

let database: TestDatabase;
let pool: Pool;
let admin: Pool;
let appender: Appender;
const actor = { kind: "user", name: "ada@example.org", address: "127.0.0.1", requestId: "r-1" } as const;
const line = '{"time":"2026-01-02T03:04:05Z","user":"ada","message":"hello"}';

beforeEach(async () => {
  database = await createTestDatabase();
  pool = createPool({ url: database.url, name: "test", max: 2 });
  admin = createPool({ url: database.superuserUrl, name: "test", max: 2 });
  appender = createAppender({ url: database.url, stream: 1 });
  const body = Buffer.from([line, line, line].join("\n"));
  const records = [0, 1, 2].map((index) => ({
    ...{ index, event: emptyEvent(), format: "json.generic", source: 1, idHigh: 0, idLow: index },
    ...{ start: index * (line.length + 1), end: index * (line.length + 1) + line.length, outcome: "accepted" as const },
  }));
  const job = {
    batchId: randomUUID(),
    receivedMs: Date.now(),
    replay: "old-log",
    body,
    records,
    refusals: [],
    receipt: null,
  };
  await appender.append(job);
  await admin.query(`INSERT INTO dead_letter (stream, "offset", source, received, reason)
    SELECT 1, o, 1, received, 'no time' FROM block, generate_series(0, 2) AS o`);
});

afterEach(async () => {
  await appender.close();
  await Promise.all([pool.end(), admin.end()]);
  await database.drop();
});

const tools = () => ({
  pool,
  append: (_stream: number, job: Parameters<Appender["append"]>[0]) => appender.append(job),
});

test("dead letters are listed newest first, page by page", async () => {
  const first = await listDeadLetters(pool, { stream: "main", cursor: undefined, limit: 2 });
  expect(first.items.map(({ offset, reason, source }) => ({ offset, reason, source }))).toEqual([
    { offset: 2, reason: "no time", source: "unknown" },
    { offset: 1, reason: "no time", source: "unknown" },
  ]);
  const second = await listDeadLetters(pool, { stream: "main", cursor: first.nextCursor ?? "", limit: 2 });
  expect(second.items.map(({ offset }) => offset)).toEqual([0]);
  expect(second.nextCursor).toBeNull();
  await expect(listDeadLetters(pool, { stream: "main", cursor: "x", limit: 2 })).rejects.toThrow("no cursor");
});

test("a replay appends the original bytes once, under a new offset, and is in the record", async () => {
  const request = { stream: "main", offsets: [1, 7], actor } as const;
  expect(await replayDeadLetters(tools(), request)).toEqual({
    replayed: [1],
    refused: [{ offset: 7, reason: "There is no such dead letter." }],
  });
  const again = await replayDeadLetters(tools(), { ...request, offsets: [1] });
  expect(again.refused).toEqual([{ offset: 1, reason: "It was replayed before." }]);
  // The mark was lost with the process, and somebody asks again: the log has it already.
  await admin.query("UPDATE dead_letter SET replayed_at = NULL");
  expect(await replayDeadLetters(tools(), { ...request, offsets: [1] })).toMatchObject({ replayed: [1] });
  const blocks = await admin.query("SELECT first::int, n FROM block ORDER BY first");
  expect(blocks.rows).toEqual([
    { first: 0, n: 3 },
    { first: 3, n: 1 },
  ]);
  const audit = await admin.query("SELECT actor, action, resource FROM audit_entry ORDER BY id LIMIT 1");
  expect(audit.rows).toEqual([{ actor: "ada@example.org", action: "dead_letter.replay", resource: "dead-letter:1/1" }]);
  const marked = await admin.query(`SELECT replayed_by FROM dead_letter WHERE "offset" = 1`);
  expect(marked.rows).toEqual([{ replayed_by: "ada@example.org" }]);
});

test("what cannot be read any more is refused with the reason", async () => {
  await admin.query("UPDATE block SET cols = '\\x01'");
  const damaged = await replayDeadLetters(tools(), { stream: "main", offsets: [0], actor });
  expect(damaged.replayed).toEqual([]);
  expect(damaged.refused).toHaveLength(1);
  await admin.query("DELETE FROM block");
  const dropped = await replayDeadLetters(tools(), { stream: "main", offsets: [0], actor });
  expect(dropped.refused).toEqual([{ offset: 0, reason: "Retention has dropped the record." }]);
});

test("dead letters are told apart by whether they wait, and counted", async () => {
  await admin.query("UPDATE dead_letter SET replayed_at = now(), replayed_by = 'x' WHERE \"offset\" = 1");
  const offsetsOf = async (state: "waiting" | "replayed") =>
    (await listDeadLetters(pool, { stream: "main", state, limit: 9 })).items.map(({ offset }) => offset);
  expect(await offsetsOf("waiting")).toEqual([2, 0]);
  expect(await offsetsOf("replayed")).toEqual([1]);
  expect(await countDeadLetters(pool, { stream: "main", state: "waiting" })).toBe(2);
  expect(await countDeadLetters(pool, { stream: "main", source: 7 })).toBe(0);
});

test("a download holds the records to the byte, with their reasons or raw", async () => {
  const lines = await downloadDeadLetters(pool, { stream: "main", state: "all", form: "ndjson", offsets: [0, 2] });
  const parsed = Buffer.from(lines.bytes)
    .toString()
    .trimEnd()
    .split("\n")
    .map((text) => JSON.parse(text));
  expect(parsed.map(({ offset, reason, record }) => ({ offset, reason, record }))).toEqual([
    { offset: 2, reason: "no time", record: line },
    { offset: 0, reason: "no time", record: line },
  ]);
  const raw = await downloadDeadLetters(pool, { stream: "main", state: "all", form: "raw" });
  expect(Buffer.from(raw.bytes).toString()).toBe(`${line}\n`.repeat(3));
  expect(raw).toMatchObject({ records: 3, more: false });
  await admin.query("DELETE FROM block");
  const gone = await downloadDeadLetters(pool, { stream: "main", state: "all", form: "ndjson" });
  expect(JSON.parse(Buffer.from(gone.bytes).toString().split("\n")[0] ?? "")).toMatchObject({ record: null });
});

import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../testing/database.ts";
import { createPool, type Pool } from "../db/pg.ts";
import { expireDay } from "./expire-day.ts";
import { expireRows } from "./expire-rows.ts";
import { listDays } from "./list-days.ts";
import { ensureUpcomingPartitions } from "./upcoming-partitions.ts";

let database: TestDatabase;
let pool: Pool;
let admin: Pool;
const day = "2026-01-05";
const noon = `${day} 12:00:00+00`;

beforeEach(async () => {
  database = await createTestDatabase();
  pool = createPool({ url: database.url, name: "test", max: 2 });
  admin = createPool({ url: database.superuserUrl, name: "test", max: 2 });
});

afterEach(async () => {
  await Promise.all([pool.end(), admin.end()]);
  await database.drop();
});

/** A day with 12 received: 1 rejected, 1 duplicate, 10 accepted, of which 9 are scored and 1 is a dead letter. */
async function fillDay(): Promise<void> {
  await admin.query("SELECT ensure_partitions(1::smallint, $1::date)", [day]);
  await admin.query(`INSERT INTO block VALUES (1, 0, 10, '${noon}', '\\x', '\\x', '\\x')`);
  await admin.query(`INSERT INTO intake (stream, received, source, total, rejected, duplicate, accepted)
    VALUES (1, '${noon}', 7, 8, 1, 1, 6), (1, '${noon}', 8, 4, 0, 0, 4)`);
  await admin.query(`INSERT INTO event SELECT 1, i, '${noon}', '${noon}', false, CASE WHEN i < 6 THEN 7 ELSE 8 END, 0, 0, 0, 0,
    NULL, NULL, NULL, NULL, 0, 0, 1, 0, 1, 1, 0, '' FROM generate_series(0, 8) AS i`);
  await admin.query(
    `INSERT INTO dead_letter (stream, "offset", source, received, reason) VALUES (1, 9, 8, '${noon}', 'no')`,
  );
  await admin.query("UPDATE log_head SET next = 10 WHERE stream = 1");
}

test("a day goes with its counts kept, so that the ledger adds up before and after", async () => {
  await fillDay();
  await admin.query("UPDATE log_position SET position = 10, checkpoint = 10 WHERE stream = 1");
  const listed = await listDays(pool);
  expect(listed.days).toEqual([{ stream: 1, day, bytes: expect.any(Number) }]);
  expect(await expireDay(pool, { stream: 1, day, bytes: 0 })).toEqual({ ok: true });
  const { rows } = await admin.query(
    "SELECT source, total::int, accepted::int, scored::int, dead_lettered::int FROM ledger_expired ORDER BY source",
  );
  expect(rows).toEqual([
    { source: 7, total: 8, accepted: 6, scored: 6, dead_lettered: 0 },
    { source: 8, total: 4, accepted: 4, scored: 3, dead_lettered: 1 },
  ]);
  for (const table of ["event", "intake", "block", "dead_letter"]) {
    expect((await admin.query(`SELECT 1 FROM ${table}`)).rowCount, table).toBe(0);
  }
  expect((await listDays(pool)).days).toEqual([]);
});

test.each([
  { name: "events that are not scored", position: 9, checkpoint: 9, because: "not scored" },
  { name: "events after the last checkpoint", position: 10, checkpoint: 4, because: "not stored" },
])("a day with $name stays", async ({ position, checkpoint, because }) => {
  await fillDay();
  await admin.query("UPDATE log_position SET position = $1, checkpoint = $2 WHERE stream = 1", [position, checkpoint]);
  const expired = await expireDay(pool, { stream: 1, day, bytes: 0 });
  expect(expired).toEqual({ ok: false, reason: expect.stringContaining(because) });
  expect((await admin.query("SELECT 1 FROM event")).rowCount).toBe(9);
  expect((await admin.query("SELECT 1 FROM ledger_expired")).rowCount).toBe(0);
});

test("the coming days have partitions, made by two at once", async () => {
  await Promise.all([ensureUpcomingPartitions(pool), ensureUpcomingPartitions(pool)]);
  const { days, today } = await listDays(pool);
  expect(days).toHaveLength(6);
  expect(days.every((stored) => stored.day >= today)).toBe(true);
});

test("rows past their time go, artefacts only when no kept event needs them", async () => {
  await admin.query("SELECT ensure_partitions(1::smallint, $1::date)", [day]);
  await admin.query(`INSERT INTO block VALUES (1, 5000, 10, '${noon}', '\\x', '\\x', '\\x')`);
  await admin.query(`INSERT INTO artefact (stream, kind, version, "offset", body)
    VALUES (1, 'snapshot', 1, 0, '\\x'), (1, 'snapshot', 2, 4096, '\\x'), (1, 'snapshot', 3, 8192, '\\x'), (1, 'reference', 1, 0, '\\x')`);
  await admin.query(`INSERT INTO outbox (number, room, kind, payload, at)
    VALUES (1, 'live', 'x', '{}', now() - interval '11 minutes'), (2, 'live', 'x', '{}', now() - interval '9 minutes')`);
  await admin.query(`INSERT INTO rollup (stream, resolution, start, n, alerts, histogram)
    SELECT 1, r, now() - make_interval(days => d), 1, 0, '\\x' FROM (VALUES (1), (60), (3600)) AS v (r), generate_series(1, 33, 8) AS d`);
  expect(await expireRows(pool, ["outbox", "seconds", "minutes", "hours", "artefacts"])).toEqual({
    ...{ outbox: 1, seconds: 4, minutes: 1, hours: 0, artefacts: 1 },
  });
  const kept = await admin.query("SELECT kind, version FROM artefact ORDER BY kind, version");
  expect(kept.rows.map(({ kind, version }) => `${kind} ${version}`)).toEqual([
    "reference 1",
    "snapshot 2",
    "snapshot 3",
  ]);
});

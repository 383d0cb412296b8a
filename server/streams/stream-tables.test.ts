import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../testing/database.ts";
import { createPool, type Pool } from "../db/pg.ts";
import { streamTables, tablesThatAre } from "./stream-tables.ts";

let database: TestDatabase;
let pool: Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool({ url: database.superuserUrl, name: "test", max: 2 });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const named: readonly string[] = Object.keys(streamTables);

test("every table with something of a stream is named, with what becomes of it", async () => {
  const { rows } = await pool.query<{ table: string }>(`
    SELECT c.relname AS table FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND a.attname IN ('stream', 'stream_id') AND NOT a.attisdropped`);
  expect([...named].sort()).toEqual(rows.map(({ table }) => table).sort());
});

test("those that are dropped are those with partitions", async () => {
  const { rows } = await pool.query<{ t: string }>("SELECT unnest(partitioned_tables()) AS t");
  expect(tablesThatAre("dropped").sort()).toEqual(rows.map(({ t }) => t).sort());
});

test("what refers to a row that is deleted goes before it, or with it", async () => {
  const { rows } = await pool.query<{ child: string; parent: string; on_delete: string }>(`
    SELECT f.conrelid::regclass::text AS child, f.confrelid::regclass::text AS parent, f.confdeltype AS on_delete
    FROM pg_constraint f WHERE f.contype = 'f' AND f.connamespace = 'public'::regnamespace AND f.conrelid <> f.confrelid`);
  const deleted = tablesThatAre("deleted");
  const wrong = rows.filter(({ child, parent, on_delete }) => {
    if (!deleted.includes(parent) || on_delete === "c" || on_delete === "n") return false;
    return !deleted.includes(child) || deleted.indexOf(child) > deleted.indexOf(parent);
  });
  expect(wrong).toEqual([]);
});

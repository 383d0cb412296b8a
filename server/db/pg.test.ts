import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../testing/database.ts";
import { eventually } from "../../testing/scoring-world.ts";
import { createPool } from "./pg.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
}, 60_000);
afterAll(() => database.drop());

test("a statement that takes too long ends in the server too, or each impatient caller would leave one working", async () => {
  const pool = createPool({ url: database.url, name: "too long", max: 1, statementTimeoutMs: 200 });
  const watch = createPool({ url: database.superuserUrl, name: "watch", max: 1 });
  await expect(pool.query("SELECT pg_sleep(30)")).rejects.toThrow();
  const busy = "SELECT 1 FROM pg_stat_activity WHERE application_name = 'too long' AND state = 'active'";
  await eventually(async () => ((await watch.query(busy)).rows.length === 0 ? true : null), 5_000);
  await Promise.all([pool.end(), watch.end()]);
});

import { afterEach, beforeEach, expect, test } from "vitest";
import { type IngestForTest, startIngestForTest } from "../../testing/ingest.ts";
import { passwordGuessing } from "../../testing/password-guessing.ts";
import { eventually, type RunningLoop, startLoop } from "../../testing/scoring-world.ts";
import { createPool, type Pool } from "../db/pg.ts";
import { readLedgerMinutes } from "./read-ledger-minutes.ts";

let world: IngestForTest;
let app: Pool;
let loop: RunningLoop | null;

beforeEach(async () => {
  world = await startIngestForTest();
  app = createPool({ url: world.database.url, name: "test api", max: 2 });
  loop = startLoop(world.database.url);
  // Just after midnight the day before has no place of its own in a new database.
  await world.pool.query("SELECT ensure_partitions(1::smallint, (now() AT TIME ZONE 'UTC' - interval '1 hour')::date)");
});
afterEach(async () => {
  await loop?.stop();
  await app.end();
  await world.close();
});

const read = () => readLedgerMinutes(app, { stream: "main", minutes: 180 }, new Date());

async function takeIn(address: string, source: string): Promise<number> {
  const lines = passwordGuessing(address);
  const response = await world.send(lines.join("\n"), { query: `?source=${source}` });
  expect(response.status).toBe(202);
  return lines.length;
}

async function scored(): Promise<void> {
  await eventually(async () => {
    const { rows } = await world.pool.query<{ n: string }>(
      "SELECT next - position AS n FROM log_head JOIN log_position USING (stream) WHERE stream = 1",
    );
    return rows[0]?.n === "0" ? true : null;
  });
}

test("an event that vanishes turns its source and minute red, in words, and no other", async () => {
  const n = (await takeIn("198.51.100.1", "gateway")) + (await takeIn("198.51.100.2", "mail"));
  await scored();
  const whole = await read();
  expect(whole).toMatchObject({ balanced: true, differences: [], narrowed: false });
  const all = whole.sources.flatMap(({ cells }) => cells);
  expect(all.reduce((sum, { scored: count }) => sum + count, 0)).toBe(n);

  // Four minutes ago, by the hand of somebody who may do anything.
  for (const table of ["intake", "event", "block"]) {
    await world.pool.query(`UPDATE ${table} SET received = received - interval '4 minutes' WHERE ctid = ANY (
      SELECT ctid FROM ${table} t WHERE received = (SELECT min(received) FROM ${table}))`);
  }
  const moved = await read();
  expect(moved.balanced).toBe(true);
  const { rows } = await world.pool.query<{ source: string }>(
    "DELETE FROM event WHERE id = 3 RETURNING (SELECT name FROM source WHERE id = event.source) AS source",
  );
  const broken = await read();
  expect(broken.balanced).toBe(false);
  expect(broken.differences).toHaveLength(1);
  expect(broken.differences[0]?.text).toContain("accepted, but");
  expect(broken.differences[0]?.text).toContain("(1 missing)");
  const red = broken.sources.flatMap(({ name, cells }) =>
    cells.filter((cell) => !cell.balanced).map(({ at }) => [name, at]),
  );
  expect(red).toEqual([[rows[0]?.source, broken.differences[0]?.at]]);
});

test("what waits is counted out of the log itself, and dead letters where they are", async () => {
  await takeIn("198.51.100.1", "gateway");
  await scored();
  await loop?.stop();
  loop = null;
  const waiting = await takeIn("198.51.100.3", "gateway");
  await world.pool.query(`WITH gone AS (DELETE FROM event WHERE id = 5 RETURNING stream, id, source, received)
    INSERT INTO dead_letter (stream, "offset", source, received, reason) SELECT stream, id, source, received, 'test' FROM gone`);
  const ledger = await read();
  expect(ledger).toMatchObject({ balanced: true });
  const cells = ledger.sources.flatMap(({ cells: ofSource }) => ofSource);
  expect(cells.reduce((sum, cell) => sum + cell.waiting, 0)).toBe(waiting);
  expect(cells.reduce((sum, cell) => sum + cell.deadLettered, 0)).toBe(1);
});

test("a range that has ended holds nothing of now", async () => {
  await takeIn("198.51.100.1", "gateway");
  const until = new Date(Date.now() - 3_600_000).toISOString();
  const past = await readLedgerMinutes(app, { stream: "main", minutes: 30, until }, new Date());
  expect(past).toMatchObject({ balanced: true, sources: [] });
  expect(past.to - past.from).toBe(30 * 60_000);
});

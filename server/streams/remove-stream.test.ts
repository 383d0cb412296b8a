import { afterEach, beforeEach, expect, test } from "vitest";
import { type IngestForTest, startIngestForTest } from "../../testing/ingest.ts";
import { passwordGuessing } from "../../testing/password-guessing.ts";
import { eventually, type RunningLoop, startLoop } from "../../testing/scoring-world.ts";
import { createPool, type Pool } from "../db/pg.ts";
import { createKey } from "../keys/create-key.ts";
import { readLedger } from "../ledger/read-ledger.ts";
import { measureSources } from "../sources/measure-sources.ts";
import { finishRemovals, removeStream } from "./remove-stream.ts";
import { setTraffic, startStream } from "./start-stream.ts";
import { streamTables } from "./stream-tables.ts";

const actor = { kind: "user", name: "admin@example.org", address: "192.0.2.1", requestId: "r" } as const;
const removal = { stream: "demo", reason: "no longer needed", actor, now: new Date() } as const;

let world: IngestForTest;
let app: Pool;
let loops: RunningLoop[];

beforeEach(async () => {
  world = await startIngestForTest({ streams: [1, 2] });
  app = createPool({ url: world.database.url, name: "test api", max: 4 });
  loops = [1, 2].map((stream) => startLoop(world.database.url, stream));
  await eventually(async () =>
    (await world.pool.query("SELECT 1 FROM policy WHERE stream = 2")).rowCount === 1 ? true : null,
  );
  await world.ingest.gate.refresh();
});

afterEach(async () => {
  for (const loop of loops) await loop.stop();
  await app.end();
  await world.close();
});

function demoKey(): Promise<string> {
  const key = { stream: 2, name: "demo sender", scopes: ["ingest"], loopbackOnly: false, createdBy: "test" } as const;
  return createKey(world.pool, { ...key, recordsPerSecond: 100_000 });
}

async function send(key: string, address: string): Promise<number> {
  const response = await world.send(passwordGuessing(address).join("\n"), { key });
  await response.text();
  return response.status;
}

async function scored(stream: number): Promise<number> {
  return eventually(async () => {
    const { rows } = await world.pool.query<{ next: string; position: string }>(
      "SELECT next, position FROM log_head JOIN log_position USING (stream) WHERE stream = $1",
      [stream],
    );
    return rows[0]?.next === rows[0]?.position && rows[0]?.next !== "0" ? Number(rows[0]?.next) : null;
  });
}

/** Rows of the stream in every table that the application knows. */
async function rowsOf(stream: number): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of Object.keys(streamTables)) {
    const { rows } = await world.pool.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM ${table} WHERE stream = $1`,
      [stream],
    );
    const n = rows[0]?.n ?? 0;
    if (n > 0) counts[table] = n;
  }
  return counts;
}

async function digestOfMain(): Promise<unknown> {
  const { rows } = await world.pool.query(`
    SELECT (SELECT encode(sha256(string_agg(record_send(e), ''::bytea ORDER BY id)), 'hex') FROM event e WHERE stream = 1) AS events,
      (SELECT count(*) FROM alert WHERE stream = 1) AS alerts, (SELECT count(*) FROM block WHERE stream = 1) AS blocks`);
  return rows[0];
}

test("the demo is removed under a running worker, main is left as it was, and it can be brought back", async () => {
  const key = await demoKey();
  await send(world.key, "198.51.100.1");
  await send(key, "198.51.100.2");
  await Promise.all([scored(1), scored(2)]);
  await measureSources(app, 2);
  await eventually(async () => ((await rowsOf(2)).rollup === undefined ? null : true));
  const main = await digestOfMain();
  const before = await rowsOf(2);
  expect(Object.keys(before)).toEqual(
    expect.arrayContaining(["event", "block", "intake", "alert", "policy", "rollup", "source_minute"]),
  );
  await readLedger(app, { stream: "demo" });

  await removeStream(app, removal);
  world.ingest.keys.forget();
  world.ingest.forgetStream(2);
  expect(await rowsOf(2)).toEqual({ log_head: 1, log_position: 1, api_key: 1, outbox: before.outbox });
  expect(await send(key, "198.51.100.3")).toBe(401);
  expect(await digestOfMain()).toEqual(main);
  const { rows: audit } = await world.pool.query(
    "SELECT action, outcome, after FROM audit_entry WHERE action LIKE 'stream%' ORDER BY id",
  );
  expect(audit).toMatchObject([
    { action: "stream.remove", outcome: "attempt", after: { reason: removal.reason, keysRevoked: ["demo sender"] } },
    { action: "stream.remove", outcome: "success" },
  ]);
  const { rows: pushes } = await world.pool.query("SELECT payload FROM outbox WHERE kind = 'stream' ORDER BY number");
  expect(pushes.map(({ payload }) => payload)).toEqual([
    { stream: "demo", change: "removing" },
    { stream: "demo", change: "removed" },
  ]);
  expect(await readLedger(app, { stream: "demo" })).toMatchObject({
    balanced: true,
    head: 0,
    totals: { received: 0, scored: 0 },
  });

  // Main goes on, and twice is once.
  await removeStream(app, removal);
  expect(await send(world.key, "198.51.100.4")).toBe(202);
  await scored(1);
  expect((await world.pool.query("SELECT 1 FROM audit_entry WHERE action = 'stream.remove'")).rowCount).toBe(2);

  await startStream(app, { stream: "demo", actor });
  world.ingest.forgetStream(2);
  await eventually(async () =>
    (await world.pool.query("SELECT 1 FROM policy WHERE stream = 2")).rowCount === 1 ? true : null,
  );
  await world.ingest.gate.refresh();
  const fresh = await demoKey();
  expect(await send(fresh, "198.51.100.2")).toBe(202);
  const head = await scored(2);
  expect(head).toBe(passwordGuessing("198.51.100.2").length);
  expect(await readLedger(app, { stream: "demo" })).toMatchObject({
    balanced: true,
    head,
    totals: { accepted: head, scored: head },
  });
  expect((await world.pool.query("SELECT 1 FROM alert WHERE stream = 2")).rowCount).toBeGreaterThan(0);
}, 90_000);

test("traffic that goes on while the demo is removed leaves nothing behind", async () => {
  const key = await demoKey();
  let going = true;
  const statuses = new Set<number>();
  const sender = (async () => {
    for (let i = 0; going; i += 1) statuses.add(await send(key, `198.51.100.${i % 200}`));
  })();
  // Scoring is under way, and may well never catch up while this goes on.
  await eventually(async () => ((await rowsOf(2)).event === undefined ? null : true));
  await Promise.all([removeStream(app, removal), removeStream(app, removal)]);
  await eventually(async () => (statuses.has(401) ? true : null));
  going = false;
  await sender;
  // A scoring transaction that was under way has ended by now; its owner has been told off.
  await loops[1]?.stop();
  const { outbox: _outbox, ...left } = await rowsOf(2);
  expect(left).toEqual({ log_head: 1, log_position: 1, api_key: 1 });
  // 503 while the stream has no policy any more: the gate sees that first.
  expect([...statuses].filter((status) => ![202, 401, 422, 503].includes(status))).toEqual([]);
}, 90_000);

test.each([
  ["webhook", "active", true],
  ["webhook", "unknown", true],
  ["webhook", "rollback_failed", true],
  ["webhook", "verified", false],
  ["lab", "active", false],
])("a response through a %s that is %s keeps the demo from being removed: %s", async (kind, state, isKept) => {
  await world.pool.query(
    `WITH through AS (
       INSERT INTO executor (stream, name, kind, url, secret, updated_by)
       SELECT 2, 'edge firewall', $1, url, secret, 'test'
       FROM (VALUES ('webhook', 'https://firewall.example/', '\\x00'::bytea), ('lab', NULL, NULL)) of (kind, url, secret)
       WHERE of.kind = $1 RETURNING id)
     INSERT INTO response (stream, action, target_kind, target_name, target_role, state, reason, executor_id,
       executor_version, proposed_by, evidence, evidence_hash, policy_version, blast_radius, max_active, max_per_hour,
       lease_seconds)
     SELECT 2, 'block_address', 'address', '198.51.100.9', 'source', $2, 'test', id, 1, 'test', '{}', repeat('0', 64), 1,
       '{}', 1, 1, 60 FROM through`,
    [kind, state],
  );
  const removed = removeStream(app, removal);
  if (isKept) await expect(removed).rejects.toThrow(/1 response holds or may hold through edge firewall/);
  else await removed;
  expect((await rowsOf(2)).response).toBe(isKept ? 1 : undefined);
});

test("a removal that was cut off is finished by the job, and main cannot be removed", async () => {
  const key = await demoKey();
  await send(key, "198.51.100.2");
  await scored(2);
  // As `removeStream` leaves it when its process is killed between its two transactions.
  await world.pool.query("UPDATE stream SET removal = $1, traffic = false WHERE id = 2", [
    { by: actor.name, reason: "x", at: new Date().toISOString() },
  ]);
  await world.pool.query("UPDATE log_head SET closed = true WHERE stream = 2");
  await expect(startStream(app, { stream: "demo", actor })).rejects.toMatchObject({ code: "conflict" });
  await finishRemovals(app);
  // A job that had read before and writes after: nothing of it stays.
  await world.pool.query("INSERT INTO entity (stream, id, kind, name, first_offset) VALUES (2, 1, 1, 'late', 0)");
  await finishRemovals(app);
  const { outbox: _outbox, ...left } = await rowsOf(2);
  expect(left).toEqual({ log_head: 1, log_position: 1, api_key: 1 });
  await expect(removeStream(app, { ...removal, stream: "main" })).rejects.toMatchObject({ code: "unprocessable" });
  await expect(setTraffic(app, { stream: "main", actor, traffic: true })).rejects.toMatchObject({
    code: "unprocessable",
  });
  await expect(app.query("SELECT drop_stream_partitions(1::smallint)")).rejects.toThrow("open or the real one");
}, 90_000);

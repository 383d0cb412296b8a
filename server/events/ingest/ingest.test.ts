import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ingestAnswerSchema } from "../../../lib/contracts/events.ts";
import { type IngestForTest, startIngestForTest } from "../../../testing/ingest.ts";
import { readOriginal } from "../../event-log/read-blocks.ts";
import { createKey } from "../../keys/create-key.ts";

let running: IngestForTest;

beforeEach(async () => {
  running = await startIngestForTest();
});

afterEach(() => running.close());

function connection(uid: string, more: Record<string, unknown> = {}) {
  return {
    ts: 1_700_000_000.5,
    uid,
    "id.orig_h": "10.0.0.1",
    "id.orig_p": 4000,
    "id.resp_h": "10.0.0.2",
    "id.resp_p": 443,
    proto: "tcp",
    conn_state: "SF",
    ...more,
  };
}

async function answerOf(response: Response) {
  expect(response.status).toBe(202);
  return ingestAnswerSchema.parse(await response.json());
}

async function logged(): Promise<number> {
  const { rows } = await running.pool.query<{ n: string }>("SELECT coalesce(sum(n), 0) AS n FROM block");
  return Number(rows[0]?.n);
}

test("an array, lines of JSON, and gzip are taken, with sources by format", async () => {
  const records = [connection("C1"), connection("C2"), connection("C3")];
  expect(await answerOf(await running.send(JSON.stringify(records)))).toMatchObject({ accepted: 3, rejected: [] });
  const lines = [connection("C4"), connection("C5")].map((record) => JSON.stringify(record)).join("\n");
  expect(await answerOf(await running.send(lines, { query: "?source=edge" }))).toMatchObject({ accepted: 2 });
  const packed = gzipSync(JSON.stringify(connection("C6")));
  expect(await answerOf(await running.send(packed, { headers: { "content-encoding": "gzip" } }))).toMatchObject({
    accepted: 1,
  });
  expect(await logged()).toBe(6);
  const { rows } = await running.pool.query(
    "SELECT name, sum(accepted) n FROM intake JOIN source s ON s.id = source GROUP BY 1 ORDER BY 1",
  );
  expect(rows).toEqual([
    { name: "edge", n: "2" },
    { name: "sender", n: "4" },
  ]);
});

test("a record whose source gives it an id is taken once, however often it is sent", async () => {
  const twice = [connection("C1"), connection("C1"), connection("C2")];
  expect(await answerOf(await running.send(JSON.stringify(twice)))).toMatchObject({ accepted: 2, duplicates: 1 });
  expect(await answerOf(await running.send(JSON.stringify(twice)))).toMatchObject({ accepted: 0, duplicates: 3 });
  expect(await logged()).toBe(2);
});

test("a record is refused alone, with its place and reason, and a sample is kept", async () => {
  const answer = await answerOf(
    await running.send(`${JSON.stringify(connection("C1"))}\n{"a":\n\u0000\u0000 binary\n`),
  );
  expect(answer.accepted).toBe(1);
  expect(answer.rejected.length).toBeGreaterThan(0);
  const nothing = await answerOf(await running.send("\u0001\u0002\n"));
  expect(nothing).toMatchObject({ accepted: 0, duplicates: 0 });
  expect(nothing.rejected).toHaveLength(1);
  expect(nothing.rejectedCount).toBe(1);
  await running.ingest.close();
  const { rows } = await running.pool.query("SELECT reason, head FROM rejected_sample");
  expect(rows.length).toBeGreaterThan(0);
});

test("keys: none, wrong, without the scope, revoked, expired", async () => {
  const body = JSON.stringify(connection("C1"));
  const bare = await fetch(`${running.url}/api/v1/events`, { method: "POST", body });
  expect([bare.status, bare.headers.get("content-type")]).toEqual([401, "application/problem+json"]);
  expect(await bare.json()).toMatchObject({ code: "unauthenticated", requestId: bare.headers.get("x-request-id") });
  expect((await running.send(body, { key: `tl_${"x".repeat(43)}` })).status).toBe(401);
  const reader = await createKey(running.pool, {
    stream: 1,
    name: "r",
    scopes: ["read"],
    loopbackOnly: false,
    recordsPerSecond: 1,
    createdBy: "test",
  });
  expect((await running.send(body, { key: reader })).status).toBe(403);
  expect((await running.send(body)).status).toBe(202);
  await running.pool.query("UPDATE api_key SET revoked_at = now()");
  running.ingest.keys.forget();
  expect((await running.send(body)).status).toBe(401);
});

test("a loopback key is not fooled by what the sender claims", async () => {
  const key = await createKey(running.pool, {
    stream: 1,
    name: "l",
    scopes: ["ingest"],
    loopbackOnly: true,
    recordsPerSecond: 100,
    createdBy: "test",
  });
  const response = await running.send(JSON.stringify(connection("C1")), {
    key,
    headers: { "x-forwarded-for": "203.0.113.9" },
  });
  expect(response.status).toBe(202);
});

test("too much, unknown encodings and nonsense are answered as such", async () => {
  const large = await running.send("x".repeat(17 * 1024 * 1024));
  expect(large.status).toBe(413);
  const bomb = await running.send(gzipSync(Buffer.alloc(200 * 1024 * 1024)), {
    headers: { "content-encoding": "gzip" },
  });
  expect(bomb.status).toBe(413);
  const packed = await running.send("x", { headers: { "content-encoding": "br" } });
  expect(packed.status).toBe(415);
  expect((await packed.json()).title).toContain("encoding");
  expect((await running.send("no gzip", { headers: { "content-encoding": "gzip" } })).status).toBe(400);
  expect((await running.send("x", { query: "?format=nonsense" })).status).toBe(400);
  expect((await running.send("x", { query: `?source=${"y".repeat(101)}` })).status).toBe(400);
  // U+202E, which turns what follows it: a source would stand in lists under another name.
  expect((await running.send("x", { query: "?source=mail%E2%80%AEyawetag" })).status).toBe(400);
  expect((await running.send("x", { headers: { "idempotency-key": "two words" } })).status).toBe(400);
  expect((await running.send("")).status).toBe(400);
  expect(await logged()).toBe(0);
  expect(running.ingest.budget.usedBytes).toBe(0);
});

test("a long line is refused alone", async () => {
  const long = JSON.stringify(connection("C2", { pad: "x".repeat(300 * 1024) }));
  const answer = await answerOf(
    await running.send([JSON.stringify(connection("C1")), long, JSON.stringify(connection("C3"))].join("\n")),
  );
  expect(answer.accepted).toBe(2);
  expect(answer.rejected.map(({ index }) => index)).toEqual([1]);
});

test("every refusal is counted and placed, the first thousand with their reasons", async () => {
  const good = JSON.stringify(connection("C1"));
  const body = `${"\u0001\n".repeat(1_500)}${good}\n${"\u0001\n".repeat(10)}`;
  const answer = await answerOf(await running.send(body, { headers: { "idempotency-key": "many" } }));
  expect(answer).toMatchObject({ accepted: 1, rejectedCount: 1_510 });
  expect(answer.rejected).toHaveLength(1_000);
  expect(answer.alsoRejected).toEqual([
    [1_000, 1_499],
    [1_501, 1_510],
  ]);
  expect(await answerOf(await running.send(body, { headers: { "idempotency-key": "many" } }))).toEqual(answer);
});

test("a body of very many records is refused whole, with what to do", async () => {
  const response = await running.send("a\n".repeat(100_001));
  expect(response.status).toBe(413);
  expect((await response.json()).detail).toMatch(/more than 100000 records. Send it in parts/);
  expect(await logged()).toBe(0);
});

test("the same Idempotency-Key gives the same answer, and another body is refused", async () => {
  const headers = { "idempotency-key": "batch-1" };
  const body = JSON.stringify([connection("C1"), { a: 1 }, 7]);
  const [one, two] = await Promise.all([running.send(body, { headers }), running.send(body, { headers })]);
  const three = await running.send(body, { headers });
  const answers = await Promise.all([one, two, three].map(answerOf));
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);
  const replays = [one, two, three].map(({ headers: got }) => got.get("idempotent-replay"));
  expect(replays.filter((value) => value === "true")).toHaveLength(2);
  const other = await running.send(JSON.stringify([connection("C9")]), { headers });
  expect(other.status).toBe(422);
  // The same bytes read otherwise are another request.
  expect((await running.send(body, { headers, query: "?source=elsewhere" })).status).toBe(422);
  expect(await logged()).toBe(answers[0]?.accepted);
});

test("the bytes of every record survive, whatever they hold", async () => {
  const base = JSON.stringify(connection("C1")).slice(0, -1);
  const hostile = [
    Buffer.from(`${base},"n":9007199254740993,"z":"\\u0000","s":"\\ud800","a":1,"a":2}`),
    Buffer.concat([Buffer.from(`${base.replace("C1", "C2")},"latin":"caf`), Buffer.from([0xe9]), Buffer.from(`"}`)]),
    Buffer.concat([
      Buffer.from(`${base.replace("C1", "C3")},"bad":"`),
      Buffer.from([0xff, 0xfe, 0xc3]),
      Buffer.from(`"}`),
    ]),
  ];
  const body = Buffer.concat(hostile.flatMap((record) => [record, Buffer.from("\r\n")]));
  const answer = await answerOf(await running.send(body));
  const { rows } = await running.pool.query<{ received: Date }>("SELECT received FROM block");
  const refused = new Set(answer.rejected.map(({ index }) => index));
  const stored = hostile.filter((_, index) => !refused.has(index)).slice(0, answer.accepted);
  expect(answer.accepted + answer.duplicates + answer.rejected.length).toBe(3);
  expect(answer.accepted).toBeGreaterThan(0);
  for (const [id, bytes] of stored.entries()) {
    const original = await readOriginal(running.pool, { stream: 1, id, received: rows[0]?.received ?? new Date() });
    expect(original?.bytes.equals(bytes)).toBe(true);
  }
});

test("5,000 hostile records: every one is answered, the process stays, the sums agree", async () => {
  const { hostileRecord } = await import("./hostile-record.ts");
  const records = Array.from({ length: 5_000 }, (_, i) => hostileRecord(i));
  const body = Buffer.concat(records.flatMap((record) => [record, Buffer.from("\n")]));
  const answer = await answerOf(await running.send(body));
  const total = answer.accepted + answer.duplicates + answer.rejectedCount;
  expect(total).toBeGreaterThan(3_000);
  expect(await logged()).toBe(answer.accepted);
  const { rows } = await running.pool.query(
    "SELECT sum(total)::int t, sum(rejected)::int r, sum(duplicate)::int d, sum(accepted)::int a FROM intake",
  );
  expect(rows[0]).toEqual({ t: total, r: answer.rejectedCount, d: answer.duplicates, a: answer.accepted });
});

test("a key that sends faster than it may has to wait", async () => {
  await running.close();
  let nowMs = Date.now();
  running = await startIngestForTest({ recordsPerSecond: 10, now: () => nowMs });
  const batch = (from: number) => JSON.stringify(Array.from({ length: 30 }, (_, i) => connection(`C${from + i}`)));
  expect((await running.send(batch(0))).status).toBe(202);
  const refused = await running.send(batch(100));
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
  nowMs += 3_000;
  expect((await running.send(batch(100))).status).toBe(202);
});

test("nothing is taken in without a policy, over the retention budget, or far behind scoring", async () => {
  const body = JSON.stringify(connection("C1"));
  await running.pool.query("UPDATE log_head SET next = 300000 WHERE stream = 1");
  await running.ingest.gate.refresh();
  const behind = await running.send(body);
  expect([behind.status, behind.headers.get("retry-after")]).toEqual([503, "2"]);
  await running.close();
  running = await startIngestForTest({ withoutPolicy: true });
  const withoutPolicy = await running.send(body);
  expect(withoutPolicy.status).toBe(503);
  expect(await withoutPolicy.json()).toMatchObject({
    code: "unavailable",
    detail: expect.stringContaining("no policy"),
  });
  await running.close();
  running = await startIngestForTest({ retentionBytes: 1_000_000 });
  const full = await running.send(body);
  expect(await full.json()).toMatchObject({ detail: expect.stringContaining("retention budget") });
});

test("while the database refuses connections the answer is 503, and 202 again afterwards", async () => {
  expect((await running.send(JSON.stringify(connection("C1")))).status).toBe(202);
  const name = new URL(running.database.url).pathname.slice(1);
  await running.pool.query(`ALTER DATABASE ${name} CONNECTION LIMIT 0`);
  await running.pool.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND usename = 'tideline'",
  );
  const away = await running.send(JSON.stringify(connection("C2")));
  expect(away.status).toBe(503);
  expect(away.headers.get("retry-after")).not.toBeNull();
  await running.pool.query(`ALTER DATABASE ${name} CONNECTION LIMIT -1`);
  await running.ingest.gate.refresh();
  expect((await running.send(JSON.stringify(connection("C2")))).status).toBe(202);
  expect(await logged()).toBe(2);
});

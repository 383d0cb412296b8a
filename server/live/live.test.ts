import { afterAll, beforeAll, expect, test } from "vitest";
import { countScore, createHistogram, encodeHistogram } from "../../lib/pipeline/score-histogram.ts";
import { firstPolicy } from "../../lib/thresholds/policy.ts";
import { createTestApi, type TestApi, type TestPerson } from "../../testing/api.ts";
import { alertForTest } from "../../testing/rows.ts";
import { preparePartitions, seedAlerts, seedEvents, seedLog } from "../../testing/seed.ts";
import { appendPush } from "../realtime/append-push.ts";
import { runIn } from "../realtime/run-in.ts";

const now = new Date("2026-11-22T00:10:00Z");
let api: TestApi;
let viewer: TestPerson;
beforeAll(async () => {
  api = await createTestApi({ now: () => now });
  viewer = await api.person("viewer");
  await preparePartitions(api.app.db);
});
afterAll(() => api.close());

const ask = (query = "") => api.ask("GET", `/api/v1/live${query}`, { cookie: viewer.cookie });
const read = async (query = "") => (await ask(query)).json();

test("an empty system is an empty chart with a cursor", async () => {
  expect(await read()).toMatchObject({
    stream: "main",
    now: now.getTime(),
    range: { from: now.getTime() - 900_000, to: now.getTime(), seconds: 1 },
    buckets: [],
    thresholds: [],
    alerts: [],
    models: [],
    top: [],
    cursor: { number: 0 },
  });
});

test("buckets, the steps of the thresholds from the one in force, marks and the highest scores of the range", async () => {
  const histogram = createHistogram();
  for (const score of [10, 20, 97]) countScore(histogram, score);
  const bytes = Uint8Array.from(encodeHistogram(histogram));
  const bucket = { stream: 1, resolution: 1, n: 3, flagged: 1, alerts: 1, histogram: bytes };
  const [start, tooOld] = [new Date("2026-11-22T00:09:00Z"), new Date("2026-11-21T23:00:00Z")];
  await api.app.db.rollup.createMany({
    data: [
      { ...bucket, start },
      { ...bucket, start: tooOld },
    ],
  });
  const change = {
    stream: 1,
    policyVersion: 1,
    offset: 0n,
    approve: null,
    auto: null,
    cause: "policy",
    reason: "r",
    actor: "a",
    estimated: false,
    inputsDigest: "",
  };
  await api.app.db.thresholdChange.createMany({
    data: [
      { ...change, version: 1, notify: 8, at: new Date("2026-11-20T00:00:00Z") },
      { ...change, version: 2, notify: 9, at: new Date("2026-11-21T00:00:00Z") },
      { ...change, version: 3, notify: null, at: new Date("2026-11-22T00:05:00Z") },
    ],
  });
  const events = [
    { id: 1, score: 99, afterMs: 500_000 },
    { id: 2, score: 20, afterMs: 500_000 },
    { id: 3, stream: 2, score: 99, afterMs: 500_000 },
  ];
  await seedEvents(api.app.db, events);
  await seedLog(api.app.db, events);
  const [id] = await seedAlerts(api.app.db, [{ key: "one" }, { key: "demo", stream: 2 }]);
  await api.app.db.alert.updateMany({ data: { createdAt: start } });
  const live = await read("?minutes=15");
  expect(live.buckets).toEqual([
    { start: start.getTime(), seconds: 1, n: 3, flagged: 1, alerts: 1, p50: 20, p95: 97, p99: 97, max: 97 },
  ]);
  expect(live.thresholds.map(({ version }: { version: number }) => version)).toEqual([2, 3]);
  expect(live.thresholds[0].notify).toBeCloseTo(94.94, 1);
  expect(live.alerts).toMatchObject([{ id, at: start.getTime(), severity: "medium", count: 1 }]);
  expect(live.top.map(({ id: event }: { id: number }) => event)).toEqual([1, 2]);
});

test("a part that a scope judges has the scope's thresholds, any other the stream's", async () => {
  const match = { classUids: [3002], sources: [], group: null };
  const scope = { id: "sign-ins", name: "Sign-ins", match, notify: 4.6, approve: "off", auto: "off" };
  const body = { ...firstPolicy, version: 9, scopes: [scope] };
  const policy = { stream: 2, version: 9, body, reason: "r", author: "a", activeFrom: 0n };
  await api.app.db.policyVersion.create({ data: policy });
  const levels = { id: "sign-ins", name: "Sign-ins", notify: 4.6, approve: null, auto: null };
  const change = { cause: "policy", reason: "r", actor: "a", estimated: false, inputsDigest: "", offset: 0n };
  await api.app.db.thresholdChange.create({
    data: { ...change, stream: 2, version: 1, policyVersion: 9, notify: 9.2, scopes: [levels], at: new Date(0) },
  });
  const [signIns, network] = [await read("?stream=demo&class=3002"), await read("?stream=demo&class=4001")];
  expect(signIns.scope).toBe("Sign-ins");
  expect(signIns.thresholds[0].notify).toBe(50);
  expect(network.scope).toBeNull();
  expect(network.thresholds[0].notify).toBeCloseTo(95.55, 1);
});

test("a fixed range has nothing of before or after it, and the same answer later", async () => {
  const range = "?from=2026-11-21T23:00:00.000Z&to=2026-11-21T23:01:00.000Z";
  const live = await read(range);
  expect(live.range).toEqual({
    from: Date.parse("2026-11-21T23:00:00Z"),
    to: Date.parse("2026-11-21T23:01:00Z"),
    seconds: 1,
  });
  expect(live.buckets.map(({ n }: { n: number }) => n)).toEqual([3]);
  expect(live.alerts).toEqual([]);
  expect(live.thresholds.map(({ version }: { version: number }) => version)).toEqual([2]);
  expect(live.top).toEqual([]);
});

test.each([
  ["?from=2026-11-21T23:00:00.000Z", "query.to"],
  ["?to=2026-11-21T23:00:00.000Z", "query.from"],
  ["?from=2026-11-21T23:00:00.000Z&to=2026-11-21T22:00:00.000Z", "query.to"],
  ["?from=2025-11-21T23:00:00.000Z&to=2026-11-21T22:00:00.000Z", "query.from"],
  ["?minutes=43201", "query.minutes"],
  ["?entity=root", "query.entity"],
  ["?source=zero", "query.source"],
])("%s names what is wrong: %s", async (query, path) => {
  const answer = await ask(query);
  expect(answer.status).toBe(400);
  expect((await answer.json()).errors.map((error: { path: string }) => error.path)).toContain(path);
});

test("an entity that nobody has met is not found, and keys and sockets aside nobody reads without a session", async () => {
  expect((await ask("?entity=00000000000000aa")).status).toBe(404);
  for (const path of ["", "/since?at=2026-11-22T00:00:00.000Z", "/parts"]) {
    expect((await api.ask("GET", `/api/v1/live${path}`)).status).toBe(401);
    const key = await api.key(["ingest"]);
    expect((await api.ask("GET", `/api/v1/live${path}`, { key })).status).toBe(403);
  }
});

test("of a storm each stretch keeps its worst alert and says how many there were", async () => {
  const storm = Array.from({ length: 700 }, (_, index) => ({
    key: `storm ${index}`,
    stream: 2,
    severity: index === 350 ? 5 : 2,
    title: index === 350 ? "the worst" : "one of many",
  }));
  await seedAlerts(api.app.db, storm);
  const startMs = Date.parse("2026-11-22T00:00:00Z");
  await api.app.pool.query(
    `UPDATE alert SET created_at = to_timestamp($1::float8 / 1000) + (id % 700) * interval '0.5 s' WHERE stream = 2`,
    [startMs],
  );
  const { alerts } = await read("?stream=demo&minutes=15");
  expect(alerts.length).toBeLessThanOrEqual(120);
  expect(alerts.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(701);
  expect(alerts.filter(({ title }: { title: string }) => title === "the worst")).toHaveLength(1);
});

test("what came after a moment is counted", async () => {
  const since = async (at: string) =>
    (await api.ask("GET", `/api/v1/live/since?at=${at}`, { cookie: viewer.cookie })).json();
  expect(await since("2026-11-22T00:08:00.000Z")).toEqual({ events: 2, alerts: 1, more: false });
  expect(await since("2026-11-22T00:08:21.000Z")).toEqual({ events: 0, alerts: 1, more: false });
  expect(await since("2026-11-22T00:09:01.000Z")).toEqual({ events: 0, alerts: 0, more: false });
});

test("the cursor never runs ahead of what the answer holds", async () => {
  const body = { stream: "main", change: "raised", alert: alertForTest({ id: 5 }) } as const;
  await api.app.db.$transaction((tx) => appendPush(runIn(tx), [{ kind: "alert", stream: 1, body }]));
  expect((await read()).cursor.number).toBe(1);
});

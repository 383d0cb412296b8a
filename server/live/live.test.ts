import { afterAll, beforeAll, expect, test } from "vitest";
import { countScore, createHistogram, encodeHistogram } from "../../lib/pipeline/score-histogram.ts";
import { createTestApi, type TestApi, type TestPerson } from "../../testing/api.ts";
import { alertForTest } from "../../testing/rows.ts";
import { preparePartitions, seedAlerts, seedEvents } from "../../testing/seed.ts";
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

const read = async (query = "") => (await api.ask("GET", `/api/v1/live?${query}`, { cookie: viewer.cookie })).json();

test("an empty system is an empty chart with a cursor", async () => {
  expect(await read()).toMatchObject({
    stream: "main",
    now: now.getTime(),
    buckets: [],
    thresholds: [],
    alerts: [],
    top: [],
    cursor: { number: 0 },
  });
});

test("buckets, the steps of the thresholds from the one in force, marks and the highest scores of the period", async () => {
  const histogram = createHistogram();
  for (const score of [10, 20, 97]) countScore(histogram, score);
  const bucket = { stream: 1, resolution: 1, n: 3, alerts: 1, histogram: Uint8Array.from(encodeHistogram(histogram)) };
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
  await seedEvents(api.app.db, [
    { id: 1, score: 99, afterMs: 500_000 },
    { id: 2, score: 20, afterMs: 500_000 },
    { id: 3, stream: 2, score: 99, afterMs: 500_000 },
  ]);
  const [id] = await seedAlerts(api.app.db, [{ key: "one" }, { key: "demo", stream: 2 }]);
  await api.app.db.alert.updateMany({ data: { createdAt: start } });
  const live = await read("minutes=15");
  expect(live.buckets).toEqual([
    { start: start.getTime(), seconds: 1, n: 3, alerts: 1, p50: 20, p95: 97, p99: 97, max: 97 },
  ]);
  expect(live.thresholds.map(({ version }: { version: number }) => version)).toEqual([2, 3]);
  expect(live.thresholds[0].notify).toBeCloseTo(94.94, 1);
  expect(live.alerts).toMatchObject([{ id, at: start.getTime(), severity: "medium" }]);
  expect(live.top.map(({ id: event }: { id: number }) => event)).toEqual([1, 2]);
});

test("the cursor never runs ahead of what the answer holds", async () => {
  const body = { stream: "main", change: "raised", alert: alertForTest({ id: 5 }) } as const;
  await api.app.db.$transaction((tx) => appendPush(runIn(tx), [{ kind: "alert", stream: 1, body }]));
  expect((await read()).cursor.number).toBe(1);
});

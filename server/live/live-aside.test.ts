import { afterAll, beforeAll, expect, test } from "vitest";
import { liveEntitiesSchema, liveLatencySchema, liveRateSchema, socketEvents } from "../../lib/contracts/live.ts";
import { countScore, createHistogram, encodeHistogram } from "../../lib/pipeline/score-histogram.ts";
import { firstPolicy } from "../../lib/thresholds/policy.ts";
import { createTestApi, type TestApi, type TestPerson } from "../../testing/api.ts";
import { preparePartitions, seedAlerts, seedEvents, seedLog } from "../../testing/seed.ts";
import { readMetrics } from "../health/metrics.ts";
import { takePaintedReports } from "../realtime/painted-reports.ts";

const now = new Date("2026-11-22T01:00:00Z");
let api: TestApi;
let viewer: TestPerson;
beforeAll(async () => {
  api = await createTestApi({ now: () => now });
  viewer = await api.person("viewer");
  await preparePartitions(api.app.db);
});
afterAll(() => api.close());

const read = async (path: string) => (await api.ask("GET", `/api/v1/live/${path}`, { cookie: viewer.cookie })).json();

const [root, gate, guest] = [255n, 256n, 257n];

test("entities by risk: repetition counts three times at most, and each says how many alerts are open", async () => {
  await api.app.db.entity.createMany({
    data: [
      { stream: 1, id: root, kind: 1, name: "root", firstOffset: 1n },
      { stream: 1, id: gate, kind: 2, name: "gate", firstOffset: 1n },
      { stream: 1, id: guest, kind: 1, name: "guest", firstOffset: 1n },
    ],
  });
  const noise = Array.from({ length: 30 }, (_, index) => ({ id: index + 1, score: 60, userId: guest }));
  const worse = [
    { id: 31, score: 99, userId: root, hostId: gate },
    { id: 32, score: 49.9, userId: root },
  ];
  const outside = { id: 40, score: 99, userId: guest, afterMs: 3_700_000 };
  await seedEvents(api.app.db, [...noise, ...worse, outside]);
  await seedLog(api.app.db, [...noise, ...worse, outside]);
  await seedAlerts(api.app.db, [{ key: "one", entityIds: [root] }]);
  const { entities, more } = liveEntitiesSchema.parse(await read("entities?minutes=60"));
  expect(more).toBe(false);
  expect(
    entities.map(({ entity, risk, alarming, flagged, openAlerts, highestEvent }) => [
      entity.name,
      risk,
      alarming,
      flagged,
      openAlerts,
      highestEvent,
    ]),
  ).toEqual([
    ["root", 49, 1, 1, 1, 31],
    ["gate", 49, 1, 1, 0, 31],
    ["guest", 30, 30, 0, 0, 30],
  ]);
  const ofGate = liveEntitiesSchema.parse(await read("entities?minutes=60&entity=0000000000000100"));
  expect(ofGate.entities.map(({ entity }) => entity.name)).toEqual(["root", "gate"]);
});

test("rates are of the roll-ups, against what the policy states or its score stands for", async () => {
  const histogram = createHistogram();
  countScore(histogram, 20, 50);
  const bytes = Uint8Array.from(encodeHistogram(histogram));
  const at = (ms: number) => new Date(now.getTime() - ms);
  await api.app.db.rollup.createMany({
    data: [600_000, 5_000_000].map((ms) => ({
      stream: 1,
      resolution: 1,
      start: at(ms),
      n: 50,
      flagged: 2,
      alerts: 1,
      histogram: bytes,
    })),
  });
  const rate = () => read("rate?minutes=120").then((answer) => liveRateSchema.parse(answer));
  expect((await rate()).target).toBeNull();
  const policy = { stream: 1, version: 1, body: firstPolicy, reason: "first", author: "system", activeFrom: 0n };
  await api.app.db.policyVersion.create({ data: policy });
  const first = await rate();
  expect(first.target?.stated).toBe(false);
  expect(first.target?.share).toBeCloseTo(1e-4, 9);
  expect(first.range).toMatchObject({ events: 100, flagged: 4, alerts: 2 });
  expect(first.lastHour).toMatchObject({ events: 50, flagged: 2, alerts: 1 });
  const notify = { method: "neymanPearson", alpha: 0.002, delta: 0.05, untilThen: 9 };
  const body = { ...firstPolicy, version: 2, notify };
  await api.app.db.policyVersion.create({ data: { ...policy, version: 2, body } });
  expect((await rate()).target).toEqual({ share: 0.002, stated: true });
});

/** A socket as the reports see it: what arrives on it, and whether it was cut off. */
function socketForTest() {
  const handlers = new Map<string, (raw: unknown) => void>();
  let cut = false;
  return {
    socket: {
      on: (event: string, handle: (raw: unknown) => void) => handlers.set(event, handle),
      disconnect: () => {
        cut = true;
      },
    },
    send: (raw: unknown) => handlers.get(socketEvents.painted)?.(raw),
    isCut: () => cut,
  };
}

test("what browsers painted is told by stage, to people and to Prometheus; too much of it is not counted", async () => {
  const browser = socketForTest();
  takePaintedReports(browser.socket);
  const sample = (total: number) => ({ scored: 1, committed: 2, pushed: 3, painted: total - 6, total });
  browser.send({ samples: Array.from({ length: 20 }, (_, index) => sample(10 + index)) });
  browser.send({ samples: [sample(9999)] });
  const latency = liveLatencySchema.parse(await read("latency"));
  expect(latency.samples).toBe(20);
  expect(latency.stages.find(({ stage }) => stage === "total")).toEqual({ stage: "total", p50Ms: 19, p99Ms: 29 });
  expect(await readMetrics(api.app.db, api.app.pool)).toContain(
    'tideline_event_to_eye_seconds_count{stage="total"} 20',
  );
  expect(browser.isCut()).toBe(false);
});

test.each([
  [{ samples: [{ scored: -1, committed: 0, pushed: 0, painted: 0, total: 0 }] }],
  [{ samples: Array.from({ length: 33 }, () => ({ scored: 1, committed: 1, pushed: 1, painted: 1, total: 4 })) }],
  ["painted"],
])("a report that is none ends the socket: %j", (raw) => {
  const browser = socketForTest();
  takePaintedReports(browser.socket);
  browser.send(raw);
  expect(browser.isCut()).toBe(true);
});

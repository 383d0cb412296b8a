import { afterAll, beforeAll, expect, test } from "vitest";
import type { ChartBucket, Live } from "../../lib/contracts/live.ts";
import { liveSchema } from "../../lib/contracts/live.ts";
import { classUid } from "../../lib/event/classes.ts";
import { createTestApi, type TestApi, type TestPerson } from "../../testing/api.ts";
import { failureBurst, jobOf, ordinaryEvents } from "../../testing/scoring-events.ts";
import { eventually, type RunningLoop, startLoop } from "../../testing/scoring-world.ts";
import { preparePartitions } from "../../testing/seed.ts";
import { type Appender, createAppender } from "../event-log/append.ts";
import { mergeRollups } from "../scoring/merge-rollups.ts";

/** A quarter to four, so that the last hours, minutes and seconds are all begun and not full. */
const end = Date.UTC(2026, 10, 22, 15, 44, 37);
const spanMs = 3.2 * 3_600_000;
let api: TestApi;
let viewer: TestPerson;
let appender: Appender;
let loop: RunningLoop;
/** What the appender takes for now. */
let clock = end - spanMs;

async function untilScored(): Promise<void> {
  await eventually(async () => {
    const { rows } = await api.app.pool.query("SELECT position::int AS at FROM log_position WHERE stream = 1");
    return rows[0]?.at === appender.head ? true : null;
  });
}

/** Requests of two sources over some hours, the newer the denser, and a burst that raises an alert. */
async function sendHours(): Promise<void> {
  const requests = 150;
  for (let index = 0; index < requests; index += 1) {
    const receivedMs = Math.round(end - spanMs * (1 - Math.sqrt(index / (requests - 1))) - 300);
    const events = index === 120 ? failureBurst(40, receivedMs - 5000) : ordinaryEvents(20 + (index % 7), receivedMs);
    clock = receivedMs;
    await appender.append(jobOf(events, receivedMs, 1 + (index % 2)));
  }
}

beforeAll(async () => {
  api = await createTestApi({ now: () => new Date(end) });
  viewer = await api.person("viewer");
  await preparePartitions(api.app.db, new Date(end));
  await api.app.pool.query(
    "INSERT INTO source (stream, name, format) VALUES (1, 'gate', 'sshd'), (1, 'probe', 'zeek')",
  );
  appender = createAppender({ url: api.databaseUrl, stream: 1, now: () => clock });
  loop = startLoop(api.databaseUrl);
  await sendHours();
  await untilScored();
  // Another owner: what the first one had not written is counted again, from the events.
  await loop.stop();
  await mergeRollups(api.app.pool, { from: 1, to: 60 });
  await mergeRollups(api.app.pool, { from: 60, to: 3600 });
  loop = startLoop(api.databaseUrl);
  clock = end - 100;
  await appender.append(jobOf(ordinaryEvents(33, end), clock, 2));
  await untilScored();
  await loop.stop();
});

afterAll(async () => {
  await appender.close();
  await api.close();
});

const ask = (query: string) => api.ask("GET", `/api/v1/live?${query}`, { cookie: viewer.cookie });
async function read(query: string): Promise<Live> {
  return liveSchema.parse(await (await ask(query)).json());
}

interface EventLine {
  readonly ms: number;
  readonly score: number;
  readonly band: number;
}

/** Nearest-rank quantile of scores rounded to 0.1, by sorting: another way than the one that is tested. */
function quantile(scores: readonly number[], share: number): number | null {
  const sorted = scores.map((score) => Math.round(score * 10) / 10).sort((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1] ?? null;
}

/** The chart as it follows from the event table alone. */
async function expected({ range }: Live, where: string): Promise<Omit<ChartBucket, "alerts">[]> {
  const ms = range.seconds * 1000;
  const from = Math.floor(range.from / ms) * ms;
  const to = Math.ceil(range.to / ms) * ms;
  const { rows } = await api.app.pool.query<EventLine>(
    `SELECT extract(epoch FROM received)::float8 * 1000 AS ms, score, band FROM event WHERE ${where} ORDER BY id`,
  );
  const buckets = new Map<number, EventLine[]>();
  for (const row of rows) {
    if (row.ms < from || row.ms >= to) continue;
    const start = Math.floor(row.ms / ms) * ms;
    buckets.set(start, [...(buckets.get(start) ?? []), row]);
  }
  return [...buckets].map(([start, lines]) => {
    const scores = lines.map(({ score }) => score);
    return {
      start,
      seconds: range.seconds,
      n: lines.length,
      flagged: lines.filter(({ band }) => band > 0).length,
      p50: quantile(scores, 0.5),
      p95: quantile(scores, 0.95),
      p99: quantile(scores, 0.99),
      max: quantile(scores, 1),
    };
  });
}

const parts = [
  ["the stream", "", "true"],
  ["a source", "&source=2", "source = 2"],
  ["a class", `&class=${classUid.authentication}`, `class_uid = ${classUid.authentication}`],
  ["a source and a class", "&source=1&class=3002", "source = 1 AND class_uid = 3002"],
] as const;
const ranges = [1, 5, 15, 60, 360, 1440, 10_080, 43_200];

test.each(parts)(
  "%s: every range is the events' own chart, open minutes and hours included",
  async (_name, filter, where) => {
    for (const minutes of ranges) {
      const live = await read(`minutes=${minutes}${filter}`);
      const shown = live.buckets.map(({ alerts: _alerts, ...bucket }) => bucket);
      expect(shown, `${minutes} minutes`).toEqual(await expected(live, where));
      expect(shown.length).toBeLessThanOrEqual(901);
    }
    expect((await read(`minutes=360${filter}`)).buckets.length).toBeGreaterThan(20);
  },
);

test("an entity's chart, and a fixed range of it", async () => {
  const { rows } = await api.app.pool.query(
    "SELECT id, kind FROM entity WHERE name IN ('root', '203.0.113.9') ORDER BY kind",
  );
  expect(rows).toHaveLength(2);
  for (const { id, kind } of rows) {
    const hex = BigInt.asUintN(64, BigInt(id)).toString(16).padStart(16, "0");
    for (const range of ["minutes=1440", "from=2026-11-22T12:00:00.000Z&to=2026-11-22T15:30:00.000Z"]) {
      const live = await read(`${range}&entity=${hex}`);
      const where = kind === 1 ? `user_id = ${id}` : `src_id = ${id}`;
      const shown = live.buckets.map(({ alerts: _alerts, ...bucket }) => bucket);
      expect(shown).toEqual(await expected(live, where));
      expect(live.top.every(({ user, src }) => [user?.id, src?.id].includes(hex))).toBe(true);
      expect(live.alerts).toHaveLength(0); // raised now, by the clock of the database, which is outside the range
    }
  }
});

test("the alert stands in the bucket of its first event, by every way of counting", async () => {
  const alerts = async (query: string) =>
    (await read(query)).buckets.filter(({ alerts: count }) => count > 0).map(({ alerts: count }) => count);
  expect(await alerts("minutes=1440")).toEqual([1]);
  expect(await alerts("minutes=1440&class=3002")).toEqual([1]);
  expect(await alerts("minutes=1440&class=4001")).toEqual([]);
  expect(await alerts("minutes=10080&source=1")).toEqual([1]);
});

test("only what is new is read when a view asks for it", async () => {
  const whole = await read("minutes=60");
  const tail = await read(`minutes=60&since=${new Date(end - 60_000).toISOString()}`);
  expect(tail.range).toEqual(whole.range);
  expect(tail.buckets.length).toBeGreaterThan(0);
  expect(tail.buckets).toEqual(whole.buckets.slice(-tail.buckets.length));
  expect(tail.buckets[0]?.start).toBeGreaterThanOrEqual(end - 65_000);
});

test("sources and classes that were met can be chosen", async () => {
  const answer = await api.ask("GET", "/api/v1/live/parts", { cookie: viewer.cookie });
  expect(await answer.json()).toEqual({
    sources: [
      { id: 1, name: "gate", format: "sshd" },
      { id: 2, name: "probe", format: "zeek" },
    ],
    classes: [
      { uid: 3002, name: "Authentication", family: "authentication" },
      { uid: 4001, name: "Network Activity", family: "network" },
    ],
  });
});

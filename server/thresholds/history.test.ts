import { afterAll, beforeAll, expect, test } from "vitest";
import { policyRatesSchema } from "../../lib/contracts/policy-rates.ts";
import { thresholdHistorySchema } from "../../lib/contracts/threshold-history.ts";
import { scoreOfMargin } from "../../lib/stats/margin.ts";
import { firstPolicy } from "../../lib/thresholds/policy.ts";
import { createTestApi, type TestApi, type TestPerson } from "../../testing/api.ts";

const now = new Date("2026-11-22T12:00:00Z");
const hourMs = 3_600_000;
const ago = (hours: number) => new Date(now.getTime() - hours * hourMs);
let api: TestApi;
let viewer: TestPerson;
beforeAll(async () => {
  api = await createTestApi({ now: () => now });
  viewer = await api.person("viewer");
});
afterAll(() => api.close());

const read = async (path: string) => (await api.ask("GET", `/api/v1/${path}`, { cookie: viewer.cookie })).json();

test("a period is one of the stream's clock and begins with the thresholds in force then; all time begins with the first", async () => {
  await api.app.db.thresholdChange.createMany({
    data: [50, 20, 2].map((hours, index) => ({
      stream: 1,
      version: index + 1,
      offset: BigInt(index * 10),
      policyVersion: 1,
      notify: 9 + index / 10,
      approve: index === 2 ? 11 : null,
      cause: index === 0 ? "policy" : "guarded",
      reason: `because of ${hours}`,
      actor: index === 0 ? "ada" : "system",
      estimated: false,
      inputsDigest: `digest-${index + 1}`,
      // Of old records, replayed within a minute: the wall says nothing of when they happened.
      at: ago(0),
      streamAt: index === 0 ? null : ago(hours),
    })),
  });
  const day = thresholdHistorySchema.parse(await read("thresholds/history?hours=24"));
  expect(day).toMatchObject({ from: ago(26).getTime(), to: ago(2).getTime(), cut: false, earlier: 1 });
  expect(day.steps.map(({ version, streamAt, notify, digest }) => [version, streamAt, notify, digest])).toEqual([
    [1, null, scoreOfMargin(9), "digest-1"],
    [2, ago(20).getTime(), scoreOfMargin(9.1), "digest-2"],
    [3, ago(2).getTime(), scoreOfMargin(9.2), "digest-3"],
  ]);
  const short = thresholdHistorySchema.parse(await read("thresholds/history?hours=10"));
  expect(short.steps.map(({ version, approve }) => [version, approve])).toEqual([
    [2, null],
    [3, scoreOfMargin(11)],
  ]);
  const all = thresholdHistorySchema.parse(await read("thresholds/history"));
  expect([all.from, all.steps.length, all.earlier]).toEqual([ago(20).getTime(), 3, 0]);
  expect(thresholdHistorySchema.parse(await read("thresholds/history?stream=demo")).steps).toEqual([]);
});

test("each version is measured over its own time in force, against what it aims at", async () => {
  const version = (number: number, { hours, body = {} }: { hours: number | null; body?: object }) => ({
    stream: 1,
    version: number,
    body: { ...firstPolicy, version: number, ...body },
    reason: "test",
    author: "ada",
    activatedAt: hours === null ? null : ago(hours),
    activeFrom: hours === null ? null : 0n,
  });
  const notify = { method: "guarded", target: 0.002, anchor: 9 };
  await api.app.db.policyVersion.createMany({
    data: [version(1, { hours: 30 }), version(2, { hours: 6, body: { notify } }), version(3, { hours: null })],
  });
  const bucket = (hours: number, flagged: number) => ({
    stream: 1,
    resolution: 1,
    start: ago(hours),
    n: 1000,
    flagged,
    alerts: 1,
    histogram: new Uint8Array(),
  });
  await api.app.db.rollup.createMany({ data: [bucket(20, 5), bucket(10, 1), bucket(5, 8), bucket(1, 0)] });
  const { versions } = policyRatesSchema.parse(await read("policies/rates"));
  expect(versions.map(({ version: number, events, flagged }) => [number, events, flagged])).toEqual([
    [2, 2000, 8],
    [1, 2000, 6],
  ]);
  expect(versions[0]?.target).toEqual({ share: 0.002, stated: true });
  expect(versions[1]?.target.stated).toBe(false);
  expect(versions[1]?.target.share).toBeCloseTo(1e-4, 9);
});

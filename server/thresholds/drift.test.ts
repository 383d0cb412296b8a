import { afterAll, beforeAll, expect, test } from "vitest";
import { thresholdDriftSchema } from "../../lib/contracts/threshold-drift.ts";
import { countScore, createHistogram, encodeHistogram } from "../../lib/pipeline/score-histogram.ts";
import { firstPolicy } from "../../lib/thresholds/policy.ts";
import { createTestApi, type TestApi, type TestPerson } from "../../testing/api.ts";

const now = new Date("2026-11-22T12:30:00Z");
const hourMs = 3_600_000;
let api: TestApi;
let viewer: TestPerson;
beforeAll(async () => {
  api = await createTestApi({ now: () => now });
  viewer = await api.person("viewer");
});
afterAll(() => api.close());

const read = async () => {
  const answer = await api.ask("GET", "/api/v1/thresholds/drift", { cookie: viewer.cookie });
  expect(answer.status).toBe(200);
  return thresholdDriftSchema.parse(await answer.json());
};

/** An hour whose scores are 1 to 50, `high` of every fifty of them 90 more. */
async function addHour(hoursAgo: number, high: number): Promise<void> {
  const histogram = createHistogram();
  for (let score = 1; score <= 50; score += 1) countScore(histogram, score, 20);
  countScore(histogram, 90, high * 20);
  const start = new Date(Math.floor(now.getTime() / hourMs) * hourMs - hoursAgo * hourMs);
  const body = Buffer.from(encodeHistogram(histogram));
  const n = histogram.total;
  await api.app.db.rollup.create({ data: { stream: 1, resolution: 3600, start, n, alerts: 0, histogram: body } });
}

test("says what it lacks, then what has drifted, since when and by how much", async () => {
  const none = await read();
  expect([none.shift, none.change, none.tail, none.risk, none.notify]).toEqual([null, null, null, null, null]);
  expect([none.events.current, none.hours.reference]).toEqual([0, 0]);

  for (let hour = 192; hour > 6; hour -= 1) await addHour(hour, 2);
  for (let hour = 6; hour > 0; hour -= 1) await addHour(hour, 25);
  await addHour(0, 50); // under way: left out
  const body = { ...firstPolicy, notify: { method: "fixed", margin: 9.2 } };
  await api.app.db.policyVersion.create({ data: { stream: 1, version: 1, body, reason: "first", author: "ada" } });
  await api.app.db.thresholdChange.create({
    data: {
      ...{ stream: 1, version: 1, offset: 0n, policyVersion: 1, notify: 9.2, cause: "policy", reason: "first" },
      ...{ actor: "ada", estimated: false, inputsDigest: "digest", at: now },
    },
  });
  const found = await read();
  expect(found.hours.reference).toBe(168);
  expect(found.shift?.reference.events).toBe(168 * 52 * 20);
  expect(found.shift?.current.events).toBe((18 * 52 + 6 * 75) * 20);
  expect(found.shift?.size).toBe("some");
  const sixHoursAgo = Math.floor(now.getTime() / hourMs) * hourMs - 6 * hourMs;
  expect(found.change?.since).toBe(sixHoursAgo);
  expect(found.change?.now).toBeGreaterThan(3 * Number(found.change?.usual));
  expect([found.notify, found.tail]).toEqual([9.2, null]);
  expect(found.risk).toBeCloseTo(1 / (1 + Math.exp(9.2)), 9);
});

import { afterEach, beforeEach, expect, test } from "vitest";
import { countScore, createHistogram, decodeHistogram } from "../../lib/pipeline/score-histogram.ts";
import { createTestDatabase, type TestDatabase } from "../../testing/database.ts";
import { createPool, type Pool } from "../db/pg.ts";
import { mergeRollups } from "./merge-rollups.ts";
import { rollupParams, upsertRollupsSql } from "./write-rollups.ts";

let database: TestDatabase;
let pool: Pool;
const startMs = Date.UTC(2026, 0, 5, 9, 58, 30);

beforeEach(async () => {
  database = await createTestDatabase();
  pool = createPool({ url: database.url, name: "test", max: 2 });
});

afterEach(async () => {
  await pool.end();
  await database.drop();
});

async function writeSeconds(from: number, to: number, score: number): Promise<void> {
  const buckets = Array.from({ length: to - from }, (_, i) => {
    const histogram = createHistogram();
    countScore(histogram, score, 2);
    return { startMs: startMs + (from + i) * 1000, histogram, flagged: 1, alerts: 1 };
  });
  await pool.query(upsertRollupsSql, [...rollupParams(1, 1, buckets)]);
}

async function counts(resolution: number): Promise<{ n: number; alerts: number; scores: number }[]> {
  const { rows } = await pool.query("SELECT n, alerts, histogram FROM rollup WHERE resolution = $1 ORDER BY start", [
    resolution,
  ]);
  return rows.map(({ n, alerts, histogram }) => {
    const decoded = decodeHistogram(histogram);
    return { n, alerts, scores: decoded.ok ? decoded.histogram.total : -1 };
  });
}

test("minutes and hours are sums of what they are made of, however often they are made", async () => {
  await writeSeconds(0, 100, 10);
  for (const _ of [1, 2]) {
    await mergeRollups(pool, { from: 1, to: 60 });
    await mergeRollups(pool, { from: 60, to: 3600 });
  }
  const bucket = (n: number) => ({ n: n * 2, alerts: n, scores: n * 2 });
  expect(await counts(60)).toEqual([bucket(30), bucket(60), bucket(10)]);
  expect(await counts(3600)).toEqual([bucket(90), bucket(10)]);
  await writeSeconds(100, 130, 20);
  await mergeRollups(pool, { from: 1, to: 60 });
  await mergeRollups(pool, { from: 60, to: 3600 });
  expect(await counts(60)).toEqual([bucket(30), bucket(60), bucket(40)]);
  expect(await counts(3600)).toEqual([bucket(90), bucket(40)]);
});

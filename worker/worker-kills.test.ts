import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { appendInBlocks, failureBurst, ordinaryEvents } from "../testing/scoring-events.ts";
import { createScoringWorld, eventually, type ScoringWorld, startLoop } from "../testing/scoring-world.ts";

let world: ScoringWorld;
let workers: ChildProcess[];

beforeEach(async () => {
  world = await createScoringWorld();
  workers = [];
});

afterEach(async () => {
  for (const worker of workers) worker.kill("SIGKILL");
  await world.close();
});

function startWorker(): ChildProcess {
  const worker = spawn(process.execPath, ["--import", "tsx", resolve(import.meta.dirname, "main.ts")], {
    env: {
      NODE_ENV: "test",
      DATABASE_URL: world.database.url,
      AUTH_SECRET: "for the worker of a test, thirty-two characters",
      TIDELINE_STATE: tmpdir(),
      LOG_LEVEL: "silent",
    },
    stdio: "ignore",
  });
  workers.push(worker);
  return worker;
}

async function kill(worker: ChildProcess): Promise<void> {
  const exited = once(worker, "exit");
  worker.kill("SIGKILL");
  await exited;
}

describe("a worker that is killed again and again", () => {
  it("leaves the same bytes behind as one that never was, nothing lost, nothing twice", {
    timeout: 240_000,
  }, async () => {
    const startMs = Date.now() - 3_600_000;
    const events = [
      ...ordinaryEvents(4_500, startMs),
      ...failureBurst(80, startMs + 200_000),
      ...ordinaryEvents(4_500, startMs + 250_000),
    ];
    const sent = appendInBlocks(world.appender, events, 90);
    const ends = [1_500, 4_000, 6_500];
    for (const end of ends) {
      const worker = startWorker();
      await eventually(async () => ((await world.position()) >= end ? true : null), 60_000);
      await kill(worker);
    }
    await sent;
    const last = startWorker();
    await eventually(async () => {
      const { rows } = await world.pool.query("SELECT owner FROM log_position WHERE stream = 1 AND position = $1", [
        events.length,
      ]);
      return String(rows[0]?.owner).endsWith(`:${last.pid}`) ? true : null;
    }, 60_000);
    const ended = once(last, "exit");
    last.kill("SIGTERM");
    expect(await ended).toEqual([0, null]);
    const { rows } = await world.pool.query(
      "SELECT count(*)::int AS n, count(DISTINCT id)::int AS ids, max(id)::int AS last FROM event",
    );
    expect(rows).toEqual([{ n: events.length, ids: events.length, last: events.length - 1 }]);
    const withKills = await world.digestOfEvents();
    const alerts = "SELECT finding_key, event_count, margin, event_id::int FROM alert ORDER BY finding_key";
    const alertsWithKills = (await world.pool.query(alerts)).rows;
    const chart = "SELECT sum(n)::int AS n, sum(alerts)::int AS alerts FROM rollup WHERE resolution = 1";
    expect((await world.pool.query(chart)).rows).toEqual([{ n: events.length, alerts: alertsWithKills.length }]);
    const parts = `SELECT dimension, key, sum(n)::int AS n, sum(flagged)::int AS flagged, sum(alerts)::int AS alerts
      FROM rollup_part WHERE resolution = 10 GROUP BY 1, 2 ORDER BY 1, 2`;
    const counted = `SELECT 2 AS dimension, class_uid AS key, count(*)::int AS n,
      (count(*) FILTER (WHERE band > 0))::int AS flagged FROM event GROUP BY 2 ORDER BY 2`;
    const partsWithKills = (await world.pool.query(parts)).rows;
    const byClass = partsWithKills.filter(({ dimension }) => dimension === 2);
    expect(byClass.map(({ alerts: _alerts, ...row }) => row)).toEqual((await world.pool.query(counted)).rows);
    expect(byClass.reduce((sum, row) => sum + row.alerts, 0)).toBe(alertsWithKills.length);
    await world.pool.query(
      "TRUNCATE event, score_batch, score_block, artefact, entity, checkpoint, alert, alert_event, alert_activity, threshold_change, policy, rollup, rollup_part, rollup_part_head CASCADE",
    );
    await world.pool.query("UPDATE log_position SET position = 0, checkpoint = 0");
    const undisturbed = startLoop(world.database.url);
    await world.scored();
    await undisturbed.stop();
    expect(await world.digestOfEvents()).toBe(withKills);
    expect((await world.pool.query(alerts)).rows).toEqual(alertsWithKills);
    expect((await world.pool.query(parts)).rows).toEqual(partsWithKills);
  });
});

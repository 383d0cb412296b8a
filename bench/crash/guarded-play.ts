import { setTimeout as pause } from "node:timers/promises";
import { firstPolicy } from "../../lib/thresholds/policy.ts";
import type { Pool } from "../../server/db/pg.ts";

const longestMs = 60_000;

/** Waits until the database says so, through its outages. */
async function untilTrue(pool: Pool, condition: string, what: string): Promise<void> {
  const endMs = Date.now() + longestMs;
  while (Date.now() < endMs) {
    const answer = await pool.query<{ is: boolean }>(`SELECT (${condition}) AS is`).catch(() => null);
    if (answer?.rows[0]?.is) return;
    await pause(200);
  }
  throw new Error(what);
}

/** Publishes a guarded notify, and waits until its guard has begun. */
export async function publishGuarded(pool: Pool): Promise<void> {
  const notify = {
    ...{ method: "guarded", target: 0.01, anchor: 4, rail: 1.5 },
    ...{ capacityPerDay: 1_000_000, spotCheckShare: 0.5, judgedShare: 1 },
  };
  await pool.query("INSERT INTO policy (stream, version, body, reason, author) VALUES (1, 2, $1, 'bench', 'bench')", [
    JSON.stringify({ ...firstPolicy, version: 2, notify }),
  ]);
  await pool.query("NOTIFY tideline_policy");
  await untilTrue(pool, "EXISTS (SELECT 1 FROM guard_view WHERE stream = 1)", "No guard began within a minute.");
}

/** Verdicts on spot checks as operations write them, mostly benign; some are thought over. */
const judgeSql = `
  WITH checks AS (
    UPDATE spot_check SET verdict = CASE WHEN id % 17 = 0 THEN 'attack' ELSE 'benign' END WHERE id IN (
      SELECT id FROM spot_check WHERE stream = 1 AND verdict IS NULL ORDER BY id DESC LIMIT 40) RETURNING id
  ), again AS (
    UPDATE spot_check SET verdict = 'unknown' WHERE id IN (
      SELECT id FROM spot_check WHERE stream = 1 AND verdict = 'benign' AND id % 13 = 0 ORDER BY id DESC LIMIT 2)
    RETURNING id
  )
  INSERT INTO guard_input (stream, kind, request, actor)
  SELECT 1, 'spotCheck', jsonb_build_object('id', what.id), 'bench'
  FROM (SELECT id FROM checks UNION ALL SELECT id FROM again) AS what ORDER BY what.id`;

/** Verdicts on alerts. They resolve them, and what comes then raises new ones: so they come when all is scored. */
const judgeAlertsSql = `
  WITH judged AS (
    UPDATE alert SET status = 'resolved', verdict = CASE WHEN id % 9 = 0 THEN 'true_positive' ELSE 'benign' END
    WHERE id IN (SELECT id FROM alert WHERE stream = 1 AND status <> 'resolved' ORDER BY id LIMIT 200) RETURNING id)
  INSERT INTO guard_input (stream, kind, request, actor)
  SELECT 1, 'alert', jsonb_build_object('id', id), 'bench' FROM judged ORDER BY id`;

export async function judgeAlerts(pool: Pool): Promise<void> {
  await pool.query(judgeAlertsSql);
}

/** Judges what is open every second until it is told to stop; what an outage takes is judged later. */
export function keepJudging(pool: Pool): { stop(): Promise<void> } {
  let over = false;
  const work = async () => {
    while (!over) {
      await pool.query(judgeSql).catch(() => null);
      await pause(1_000);
    }
  };
  const done = work();
  return {
    async stop() {
      over = true;
      await done;
    },
  };
}

/** Until the guard has taken up what waits, and how it stands is written as of the newest event. */
export function untilGuardRests(pool: Pool): Promise<void> {
  const rests = `NOT EXISTS (SELECT 1 FROM guard_input WHERE stream = 1 AND number IS NULL)
    AND (SELECT (v.body ->> 'position')::bigint = h.next AND v.written_at > (SELECT max(taken_at) FROM guard_input)
      FROM guard_view v JOIN log_head h USING (stream) WHERE v.stream = 1)`;
  return untilTrue(pool, rests, "The guard did not come to rest within a minute.");
}

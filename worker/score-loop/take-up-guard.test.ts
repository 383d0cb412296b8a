import { afterEach, expect, it } from "vitest";
import { classUid, statusId } from "../../lib/event/classes.ts";
import { emptyEvent, type SecurityEvent } from "../../lib/event/security-event.ts";
import { createRandom } from "../../lib/stats/random.ts";
import { firstPolicy } from "../../lib/thresholds/policy.ts";
import { applyRequest } from "../../server/change-requests/apply-request.ts";
import { lockRequest } from "../../server/change-requests/request-record.ts";
import { inTransaction } from "../../server/db/in-transaction.ts";
import { systemActor } from "../../server/responses/take-step.ts";
import { appendInBlocks } from "../../testing/scoring-events.ts";
import {
  createScoringWorld,
  eventually,
  type RunningLoop,
  type ScoringWorld,
  startLoop,
} from "../../testing/scoring-world.ts";

const running: { worlds: ScoringWorld[]; loops: RunningLoop[] } = { worlds: [], loops: [] };

afterEach(async () => {
  for (const loop of running.loops.splice(0)) await loop.stop();
  for (const one of running.worlds.splice(0)) await one.close();
});

const perDay = 1440;
const startMs = Math.floor(Date.now() / 86_400_000 - 8) * 86_400_000;

/** A sign-in a minute by people of sixty addresses; one in ten fails. */
function signIns(days: number): SecurityEvent[] {
  const random = createRandom("ordinary life");
  return Array.from({ length: days * perDay }, (_, i) => {
    const person = Math.floor(random.fraction() * 60);
    return {
      ...emptyEvent(),
      ...{ time: startMs + i * 60_000, classUid: classUid.authentication, activityId: 1, action: "sign-in" },
      ...{ statusId: random.fraction() < 0.1 ? statusId.failure : statusId.success },
      ...{ user: `user${person}`, host: `host${person % 5}`, srcIp: `10.0.${person % 4}.${person}` },
    };
  });
}

const guarded = {
  ...firstPolicy,
  version: 2,
  notify: {
    ...{ method: "guarded", target: 0.02, anchor: 3.5, rail: 1.5 },
    ...{ capacityPerDay: 500, spotCheckShare: 0.5, judgedShare: 1 },
  },
};
const events = signIns(7);

async function newWorld(): Promise<ScoringWorld> {
  const world = await createScoringWorld();
  running.worlds.push(world);
  return world;
}

function start({ database }: ScoringWorld): RunningLoop {
  const loop = startLoop(database.url);
  running.loops.push(loop);
  return loop;
}

async function isTrue({ pool }: ScoringWorld, condition: string): Promise<void> {
  await eventually(async () => {
    const { rows } = await pool.query<{ is: boolean }>(`SELECT (${condition}) AS is`);
    return rows[0]?.is === true ? true : null;
  });
}

/** Everything normal, said by people as operations write it, and taken up by scoring. */
async function judgeAll(world: ScoringWorld): Promise<void> {
  await world.pool.query(`
    WITH judged AS (
      UPDATE alert SET verdict = 'benign', status = 'resolved' WHERE verdict IS NULL RETURNING id, finding_key
    ), checked AS (
      UPDATE spot_check SET verdict = 'benign' WHERE verdict IS NULL RETURNING id, event_id
    )
    INSERT INTO guard_input (stream, kind, request, actor)
    SELECT 1, what.kind, jsonb_build_object('id', what.id), 'ann' FROM (
      SELECT 'alert' AS kind, id, finding_key AS name FROM judged
      UNION ALL SELECT 'spotCheck', id, lpad(event_id::text, 9, '0') FROM checked
    ) AS what ORDER BY what.kind, what.name`);
  await world.pool.query("NOTIFY tideline_policy");
  await isTrue(world, "NOT EXISTS (SELECT 1 FROM guard_input WHERE number IS NULL)");
}

async function appendDays(world: ScoringWorld, from: number, to: number): Promise<void> {
  await appendInBlocks(world.appender, events.slice(from * perDay, to * perDay), 480);
  await world.scored();
}

/** Two days, then a guarded policy. */
async function begin(world: ScoringWorld, anchor: number): Promise<void> {
  await appendDays(world, 0, 2);
  await world.pool.query(
    "INSERT INTO policy (stream, version, body, reason, author) VALUES (1, 2, $1, 'to try it', 'ann')",
    [JSON.stringify({ ...guarded, notify: { ...guarded.notify, anchor } })],
  );
  await world.pool.query("NOTIFY tideline_policy");
  await isTrue(world, "EXISTS (SELECT 1 FROM guard_view)");
}

/** Days with verdicts at the end of each; gives all that was moved and drawn. */
async function runHistory(world: ScoringWorld, between: (day: number) => Promise<void>) {
  await begin(world, 3.5);
  for (let day = 2; day < 7; day += 1) {
    await appendDays(world, day, day + 1);
    await between(day);
    await judgeAll(world);
  }
  const moves = await world.pool.query(
    `SELECT version, "offset"::int, notify, cause, reason, inputs_digest, guard FROM threshold_change ORDER BY version`,
  );
  const drawn = await world.pool.query(
    "SELECT event_id::int, chance, near, origin, network FROM spot_check ORDER BY 1",
  );
  const inputs = await world.pool.query(
    "SELECT number, active_from::int, kind, answer FROM guard_input ORDER BY number",
  );
  return { moves: moves.rows, drawn: drawn.rows, inputs: inputs.rows };
}

it("moves, draws and takes verdicts up at the same offsets, whatever it is interrupted by", async () => {
  const world = await newWorld();
  start(world);
  const whole = await runHistory(world, async () => undefined);
  const guardedMoves = whole.moves.filter(({ cause }) => cause === "guarded");
  expect(guardedMoves.length).toBeGreaterThan(3);
  expect(guardedMoves[0].reason).toMatch(/judged normal: notify/);
  expect(whole.drawn.length).toBeGreaterThan(5);
  expect(whole.inputs.some(({ answer }) => answer.outcome.startsWith("1 of 1 counted"))).toBe(true);

  const other = await newWorld();
  let loop = start(other);
  const disturbed = await runHistory(other, async (day) => {
    if (day % 2 === 0) {
      // As after a crash: connections cut, and the state of scoring lost.
      await other.pool.query("DELETE FROM checkpoint");
      await other.pool.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'tideline scoring%' AND datname = current_database()",
      );
      return;
    }
    await loop.stop();
    running.loops.pop();
    loop = start(other);
  });
  expect(disturbed).toEqual(whole);
}, 120_000);

it("asks where a guard holds it in the wrong place, and goes there once people have agreed", async () => {
  const world = await newWorld();
  const { pool } = world;
  start(world);
  await begin(world, 1.5);
  const openRequests = async () =>
    (await pool.query("SELECT id::int, payload, evidence FROM change_request WHERE state = 'open'")).rows;
  await appendDays(world, 2, 3);
  await judgeAll(world);
  await appendDays(world, 3, 4);
  const [first] = await openRequests();
  expect(first.payload).toMatchObject({ guard: 1, number: 1 });
  expect(first.payload.to).toBeGreaterThan(first.payload.from);
  expect(first.evidence.falseAlarmRate).toBeGreaterThan(0.04);

  await pool.query(
    "UPDATE change_request SET state = 'refused', closed_at = now(), closed_by = 'bob', outcome = 'not now' WHERE id = $1",
    [first.id],
  );
  await pool.query("NOTIFY tideline_policy");
  await isTrue(
    world,
    "EXISTS (SELECT 1 FROM guard_input WHERE kind = 'decision' AND answer ->> 'outcome' = 'refused')",
  );
  await judgeAll(world);
  await appendDays(world, 4, 6);
  const [second] = await openRequests();
  expect(second.payload.number).toBe(2);

  await inTransaction(pool, async (run) => {
    await applyRequest(run, await lockRequest(run, second.id), systemActor);
  });
  await isTrue(world, "EXISTS (SELECT 1 FROM threshold_change WHERE cause = 'request')");
  const { rows } = await pool.query("SELECT notify, old_anchor, reason FROM threshold_change WHERE cause = 'request'");
  expect(rows).toEqual([{ notify: second.payload.to, old_anchor: 1.5, reason: expect.stringContaining("approved") }]);
}, 120_000);

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { z } from "zod";
import { type PushKind, pushBodies } from "../../lib/contracts/live.ts";
import { appendInBlocks, failureBurst, jobOf, ordinaryEvents } from "../../testing/scoring-events.ts";
import {
  createScoringWorld,
  eventually,
  type RunningLoop,
  type ScoringWorld,
  startLoop,
} from "../../testing/scoring-world.ts";

let world: ScoringWorld;
let loops: RunningLoop[];

beforeEach(async () => {
  world = await createScoringWorld();
  loops = [];
});

afterEach(async () => {
  await Promise.all(loops.map((loop) => loop.stop()));
  await world.close();
});

function start(): RunningLoop {
  const loop = startLoop(world.database.url);
  loops.push(loop);
  return loop;
}

async function rows(sql: string, values: unknown[] = []) {
  return (await world.pool.query(sql, values)).rows;
}

/** Bodies of the messages of one kind, in their order, each checked against its schema. */
async function messages<Body>(kind: PushKind, schema: z.ZodType<Body>): Promise<Body[]> {
  const found = await rows("SELECT payload FROM outbox WHERE kind = $1 ORDER BY number", [kind]);
  return found.map(({ payload }) => schema.parse(payload));
}

describe("scoring loop", () => {
  it("writes one row an event, with what belongs to it", async () => {
    start();
    await appendInBlocks(world.appender, ordinaryEvents(3000, Date.now() - 600_000), 500);
    await world.scored();
    const [counts] = await rows(
      `SELECT count(*)::int AS n, count(DISTINCT id)::int AS ids, min(id)::int AS first, max(id)::int AS last FROM event`,
    );
    expect(counts).toEqual({ n: 3000, ids: 3000, first: 0, last: 2999 });
    expect(await rows("SELECT sum(n)::int AS n FROM score_batch")).toEqual([{ n: 3000 }]);
    const [linked] = await rows(
      `SELECT count(*)::int AS n FROM event e JOIN entity u ON u.stream = e.stream AND u.id = e.src_id`,
    );
    expect(linked).toEqual({ n: 3000 });
    const received = await rows(`SELECT count(*)::int AS n FROM event e JOIN block b
      ON b.stream = e.stream AND b.received = e.received AND e.id >= b.first AND e.id < b.first + b.n`);
    expect(received).toEqual([{ n: 3000 }]);
  });

  it("tells how far scoring is once a commit, with numbers that have no gap", async () => {
    start();
    await appendInBlocks(world.appender, ordinaryEvents(400, Date.now() - 60_000), 100);
    await world.scored();
    const scores = await messages("scores", pushBodies.scores);
    expect(scores.reduce((sum, { count }) => sum + count, 0)).toBe(400);
    expect(scores.at(-1)?.position).toBe(400);
    expect(scores.every(({ top }) => top.length > 0)).toBe(true);
    const [numbers] = await rows(
      "SELECT min(number)::int AS least, max(number)::int AS most, count(*)::int AS n FROM outbox",
    );
    expect(numbers.most - numbers.least + 1).toBe(numbers.n);
    expect(await rows("SELECT next::int AS next FROM push_head")).toEqual([{ next: numbers.most + 1 }]);
  });

  it("raises one alert for a burst and joins what follows to it", async () => {
    start();
    const startMs = Date.now() - 60_000;
    await world.appender.append(jobOf(failureBurst(40, startMs)));
    await world.scored();
    await world.appender.append(jobOf(failureBurst(130, startMs + 5_000)));
    await world.scored();
    const alerts = await rows("SELECT id::int, event_count, entity_ids, margin, threshold FROM alert ORDER BY id");
    const [flagged] = await rows("SELECT count(*)::int AS n, max(margin) AS margin FROM event WHERE band > 0");
    expect(alerts).toHaveLength(1);
    expect(alerts[0]).toMatchObject({ event_count: flagged.n, margin: flagged.margin });
    expect(alerts[0].margin).toBeGreaterThanOrEqual(alerts[0].threshold);
    expect(await rows("SELECT count(*)::int AS n FROM alert_event")).toEqual([{ n: 100 }]);
    expect(await rows("SELECT kind, actor FROM alert_activity")).toEqual([{ kind: "raised", actor: "system" }]);
    const known = await rows("SELECT count(*)::int AS n FROM entity WHERE id = ANY($1::bigint[])", [
      alerts[0].entity_ids,
    ]);
    expect(known[0].n).toBeGreaterThanOrEqual(2);
    const said = await messages("alert", pushBodies.alert);
    expect(said.map(({ change }) => change)).toEqual(["raised", "joined"]);
    expect(said.at(-1)?.alert.eventCount).toBe(flagged.n);
  });

  it("stops at a hole and goes on when it is filled", async () => {
    const events = ordinaryEvents(300, Date.now() - 60_000);
    await appendInBlocks(world.appender, events, 100);
    await world.pool.query("CREATE TABLE kept AS SELECT * FROM block WHERE first = 100");
    await world.pool.query("DELETE FROM block WHERE first = 100");
    const loop = start();
    await eventually(async () => (loop.lines.some((line) => line.includes("has a hole")) ? true : null));
    expect(await world.position()).toBe(100);
    await world.pool.query("INSERT INTO block SELECT * FROM kept");
    await world.scored();
    expect(await rows("SELECT count(*)::int AS n FROM event")).toEqual([{ n: 300 }]);
  });

  it("takes a policy up at an offset, within a second though no events flow, and says so", async () => {
    const loop = start();
    await appendInBlocks(world.appender, ordinaryEvents(200, Date.now() - 60_000), 100);
    await world.scored();
    const policy = { notify: { method: "fixed", margin: 3 }, approve: null, auto: null };
    const body = { ...policy, version: 2, severity: { notify: "low", approve: "high", auto: "critical" } };
    const publishedMs = Date.now();
    await world.pool.query(
      "INSERT INTO policy (stream, version, body, reason, author) VALUES (1, 2, $1, 'lower', 'ada@example.org')",
      [JSON.stringify(body)],
    );
    await world.pool.query("NOTIFY tideline_policy");
    await eventually(async () =>
      (await messages("threshold", pushBodies.threshold)).some(({ step }) => step.version === 2) ? true : null,
    );
    expect(Date.now() - publishedMs).toBeLessThan(1000);
    expect(await rows("SELECT version, active_from::int FROM policy WHERE stream = 1 ORDER BY version")).toEqual([
      { version: 1, active_from: 0 },
      { version: 2, active_from: 200 },
    ]);
    const steps = await rows(
      `SELECT version, "offset"::int, notify, actor FROM threshold_change WHERE stream = 1 ORDER BY version`,
    );
    expect(steps).toEqual([
      { version: 1, offset: 0, notify: Math.log(9999), actor: "system" },
      { version: 2, offset: 200, notify: 3, actor: "ada@example.org" },
    ]);
    await loop.stop();
    loops = [];
    start();
    await world.appender.append(jobOf(ordinaryEvents(50, Date.now() - 30_000)));
    await world.scored();
    const versions = await rows(
      "SELECT policy_version, threshold_version, count(*)::int AS n FROM event GROUP BY 1, 2 ORDER BY 1",
    );
    expect(versions).toEqual([
      { policy_version: 1, threshold_version: 1, n: 200 },
      { policy_version: 2, threshold_version: 2, n: 50 },
    ]);
  });

  it("judges by scopes from their offset on, and goes on so after the state was folded anew", async () => {
    await rows("INSERT INTO source (id, stream, name, format) OVERRIDING SYSTEM VALUE VALUES (1, 1, 'gate', 'test')");
    const first = start();
    await appendInBlocks(world.appender, ordinaryEvents(600, Date.now() - 600_000), 100);
    await world.scored();
    const match = { classUids: [3002], sources: ["gate"], group: "desks" };
    const policy = {
      version: 2,
      notify: { method: "fixed", margin: 13 },
      approve: null,
      auto: null,
      severity: { notify: "low", approve: "high", auto: "critical" },
      groups: [{ id: "desks", name: "Desks", names: ["HOST2"], ranges: ["10.0.1.0/24"] }],
      scopes: [{ id: "desks", name: "Desks", match, notify: -14, approve: 0.5, auto: "off" }],
    };
    await rows(
      "INSERT INTO policy (stream, version, body, reason, author) VALUES (1, 2, $1, 'desks', 'ada@example.org')",
      [JSON.stringify(policy)],
    );
    await rows("NOTIFY tideline_policy");
    await eventually(async () =>
      (await rows("SELECT 1 FROM policy WHERE active_from = 600")).length > 0 ? true : null,
    );
    await appendInBlocks(world.appender, ordinaryEvents(300, Date.now() - 500_000), 100);
    await world.scored();
    await first.stop();
    loops = [];
    await rows("DELETE FROM checkpoint");
    start();
    await appendInBlocks(world.appender, ordinaryEvents(300, Date.now() - 400_000), 100);
    await world.scored();
    const wrong = await rows(`SELECT e.id FROM event e LEFT JOIN entity h ON h.id = e.host_id AND h.stream = 1
      LEFT JOIN entity s ON s.id = e.src_id AND s.stream = 1 WHERE e.band IS DISTINCT FROM CASE
        WHEN e.id < 600 THEN 0
        WHEN e.class_uid = 3002 AND (h.name = 'host2' OR s.name LIKE '10.0.1.%')
          THEN CASE WHEN e.margin >= 0.5 THEN 2 ELSE 1 END
        ELSE 0 END`);
    expect(wrong).toEqual([]);
    expect((await rows("SELECT 1 FROM event WHERE band > 0 AND id >= 900")).length).toBeGreaterThan(10);
    const [step] = await rows("SELECT scopes, reason FROM threshold_change WHERE stream = 1 AND version = 2");
    expect(step).toEqual({
      scopes: [{ id: "desks", name: "Desks", notify: -14, approve: 0.5, auto: null }],
      reason: "desks",
    });
    const [alert] = await rows("SELECT scope, threshold FROM alert WHERE stream = 1 LIMIT 1");
    expect(alert).toEqual({ scope: "Desks", threshold: -14 });
  });

  it("rolls up every second once, whatever happens between", async () => {
    const first = start();
    await appendInBlocks(world.appender, ordinaryEvents(700, Date.now() - 60_000), 50);
    await world.scored();
    await world.pool.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'tideline scoring%'",
    );
    await appendInBlocks(world.appender, failureBurst(60, Date.now() - 30_000), 50);
    await world.scored();
    await first.stop();
    loops = [];
    const [sum] = await rows("SELECT sum(n)::int AS n, sum(alerts)::int AS alerts FROM rollup WHERE resolution = 1");
    expect(sum).toEqual({ n: 760, alerts: 1 });
    const bySecond = await rows(`SELECT start, n FROM rollup WHERE resolution = 1 ORDER BY start`);
    const counted = await rows(
      `SELECT date_trunc('second', received) AS start, count(*)::int AS n FROM event GROUP BY 1 ORDER BY 1`,
    );
    expect(bySecond).toEqual(counted);
    const buckets = await messages("buckets", pushBodies.buckets);
    expect(buckets.length).toBeGreaterThan(0);
  });
});

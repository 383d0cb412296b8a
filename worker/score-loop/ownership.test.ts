import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createScorer } from "../../lib/pipeline/scorer.ts";
import { createCheckpointWriter } from "../../server/event-log/checkpoint.ts";
import { FenceLostError, holdFence, releaseOwnership, takeOwnership } from "../../server/event-log/lease.ts";
import { createScoreWriter } from "../../server/event-log/score-commit.ts";
import { createBlockReader } from "../../server/event-log/score-reader.ts";
import { appendInBlocks, failureBurst, jobOf, ordinaryEvents } from "../../testing/scoring-events.ts";
import { createScoringWorld, eventually, type ScoringWorld, startLoop } from "../../testing/scoring-world.ts";
import { scoreBlock } from "./score-block.ts";

let world: ScoringWorld;

beforeEach(async () => {
  world = await createScoringWorld();
});

afterEach(() => world.close());

function takeStream(): ReturnType<typeof takeOwnership> {
  return takeOwnership({ url: world.database.url, stream: 1, owner: "test" }, new AbortController().signal);
}

describe("ownership of a stream", () => {
  it("lets no stale owner write, although it never heard of its successor", async () => {
    await world.appender.append(jobOf(ordinaryEvents(100, Date.now() - 60_000)));
    const stale = await takeStream();
    if (stale === null) throw new Error("The stream is free.");
    // The lease ran out while the owner hung; its session, and with it the advisory lock, lives on.
    await world.pool.query("UPDATE log_position SET lease_until = now() - interval '1 second' WHERE stream = 1");
    const fresh = await takeStream();
    if (fresh === null) throw new Error("The lease has run out.");
    expect(fresh.fence).toBe(stale.fence + 1);
    const reader = createBlockReader({ url: world.database.url, stream: 1 });
    const scorer = createScorer();
    const [block] = await reader.read(0, 4, true);
    if (block === undefined) throw new Error("There is a block.");
    const parts = await scoreBlock(scorer, block, 100);
    const thresholds = scorer.thresholdsInForce();
    const span = { from: 0, to: 100, parts, names: scorer, thresholds, scoredAtMs: Date.now() };
    await expect(createScoreWriter(stale).commit(span)).rejects.toThrow(FenceLostError);
    await expect(holdFence(stale)).rejects.toThrow(FenceLostError);
    const checkpoints = createCheckpointWriter(world.database.url, stale);
    await expect(checkpoints.save({ offset: 0, parts: scorer.checkpoint() })).rejects.toThrow(FenceLostError);
    expect((await world.pool.query("SELECT 1 FROM event")).rowCount).toBe(0);
    expect((await world.pool.query("SELECT 1 FROM checkpoint")).rowCount).toBe(0);
    await createScoreWriter(fresh).commit(span);
    expect(await world.position()).toBe(100);
    await Promise.all([reader.close(), checkpoints.close(), releaseOwnership(stale), releaseOwnership(fresh)]);
  });

  it("passes on within a second when the owner's session ends, long before its lease does", async () => {
    const first = await takeStream();
    if (first === null) throw new Error("The stream is free.");
    const waiting = takeStream();
    const killedMs = Date.now();
    await world.pool.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'tideline scoring 1' AND pid = $1",
      [Number((await first.client.query("SELECT pg_backend_pid() AS pid")).rows[0]?.pid)],
    );
    const second = await waiting;
    expect(Date.now() - killedMs).toBeLessThan(1000);
    expect(second?.fence).toBe(first.fence + 1);
    if (second !== null) await releaseOwnership(second);
  });
});

describe("state after a restart", () => {
  it("is refolded from the start when the checkpoint is corrupt, with the same rows as without a break", async () => {
    const startMs = Date.now() - 600_000;
    const events = [
      ...ordinaryEvents(4500, startMs),
      ...failureBurst(60, startMs + 200_000),
      ...ordinaryEvents(500, startMs + 250_000),
    ];
    await appendInBlocks(world.appender, events.slice(0, 2600), 700);
    const first = startLoop(world.database.url);
    await world.scored();
    await first.stop();
    const stored = await world.pool.query(`SELECT "offset"::int FROM checkpoint WHERE stream = 1 GROUP BY 1`);
    expect(stored.rows).toEqual([{ offset: 2600 }]);
    await world.pool.query(
      "UPDATE checkpoint SET body = set_byte(body, length(body) / 2, (get_byte(body, length(body) / 2) + 1) % 256)",
    );
    await appendInBlocks(world.appender, events.slice(2600), 450);
    const second = startLoop(world.database.url);
    await world.scored();
    await second.stop();
    expect(second.lines.some((line) => line.startsWith("checkpoint refused"))).toBe(true);
    const broken = await world.digestOfEvents();
    await world.pool.query(
      `TRUNCATE event, score_batch, score_block, artefact, entity, checkpoint, alert, alert_event, threshold_change, policy, rollup CASCADE`,
    );
    await world.pool.query("UPDATE log_position SET position = 0, checkpoint = 0");
    const whole = startLoop(world.database.url);
    await world.scored();
    await whole.stop();
    expect(await world.digestOfEvents()).toBe(broken);
    expect((await world.pool.query("SELECT count(*)::int AS n FROM event")).rows).toEqual([{ n: events.length }]);
  });

  it("sets aside what lies in a damaged block, and nothing else", async () => {
    await appendInBlocks(world.appender, ordinaryEvents(300, Date.now() - 60_000), 100);
    await world.pool.query("UPDATE block SET cols = '\\x00' WHERE first = 100");
    const loop = startLoop(world.database.url);
    await world.scored();
    await loop.stop();
    const dead = await world.pool.query(
      `SELECT min("offset")::int AS first, count(*)::int AS n, count(DISTINCT reason)::int AS reasons FROM dead_letter`,
    );
    expect(dead.rows).toEqual([{ first: 100, n: 100, reasons: 1 }]);
    const scored = await world.pool.query(
      "SELECT count(*)::int AS n, count(*) FILTER (WHERE id BETWEEN 100 AND 199)::int AS dead FROM event",
    );
    expect(scored.rows).toEqual([{ n: 200, dead: 0 }]);
    await eventually(async () => ((await world.position()) === 300 ? true : null));
  });
});

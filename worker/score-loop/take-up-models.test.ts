import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writeChampion } from "../../lib/models/champion/write-champion.ts";
import { randomChampion } from "../../testing/models/random-champion.ts";
import { appendInBlocks, ordinaryEvents } from "../../testing/scoring-events.ts";
import {
  createScoringWorld,
  eventually,
  type RunningLoop,
  type ScoringWorld,
  startLoop,
} from "../../testing/scoring-world.ts";

const running: { worlds: ScoringWorld[]; loops: RunningLoop[] } = { worlds: [], loops: [] };
let world: ScoringWorld;

beforeEach(async () => {
  world = await newWorld();
});

afterEach(async () => {
  await stopLoops();
  for (const one of running.worlds.splice(0)) await one.close();
});

async function newWorld(): Promise<ScoringWorld> {
  const one = await createScoringWorld();
  running.worlds.push(one);
  return one;
}

function start(of: ScoringWorld = world): RunningLoop {
  const loop = startLoop(of.database.url);
  running.loops.push(loop);
  return loop;
}

async function stopLoops(): Promise<void> {
  for (const loop of running.loops.splice(0)) await loop.stop();
}

const artefacts = [
  writeChampion(randomChampion({ seed: 1, trees: 8 })),
  writeChampion(randomChampion({ seed: 2, trees: 8 })),
];
const startMs = Date.now() - 600_000;
const events = ordinaryEvents(6000, startMs);

async function train(of: ScoringWorld, number: number, artefact: Uint8Array): Promise<number> {
  const { rows } = await of.pool.query<{ id: string }>(
    `INSERT INTO trained_model (stream, number, name, state, origin, reason, author, artefact, digest)
     VALUES (1, $1, 'test', 'candidate', 'imported', 'to try it', 'test', $2, $3) RETURNING id`,
    [number, Buffer.from(artefact), createHash("sha256").update(artefact).digest("hex")],
  );
  return Number(rows[0]?.id);
}

/** Promotes as an operation does, and waits until scoring has answered. */
async function promote(of: ScoringWorld, version: number, modelId: number | null): Promise<void> {
  await of.pool.query(
    `INSERT INTO model_activation (stream, version, model_id, reason, author) VALUES (1, $1, $2, 'to try it', 'test')`,
    [version, modelId],
  );
  await of.pool.query("NOTIFY tideline_policy");
  await eventually(async () => {
    const { rows } = await of.pool.query(
      "SELECT 1 FROM model_activation WHERE version = $1 AND (active_from IS NOT NULL OR refusal IS NOT NULL)",
      [version],
    );
    return rows.length > 0 ? true : null;
  });
}

async function append(of: ScoringWorld, from: number, to: number, size: number): Promise<void> {
  await appendInBlocks(of.appender, events.slice(from, to), size);
  await of.scored();
}

const activations = async () =>
  (await world.pool.query("SELECT version, active_from::int, refusal FROM model_activation ORDER BY version")).rows;

/** All that follows from the log, without when it was received. */
async function digestOf(of: ScoringWorld): Promise<string> {
  const { rows } = await of.pool.query(
    `SELECT encode(sha256(string_agg(concat_ws(' ', id, time, margin, score, confidence, band, reference_version,
       model_version), ',' ORDER BY id)::bytea), 'hex') AS digest FROM event WHERE stream = 1`,
  );
  return String(rows[0]?.digest);
}

/** Two models and then none, each from an offset on. */
async function runHistory(of: ScoringWorld, size: number, between: () => Promise<void>): Promise<string> {
  start(of);
  await append(of, 0, 1000, size);
  await promote(of, 1, await train(of, 1, artefacts[0] ?? new Uint8Array(0)));
  await append(of, 1000, 2600, size);
  await between();
  await promote(of, 2, await train(of, 2, artefacts[1] ?? new Uint8Array(0)));
  await append(of, 2600, 4500, size);
  await promote(of, 3, null);
  await between();
  await append(of, 4500, 6000, size);
  return digestOf(of);
}

describe("trained models in the scoring loop", () => {
  it("score from an offset on, with the same bits in another database and after the state was lost", async () => {
    const whole = await runHistory(world, 500, async () => undefined);
    const versions = await world.pool.query(
      "SELECT model_version AS version, count(*)::int AS n FROM event GROUP BY 1 ORDER BY 1",
    );
    expect(versions.rows).toEqual([
      { version: 0, n: 1000 },
      { version: 1, n: 1600 },
      { version: 2, n: 1900 },
      { version: 3, n: 1500 },
    ]);
    expect((await activations()).map((row) => row.active_from)).toEqual([1000, 2600, 4500]);
    const stored = await world.pool.query(
      `SELECT version, "offset"::int FROM artefact WHERE kind = 'model' ORDER BY version`,
    );
    expect(stored.rows).toEqual([
      { version: 1, offset: 1000 },
      { version: 2, offset: 2600 },
    ]);
    await stopLoops();
    const other = await newWorld();
    const broken = await runHistory(other, 260, async () => {
      await stopLoops();
      // Once from the checkpoint, once by folding all of the log again.
      if ((await other.position()) > 4000) await other.pool.query("DELETE FROM checkpoint");
      start(other);
    });
    expect(broken).toBe(whole);
  }, 120_000);

  it("go on from a checkpoint alone, though the model was put away meanwhile", async () => {
    start();
    await append(world, 0, 500, 250);
    await promote(world, 1, await train(world, 1, artefacts[0] ?? new Uint8Array(0)));
    await append(world, 500, 1500, 250);
    await stopLoops();
    await world.pool.query("DELETE FROM artefact WHERE kind = 'model'");
    await world.pool.query("DELETE FROM trained_model");
    start();
    await append(world, 1500, 2000, 250);
    const { rows } = await world.pool.query("SELECT count(*)::int AS n FROM event WHERE model_version = 1");
    expect(rows).toEqual([{ n: 1500 }]);
  });

  it("are refused with a sentence where they are damaged or gone, and the one before stays in force", async () => {
    const loop = start();
    await append(world, 0, 500, 250);
    await promote(world, 1, await train(world, 1, artefacts[0] ?? new Uint8Array(0)));
    const changed = await train(world, 2, artefacts[1] ?? new Uint8Array(0));
    await world.pool.query("UPDATE trained_model SET artefact = set_byte(artefact, 900, 7) WHERE id = $1", [changed]);
    await promote(world, 2, changed);
    await promote(world, 3, await train(world, 3, new TextEncoder().encode("PK a spreadsheet")));
    await promote(world, 4, 999);
    await append(world, 500, 1000, 250);
    expect(await activations()).toEqual([
      { version: 1, active_from: 500, refusal: null },
      { version: 2, active_from: null, refusal: "Its artefact is missing, or not the one that was trained." },
      { version: 3, active_from: null, refusal: "This file is not a Tideline model." },
      { version: 4, active_from: null, refusal: "Its artefact is missing, or not the one that was trained." },
    ]);
    expect(loop.lines.filter((line) => line.startsWith("model refused"))).toHaveLength(3);
    await stopLoops();
    start();
    await promote(world, 5, await train(world, 5, artefacts[1] ?? new Uint8Array(0)));
    await append(world, 1000, 1200, 100);
    const { rows } = await world.pool.query(
      "SELECT model_version AS version, count(*)::int AS n FROM event GROUP BY 1 ORDER BY 1",
    );
    expect(rows).toEqual([
      { version: 0, n: 500 },
      { version: 1, n: 500 },
      { version: 5, n: 200 },
    ]);
  });

  it("are never left out: without the artefact that was in force the state is not folded again", async () => {
    start();
    await promote(world, 1, await train(world, 1, artefacts[0] ?? new Uint8Array(0)));
    await append(world, 0, 500, 250);
    await stopLoops();
    await world.pool.query("DELETE FROM checkpoint");
    await world.pool.query("DELETE FROM artefact WHERE kind = 'model'");
    const loop = start();
    await eventually(async () =>
      loop.lines.some((line) => line.includes("activation 1 of stream 1 is missing")) ? true : null,
    );
    await appendInBlocks(world.appender, events.slice(500, 600), 100);
    expect(await world.position()).toBe(500);
  });
});

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { modelCardSchema } from "../../lib/contracts/model-card.ts";
import { readChampion } from "../../lib/models/champion/read-champion.ts";
import { createAppender } from "../../server/event-log/append.ts";
import { importModel } from "../../server/models/import-model.ts";
import { withCard } from "../../server/models/read-artefact.ts";
import { insertModel } from "../../testing/model-row.ts";
import { appendInBlocks, failureBurst, ordinaryEvents } from "../../testing/scoring-events.ts";
import { createScoringWorld, eventually, type ScoringWorld, startLoop } from "../../testing/scoring-world.ts";
import { keepTraining } from "./keep-training.ts";

const threadFile = new URL("./train-thread.ts", import.meta.url);
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

let world: ScoringWorld;
let stopping: AbortController;
let kept: Promise<void>;

beforeEach(async () => {
  world = await createScoringWorld();
  stopping = new AbortController();
  kept = Promise.resolve();
});
afterEach(async () => {
  stopping.abort();
  await kept;
  await world.close();
});

function start(): void {
  const { database, pool } = world;
  const { url } = database;
  kept = keepTraining({ url, databaseUrl: url, pool, threadFile, scale: 0.1, log: quiet }, stopping.signal);
}

async function modelWhen(condition: string) {
  return eventually(async () => {
    const { rows } = await world.pool.query(`SELECT * FROM trained_model WHERE ${condition}`);
    return rows[0] ?? null;
  }, 90_000);
}

describe("the trainer", () => {
  it("gives the demonstration its starter once traffic has come, and promotes it on record", {
    timeout: 120_000,
  }, async () => {
    const demo = createAppender({ url: world.database.url, stream: 2 });
    await appendInBlocks(demo, ordinaryEvents(40, Date.now() - 60_000), 40);
    start();
    const model = await modelWhen("state = 'champion'");
    expect(model).toMatchObject({ stream: 2, name: "Starter", origin: "generated", author: "system" });
    expect(readChampion(model.artefact).ok).toBe(true);
    expect(model.card.data.description[0]).toContain("generated");
    expect(model.card.protocol.heldOut).toContain("phishing-by-shortcut");
    const lines = await world.pool.query("SELECT line FROM training_log_line ORDER BY number");
    expect(lines.rows.map(({ line }) => line)).toContain("Testing on what was held out");
    const activations = await world.pool.query("SELECT stream, version, author FROM model_activation");
    expect(activations.rows).toEqual([{ stream: 2, version: 1, author: "system" }]);
    const { rows } = await world.pool.query("SELECT action, actor FROM audit_entry ORDER BY id");
    expect(rows).toEqual([
      { action: "model.train", actor: "system" },
      { action: "model.finish", actor: "trainer" },
      { action: "model.promote", actor: "system" },
    ]);
    const copy = { stream: "demo", name: "copy", reason: "to compare" } as const;
    const bytes = withCard(model.artefact, modelCardSchema.parse(model.card));
    const actor = { kind: "system", name: "test", address: null, requestId: null } as const;
    await expect(importModel(world.pool, { input: copy, bytes, actor })).rejects.toMatchObject({ code: "conflict" });
    await demo.close();
  });

  it("stops within moments of being told to, and leaves no model behind", { timeout: 60_000 }, async () => {
    await insertModel(world.pool, { stream: "demo", state: "training", origin: "generated" });
    start();
    await modelWhen("progress > 0");
    await world.pool.query("UPDATE trained_model SET cancelled_at = now()");
    const askedMs = Date.now();
    expect(await modelWhen("state <> 'training'")).toMatchObject({ state: "cancelled", artefact: null });
    expect(Date.now() - askedMs).toBeLessThan(5_000);
  });

  it("says in a sentence why nothing can be learnt where nobody has judged anything", { timeout: 60_000 }, async () => {
    await insertModel(world.pool, { stream: "main", state: "training", origin: "verdicts" });
    start();
    const { failure } = await modelWhen("state = 'failed'");
    expect(failure).toMatch(/judged true positive/);
  });

  it("learns from verdicts: events of judged alerts with the vectors they were scored by", {
    timeout: 120_000,
  }, async () => {
    const loop = startLoop(world.database.url);
    const startMs = Date.now() - 20 * 3_600_000;
    const stretches = Array.from({ length: 36 }, (_, i) => [
      ...ordinaryEvents(400, startMs + i * 1_500_000),
      ...failureBurst(26, startMs + i * 1_500_000 + 600_000, `203.0.113.${i + 1}`),
    ]).flat();
    await appendInBlocks(world.appender, [...ordinaryEvents(8_400, startMs - 600_000), ...stretches], 400);
    await world.scored();
    await loop.stop();
    await world.pool.query(
      "UPDATE alert SET status = 'resolved', verdict = CASE WHEN detectors[1] = 'failure-burst' THEN 'true_positive' ELSE 'benign' END",
    );
    const { rows } = await world.pool.query("SELECT count(*)::int AS n FROM alert WHERE verdict = 'true_positive'");
    expect(rows[0].n).toBeGreaterThan(20);
    await insertModel(world.pool, { stream: "main", state: "training", origin: "verdicts" });
    start();
    const model = await modelWhen("state <> 'training'");
    expect(model).toMatchObject({ state: "candidate", failure: null });
    expect(model.card.data.description.join(" ")).toContain("taken as normal");
    expect(model.card.figures.rocAuc.value).toBeGreaterThan(0.95);
    expect(model.card.data.attacks).toBeGreaterThan(100);
  });
});

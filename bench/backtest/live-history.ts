import { createHash, randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { EventColumns } from "../../lib/event/columns.ts";
import { hashRecordId } from "../../lib/event/record-id.ts";
import { writeChampion } from "../../lib/models/champion/write-champion.ts";
import { defaultLimits } from "../../lib/normalise/limits.ts";
import { createNormaliser } from "../../lib/normalise/normalise.ts";
import { splitRecords } from "../../lib/normalise/split-records.ts";
import { blockLength } from "../../lib/pipeline/score-block-layout.ts";
import { createScorer, restoreScorer } from "../../lib/pipeline/scorer.ts";
import type { PolicyBody } from "../../lib/thresholds/policy.ts";
import type { Pool } from "../../server/db/pg.ts";
import { createAppender } from "../../server/event-log/append.ts";
import type { AppendJob, IncomingRecord } from "../../server/event-log/append-job.ts";
import { zoneOffset } from "../../server/sources/zone-offset.ts";
import { keepScoring } from "../../worker/score-loop/keep-scoring.ts";
import { createWake } from "../../worker/score-loop/wake.ts";
import { loadOptionsSchema } from "../load/load-contract.ts";
import { type Body, prepareBodies } from "../load/prepare-bodies.ts";
import { championFor } from "../models/bench-champion.ts";
import { columnsOfRecords } from "../models/columns-of-records.ts";
import { publishedPolicies } from "./policies.ts";

const batch = 512;
const sources = [
  { id: 1, name: "gateway" },
  { id: 2, name: "bench" },
] as const;
/** Of the history: under the policy that every stream starts with, and under each of the published ones. */
const firstShare = 0.1;
const shares = [0.2, 0.4, 0.3];
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A request as the web process makes one of a body: cut, recognised and normalised, received now. */
function jobOf({ bytes }: Body, receivedMs: number, source: number): AppendJob {
  const normaliser = createNormaliser({
    format: "auto",
    zone: zoneOffset("UTC"),
    referenceTime: receivedMs,
    limits: defaultLimits,
  });
  const records = splitRecords(bytes, defaultLimits).records.map(({ offset, length }, index): IncomingRecord => {
    const result = normaliser.normalise(bytes, offset, length);
    if (!result.ok) throw new Error(result.reason);
    const { event } = result;
    const id = event.recordId === null ? { high: 0, low: 0 } : hashRecordId(event.recordId);
    const place = { index, source, start: offset, end: offset + length };
    return { ...place, event, format: result.format, idHigh: id.high, idLow: id.low, outcome: "accepted" };
  });
  return { batchId: randomUUID(), receivedMs, replay: "", body: bytes, records, refusals: [], receipt: null };
}

async function until(pool: Pool, sql: string, values: readonly unknown[]): Promise<void> {
  const endMs = performance.now() + 300_000;
  while (performance.now() < endMs) {
    const { rowCount } = await pool.query(sql, [...values]);
    if (rowCount !== 0) return;
    await pause(50);
  }
  throw new Error(`It did not come true within five minutes: ${sql}`);
}

async function publish(pool: Pool, policy: PolicyBody, version: number): Promise<void> {
  const sql = "INSERT INTO policy (stream, version, body, reason, author) VALUES (1, $1, $2, 'bench', 'bench')";
  await pool.query(sql, [version, JSON.stringify({ ...policy, version })]);
  await until(pool, "SELECT 1 FROM policy WHERE stream = 1 AND version = $1 AND active_from IS NOT NULL", [version]);
}

async function promote(pool: Pool, columns: readonly EventColumns[]): Promise<void> {
  const artefact = writeChampion(championFor(columns));
  const digest = createHash("sha256").update(artefact).digest("hex");
  await pool.query(
    `WITH model AS (
       INSERT INTO trained_model (stream, number, name, state, origin, reason, author, artefact, digest)
       VALUES (1, 1, 'bench', 'champion', 'imported', 'bench', 'bench', $1, $2) RETURNING id)
     INSERT INTO model_activation (stream, version, model_id, reason, author) SELECT 1, 1, id, 'bench', 'bench' FROM model`,
    [Buffer.from(artefact), digest],
  );
  await until(pool, "SELECT 1 FROM model_activation WHERE stream = 1 AND active_from IS NOT NULL", []);
}

/** Appends whole blocks of events and waits until they are scored. */
function createFeeder(pool: Pool, url: string) {
  const settings = loadOptionsSchema.parse({ url: "http://127.0.0.1", key: "", batch, seed: "backtest", prepared: 1 });
  const supply = prepareBodies(settings, Date.now() * 1000);
  const appender = createAppender({ url, stream: 1 });
  const columns: EventColumns[] = [];
  async function feed(blocks: number): Promise<void> {
    for (let i = 0; i < (blocks * blockLength) / batch; i += 1) {
      const receivedMs = Date.now();
      const body = supply.next();
      if (columns.length < 100) columns.push(...[columnsOfRecords({ ...body, replay: "", receivedMs }) ?? []].flat());
      await appender.append(jobOf(body, receivedMs, i % 3 === 0 ? 2 : 1));
    }
    await until(pool, "SELECT 1 FROM log_position WHERE stream = 1 AND position = $1", [appender.head]);
  }
  return { feed, columns, head: () => appender.head, close: () => appender.close() };
}

/**
 * Lives a history by the code that production runs: the appender of the web process and the scoring loop of the worker.
 * Three policies follow one another, with thresholds that are estimated and move, and a trained model takes over in
 * between. Answers the offset from which the last policy held.
 */
export async function liveHistory(pool: Pool, url: string, blocks: number): Promise<{ lastFrom: number }> {
  for (const { id, name } of sources) {
    const sql = `INSERT INTO source (id, stream, name, format) OVERRIDING SYSTEM VALUE VALUES ($1, 1, $2, 'auto')`;
    await pool.query(sql, [id, name]);
  }
  const stopping = new AbortController();
  const scorers = { create: () => createScorer(), restore: (parts: readonly Uint8Array[]) => restoreScorer(parts) };
  const loop = keepScoring(
    { url, stream: 1, owner: "bench", scorers, wake: createWake(), log: quiet },
    stopping.signal,
  );
  const { feed, columns, head, close } = createFeeder(pool, url);
  try {
    await until(pool, "SELECT 1 FROM policy WHERE stream = 1 AND active_from = 0", []);
    await feed(Math.ceil(blocks * firstShare));
    let lastFrom = 0;
    for (const [i, policy] of publishedPolicies.entries()) {
      await publish(pool, policy, i + 2);
      lastFrom = head();
      await feed(Math.ceil((blocks * (shares[i] ?? 0)) / 2));
      if (i === 1) await promote(pool, columns);
      await feed(Math.ceil((blocks * (shares[i] ?? 0)) / 2));
    }
    return { lastFrom };
  } finally {
    await close();
    stopping.abort();
    await loop;
  }
}

import { z } from "zod";
import { trainingOptionsSchema } from "../../lib/contracts/models.ts";
import type { Actor } from "../audit/write-audit.ts";
import type { Pool } from "../db/pg.ts";
import { streamNumbers } from "../db/stream-number.ts";
import { AppError } from "../http/app-error.ts";
import { promoteModel } from "./promote-model.ts";
import { trainModel } from "./train-model.ts";

const system: Actor = { kind: "system", name: "system", address: null, requestId: null };

/** Traffic is on and something has come of it, and nobody has trained or promoted anything yet. */
const wantedSql = `SELECT 1 FROM stream s JOIN log_head h ON h.stream = s.id
  WHERE s.id = $1 AND s.traffic AND s.removal IS NULL
    AND EXISTS (SELECT 1 FROM block WHERE stream = s.id)
    AND NOT EXISTS (SELECT 1 FROM trained_model WHERE stream = s.id)`;

/** The starter that is trained and waits, while nothing was ever promoted on the stream. */
const readySql = `SELECT id::float8 AS id FROM trained_model
  WHERE stream = $1 AND state = 'candidate' AND origin = 'generated' AND author = $2
    AND NOT EXISTS (SELECT 1 FROM model_activation WHERE stream = $1) ORDER BY id LIMIT 1`;

/** Somebody else was quicker, in this worker or another, or the stream is on its way out: nothing is left to do. */
function passOver(error: unknown): void {
  if (!(error instanceof AppError)) throw error;
}

/**
 * Sees to it that the demonstration has a model: orders the starter's training where there is none, and promotes it once
 * it is there. Only on `demo`, only once, and on record as any other change; people can roll it back. Safe to run anywhere
 * at any time.
 */
export async function orderStarter(pool: Pool): Promise<void> {
  const demo = streamNumbers.demo;
  const ready = await pool.query(readySql, [demo, system.name]);
  if (ready.rows[0] !== undefined) {
    const { id } = z.object({ id: z.number() }).parse(ready.rows[0]);
    const reason = "First start: the demonstration is scored by a trained model from the beginning.";
    await promoteModel(pool, { id, input: { reason, seenChampion: null }, actor: system, trial: null }).catch(passOver);
    return;
  }
  const { rows } = await pool.query(wantedSql, [demo]);
  if (rows.length === 0) return;
  const reason = "First start: the demonstration had no trained model yet.";
  const options = trainingOptionsSchema.parse({});
  const input = { stream: "demo", origin: "generated", name: "Starter", options, reason } as const;
  await trainModel(pool, { input, actor: system }).catch(passOver);
}

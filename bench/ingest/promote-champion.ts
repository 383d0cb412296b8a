import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { EventColumns } from "../../lib/event/columns.ts";
import { writeChampion } from "../../lib/models/champion/write-champion.ts";
import type { Pool } from "../../server/db/pg.ts";
import { loadOptionsSchema } from "../load/load-contract.ts";
import { prepareBodies } from "../load/prepare-bodies.ts";
import { championFor } from "../models/bench-champion.ts";
import { columnsOfRecords } from "../models/columns-of-records.ts";

const bodies = 100;
const batch = 500;
const longestWaitMs = 30_000;

/** Events of the mix that the load sends, as columns. */
function mixedBlocks(): EventColumns[] {
  const receivedMs = Date.now();
  const settings = loadOptionsSchema.parse({ url: "http://127.0.0.1", key: "", batch, seed: "champion", prepared: 1 });
  const supply = prepareBodies(settings, receivedMs * 1000);
  return Array.from({ length: bodies }, () => supply.next()).flatMap(
    ({ bytes }) => columnsOfRecords({ bytes, replay: "", receivedMs }) ?? [],
  );
}

/** Lets a champion of the size of a trained one score the stream `main`, and waits until it does. */
export async function promoteChampion(pool: Pool): Promise<void> {
  const artefact = writeChampion(championFor(mixedBlocks()));
  const { rows } = await pool.query<{ id: string }>(
    `INSERT INTO trained_model (stream, number, name, state, origin, reason, author, artefact, digest)
     VALUES (1, 1, 'bench', 'champion', 'imported', 'bench', 'bench', $1, $2) RETURNING id`,
    [Buffer.from(artefact), createHash("sha256").update(artefact).digest("hex")],
  );
  await pool.query(
    "INSERT INTO model_activation (stream, version, model_id, reason, author) VALUES (1, 1, $1, 'bench', 'bench')",
    [rows[0]?.id],
  );
  await pool.query("NOTIFY tideline_policy");
  const endMs = Date.now() + longestWaitMs;
  while (Date.now() < endMs) {
    const { rowCount } = await pool.query(
      "SELECT 1 FROM model_activation WHERE stream = 1 AND active_from IS NOT NULL",
    );
    if (rowCount === 1) return;
    await pause(50);
  }
  throw new Error("Scoring has not taken the champion up.");
}

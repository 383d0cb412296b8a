import { createHash } from "node:crypto";
import type { StreamName } from "../lib/contracts/common.ts";
import type { ModelCard } from "../lib/contracts/model-card.ts";
import type { ModelOrigin, ModelState } from "../lib/contracts/models.ts";
import { writeChampion } from "../lib/models/champion/write-champion.ts";
import type { Pool } from "../server/db/pg.ts";
import { streamNumbers } from "../server/db/stream-number.ts";
import { randomChampion } from "./models/random-champion.ts";

interface StoredModel {
  readonly stream?: StreamName;
  readonly state?: ModelState;
  readonly origin?: ModelOrigin;
  readonly name?: string;
  /** Taken up by a trainer. */
  readonly started?: boolean;
  readonly card?: ModelCard | null;
  readonly artefact?: Uint8Array;
}

const whole: readonly ModelState[] = ["candidate", "champion", "retired"];

/** Bytes that scoring can read; another `name`, other bytes. */
export function artefactBytes(name: string): Uint8Array {
  return writeChampion(randomChampion({ seed: name, trees: 2, depth: 2 }));
}

/** A row of a model in the state that a test needs, as a trainer leaves it behind; its id. */
export async function insertModel(pool: Pool, given: StoredModel = {}): Promise<number> {
  const { stream = "main", state = "candidate", origin = "verdicts", started = false, card = null } = given;
  const name = given.name ?? `model ${Math.random()}`;
  const artefact = whole.includes(state) ? (given.artefact ?? artefactBytes(name)) : null;
  const { rows } = await pool.query(
    `INSERT INTO trained_model (stream, number, name, state, origin, reason, author, started_at, finished_at, card, artefact, digest)
    SELECT $1::smallint, coalesce(max(number), 0) + 1, $2, $3, $4, 'for a test', 'admin@example.org',
      CASE WHEN $5 THEN now() END, CASE WHEN $3 <> 'training' THEN now() END, $6::jsonb, $7, $8
    FROM trained_model WHERE stream = $1 RETURNING id::float8 AS id`,
    [
      streamNumbers[stream],
      name,
      state,
      origin,
      started || state !== "training",
      card === null ? null : JSON.stringify(card),
      artefact === null ? null : Buffer.from(artefact),
      artefact === null ? null : createHash("sha256").update(artefact).digest("hex"),
    ],
  );
  return rows[0].id;
}

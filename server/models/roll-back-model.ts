import type { StreamName } from "../../lib/contracts/common.ts";
import type { ModelRollBack, ModelStanding } from "../../lib/contracts/models.ts";
import { modelsBefore } from "../../lib/models/champion/models-before.ts";
import type { Actor } from "../audit/write-audit.ts";
import type { Pool } from "../db/pg.ts";
import { streamNumbers } from "../db/stream-number.ts";
import type { RunStatement } from "../realtime/append-push.ts";
import { inTransaction } from "../responses/in-transaction.ts";
import { lockModels } from "./lock-models.ts";
import { checkSeen, putInForce } from "./put-in-force.ts";
import { refusalOf } from "./read-artefact.ts";
import { readStanding } from "./read-standing.ts";

/** The last model before the champion that scoring can still read; null: the detectors alone, which always can. */
async function readableBefore(run: RunStatement, stream: StreamName): Promise<number | null> {
  const { rows } = await run("SELECT model_id::float8 AS id FROM model_activation WHERE stream = $1 ORDER BY version", [
    streamNumbers[stream],
  ]);
  for (const id of modelsBefore(rows.map((row) => (row.id === null ? null : Number(row.id))))) {
    if (id === null || (await refusalOf(run, id)) === null) return id;
  }
  return null;
}

/** The champion before this one again, or the detectors without any; back twice is further back. */
export function rollBackModel(
  pool: Pool,
  { input, actor }: { readonly input: ModelRollBack; readonly actor: Actor },
): Promise<ModelStanding> {
  const { stream, reason, seenChampion } = input;
  return inTransaction(pool, async (run) => {
    await lockModels(run, stream);
    const champion = await checkSeen(run, stream, seenChampion);
    const next = await readableBefore(run, stream);
    await putInForce(run, { stream, champion, next, reason, actor, action: "model.rollBack", trial: null });
    return readStanding(run, stream);
  });
}

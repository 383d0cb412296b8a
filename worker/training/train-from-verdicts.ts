import type { FittedChampion } from "../../lib/training/fit-champion.ts";
import type { TrainingHooks } from "../../lib/training/training-step.ts";
import { fitVerdicts } from "../../lib/training/verdicts.ts";
import { createPool } from "../../server/db/pg.ts";
import { readVerdictRows } from "../../server/models/read-verdict-rows.ts";
import type { TrainingOrder } from "./training-messages.ts";

/** Reads what people have judged, with the vectors as they were scored, and learns from it. */
export async function trainFromVerdicts(order: TrainingOrder, hooks: TrainingHooks): Promise<FittedChampion> {
  const { stream, options, databaseUrl } = order;
  const pool = createPool({ url: databaseUrl, name: "tideline training", max: 1, statementTimeoutMs: 120_000 });
  try {
    const rows = await readVerdictRows(pool, { stream, seed: options.seed }, hooks);
    const compared = options.imbalance === "classWeights" ? [] : (["classWeights"] as const);
    return fitVerdicts({ rows, options, compared }, hooks);
  } finally {
    await pool.end();
  }
}

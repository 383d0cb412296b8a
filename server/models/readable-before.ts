import type { StreamName } from "../../lib/contracts/common.ts";
import { modelsBefore } from "../../lib/models/champion/models-before.ts";
import type { RunStatement } from "../db/run-statement.ts";
import { streamNumbers } from "../db/stream-number.ts";
import { refusalOf } from "./read-artefact.ts";

/** The last model before the champion that scoring can still read; null: the detectors alone, which always can. */
export async function readableBefore(run: RunStatement, stream: StreamName): Promise<number | null> {
  const { rows } = await run("SELECT model_id::float8 AS id FROM model_activation WHERE stream = $1 ORDER BY version", [
    streamNumbers[stream],
  ]);
  for (const id of modelsBefore(rows.map((row) => (row.id === null ? null : Number(row.id))))) {
    if (id === null || (await refusalOf(run, id)) === null) return id;
  }
  return null;
}

import type { StreamName } from "../../lib/contracts/common.ts";
import type { ModelRow } from "../../lib/contracts/models.ts";
import type { RunStatement } from "../db/run-statement.ts";
import { streamNumbers } from "../db/stream-number.ts";
import { AppError } from "../http/app-error.ts";
import { modelColumns, modelRow, modelTables } from "./model-record.ts";

/** One change of a stream's models at a time: the second sees what the first has done. Refuses a stream that goes or is gone. */
export async function lockModels(run: RunStatement, stream: StreamName): Promise<void> {
  const { rows } = await run("SELECT removal IS NOT NULL AS gone FROM stream WHERE id = $1 FOR NO KEY UPDATE", [
    streamNumbers[stream],
  ]);
  if (rows[0] === undefined || rows[0].gone === true) {
    throw new AppError("unprocessable", { detail: `The stream ${stream} was removed. Bring it back first.` });
  }
}

/** The model as it is now, or `not_found`. */
export async function readModel(run: RunStatement, id: number): Promise<ModelRow> {
  const { rows } = await run(`SELECT ${modelColumns} FROM ${modelTables} WHERE m.id = $1`, [id]);
  if (rows[0] === undefined) throw new AppError("not_found", { detail: `There is no model ${id}.` });
  return modelRow(rows[0]);
}

/** The model in a state of which a stream has one at most; null where there is none. */
export async function readTheOne(
  run: RunStatement,
  stream: StreamName,
  state: "champion" | "training",
): Promise<ModelRow | null> {
  const { rows } = await run(`SELECT ${modelColumns} FROM ${modelTables} WHERE m.stream = $1 AND m.state = $2`, [
    streamNumbers[stream],
    state,
  ]);
  return rows[0] === undefined ? null : modelRow(rows[0]);
}

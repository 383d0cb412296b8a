import type { StreamName } from "../../lib/contracts/common.ts";
import type { Executor } from "../../lib/contracts/executors.ts";
import type { Pool } from "../db/pg.ts";
import { streamNumbers } from "../db/stream-number.ts";
import { executorColumns, executorRecord, executorRow } from "./executor-record.ts";

/** The executors of a stream: there are a handful. */
export async function listExecutors(pool: Pool, stream: StreamName): Promise<Executor[]> {
  const { rows } = await pool.query(`SELECT ${executorColumns} FROM executor WHERE stream = $1 ORDER BY id LIMIT 500`, [
    streamNumbers[stream],
  ]);
  return rows.map((row) => executorRow(executorRecord(row)));
}

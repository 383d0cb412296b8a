import type { RunStatement } from "../db/run-statement.ts";
import { AppError } from "../http/app-error.ts";
import { type ResponseRecord, readResponses } from "./response-record.ts";

/** Locks the responses in ascending order, then reads them as they are once the locks are held. */
export async function lockResponses(run: RunStatement, ids: readonly number[]): Promise<Map<number, ResponseRecord>> {
  await run("SELECT id FROM response WHERE id = ANY($1::bigint[]) ORDER BY id FOR UPDATE", [ids]);
  const records = await readResponses(run, ids);
  return new Map(records.map((record) => [record.id, record]));
}

/** The one response, locked: whoever else decides on it waits until this decision is committed. */
export async function lockResponse(run: RunStatement, id: number): Promise<ResponseRecord> {
  const record = (await lockResponses(run, [id])).get(id);
  if (record === undefined) throw new AppError("not_found", { detail: `There is no response ${id}.` });
  return record;
}

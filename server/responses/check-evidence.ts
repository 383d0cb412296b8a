import { z } from "zod";
import type { RunStatement } from "../db/run-statement.ts";
import { AppError } from "../http/app-error.ts";
import { hashOf, type ResponseRecord, responseRow } from "./response-record.ts";

const changedSchema = z.object({ changed: z.array(z.string()).default([]) });

/** What was told to have changed after the row last had the hash that was seen. */
async function changesSince(run: RunStatement, id: number, seen: string): Promise<string[]> {
  const { rows } = await run(
    `SELECT detail FROM response_step
    WHERE response_id = $1 AND event = 'evidence_changed'
      AND id > coalesce((SELECT max(id) FROM response_step WHERE response_id = $1 AND evidence_hash = $2), 0)
    ORDER BY id LIMIT 20`,
    [id, seen],
  );
  return rows.flatMap(({ detail }) => changedSchema.parse(detail).changed);
}

/** A decision counts for what was seen: with another hash it is refused, with what changed. */
export async function checkEvidence(run: RunStatement, record: ResponseRecord, seen: string): Promise<void> {
  if (seen === record.evidenceHash && seen === hashOf(record)) return;
  const changed = await changesSince(run, record.id, seen);
  const what = changed.length === 0 ? "It is not what you saw." : `Since you saw it: ${changed.join("; ")}.`;
  throw new AppError("conflict", { detail: `${what} Look at it again.`, current: responseRow(record) });
}

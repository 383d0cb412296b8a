import type { RunStatement } from "../db/run-statement.ts";

interface Asked {
  readonly stream: number;
  readonly kind: "alert" | "spotCheck" | "decision" | "rollBack" | "byHand";
  readonly request: unknown;
  readonly actor: string;
}

/** Only where a guard is in force: elsewhere nobody would ever take it up. */
const sql = `
  WITH asked AS (
    INSERT INTO guard_input (stream, kind, request, actor)
    SELECT v.stream, $2, $3::jsonb, $4 FROM guard_view v WHERE v.stream = $1::smallint RETURNING 1
  )
  SELECT pg_notify('tideline_policy', '')::text AS notified FROM asked`;

/** Lays something before the guard of a stream, in the caller's transaction; scoring takes it up at an offset. */
export async function askGuard(run: RunStatement, { stream, kind, request, actor }: Asked): Promise<void> {
  await run(sql, [stream, kind, JSON.stringify(request), actor]);
}

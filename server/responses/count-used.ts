import type { RunStatement } from "../db/run-statement.ts";

const usedSql = `
  SELECT count(*) FILTER (WHERE r.state IN ('executing', 'unknown', 'active', 'expiring', 'rollback_failed'))::int AS active,
    (SELECT count(*)::int FROM execution_attempt a JOIN response b ON b.id = a.response_id
      WHERE a.kind = 'execute' AND a.number = 1 AND a.started_at > $3::timestamptz - interval '1 hour'
        AND b.stream = $1 AND b.action = $2 AND b.state <> 'dry_run') AS "lastHour"
  FROM response r WHERE r.stream = $1 AND r.action = $2 AND r.tab <> 'history'`;

/** How much of an action's budget is used: what holds now, and what began within the hour. */
export async function countUsed(
  run: RunStatement,
  { stream, action }: { readonly stream: number; readonly action: string },
  now: Date,
): Promise<{ active: number; lastHour: number }> {
  const { rows } = await run(usedSql, [stream, action, now]);
  const [{ active = 0, lastHour = 0 } = {}] = rows;
  return { active: Number(active), lastHour: Number(lastHour) };
}

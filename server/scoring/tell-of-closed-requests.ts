import type { ScoringSession } from "../event-log/lease.ts";

/** A change request that people refused or withdrew, or that lapsed, reaches the guard that asked as a refusal. */
const sql = `
  WITH closed AS (
    UPDATE guard_request g SET told = true FROM change_request r
    WHERE g.stream = $1 AND NOT g.told AND r.id = g.change_request AND r.state IN ('refused', 'cancelled', 'expired')
    RETURNING g.stream, g.guard, g.number, coalesce(r.closed_by, 'system') AS closed_by
  )
  INSERT INTO guard_input (stream, kind, request, actor)
  SELECT stream, 'decision', jsonb_build_object('guard', guard, 'number', number, 'approved', false,
    'by', jsonb_build_array(closed_by, '')), closed_by FROM closed`;

export async function tellOfClosedRequests({ client, stream }: ScoringSession): Promise<void> {
  await client.query({ name: "closed guard requests", text: sql, values: [stream] });
}

import type { Pool } from "../../server/db/pg.ts";

export interface SeedPlan {
  readonly open: number;
  readonly resolved: number;
  readonly entities: number;
}

/** Names as sources give them: addresses, people and hosts, by the same numbers that the alerts below use. */
const entitiesSql = `
  INSERT INTO entity (stream, id, kind, name, first_offset)
  SELECT 1, 900000000 + i, 1 + i % 3,
    CASE i % 3 WHEN 0 THEN 'user.' || i WHEN 1 THEN 'host-' || lpad(i::text, 4, '0')
      ELSE format('10.%s.%s.%s', 20 + i % 7, i / 200 % 200, 1 + i % 200) END, 0
  FROM generate_series(0, $1::int - 1) i ON CONFLICT DO NOTHING`;

/**
 * Alerts as scoring writes them, in size and spread: skewed severities and scores, a few entities with many alerts, an
 * explanation of twelve shares and forty features. Written through every index and trigger of the real table.
 */
const alertsSql = `
  INSERT INTO alert (stream, finding_key, title, reason, severity, status, verdict, verdict_reason, assignee,
    snoozed_until, detectors, techniques, entities, entity_ids, first_seen, last_seen, event_count, event_id,
    event_received, margin, score, confidence, threshold, threshold_version, policy_version, contributions, features,
    created_at, acknowledged_at, resolved_at)
  SELECT 1, $4 || ' ' || i, titles.title || names.actor,
    format('%s events in %s minutes where %s are usual; %s was not seen with %s before.', 5 + i % 90, 1 + i % 30,
      i % 4, names.actor, names.target),
    (ARRAY[1, 2, 2, 2, 3, 3, 3, 4, 4, 5])[1 + i % 10], kinds.status,
    CASE kinds.status WHEN 'resolved' THEN (ARRAY['true_positive', 'false_positive', 'benign', 'undetermined'])[1 + i % 4] END,
    CASE kinds.status WHEN 'resolved' THEN 'known since the audit' END,
    CASE WHEN kinds.status IN ('in_progress', 'resolved') OR i % 11 = 0 THEN 'person.' || i % 7 || '@example.org' END,
    CASE kinds.status WHEN 'suppressed' THEN now() + interval '3 days' END,
    ARRAY[(ARRAY['failure-burst', 'user-baseline', 'host-baseline', 'new-relation', 'beacon', 'half-space-trees'])[1 + i % 6]],
    CASE WHEN i % 3 = 0 THEN '{}'::text[] ELSE ARRAY[(ARRAY['T1110', 'T1078', 'T1071', 'T1048', 'T1204.002'])[1 + i % 5]] END,
    jsonb_build_array(
      jsonb_build_object('id', lpad(to_hex(900000000 + pairs.a), 16, '0'), 'kind', 'user', 'name', names.actor, 'role', 'actor'),
      jsonb_build_object('id', lpad(to_hex(900000000 + pairs.b), 16, '0'), 'kind', 'host', 'name', names.target, 'role', 'target')),
    ARRAY[900000000 + pairs.a, 900000000 + pairs.b]::bigint[],
    times.raised, times.raised + (i % 5000) * interval '1 second', 1 + (i * 7919) % 900, 1, times.raised,
    pairs.margin, 100 / (1 + exp(-(pairs.margin - 4.6) / 1.5)), 0.6 + (i % 40) / 100.0, 9.2, 1, 1,
    (SELECT jsonb_agg(jsonb_build_object('detector', 'detector ' || d, 'value', (d * 13 + i) % 97 / 10.0)) FROM generate_series(1, 12) d),
    (SELECT jsonb_agg(jsonb_build_object('name', 'feature number ' || f, 'value', (f * 31 + i) % 1009 / 7.0, 'imputed', f % 9 = 0))
      FROM generate_series(1, 40) f),
    times.raised,
    CASE WHEN kinds.status IN ('in_progress', 'resolved') THEN times.raised + (20 + i % 900) * interval '1 second' END,
    CASE kinds.status WHEN 'resolved' THEN times.raised + (900 + i % 7000) * interval '1 second' END
  FROM generate_series($1::int, $2::int - 1) i
  CROSS JOIN LATERAL (SELECT CASE WHEN $4 = 'resolved' THEN 'resolved' WHEN i % 20 < 16 THEN 'new'
    WHEN i % 20 < 19 THEN 'in_progress' ELSE 'suppressed' END AS status) kinds
  CROSS JOIN LATERAL (SELECT (i::bigint * i % $3)::int AS a, (i::bigint * 7919 % $3)::int AS b,
    9.2 + 4.5 * (i % 1013 / 1013.0) ^ 3 AS margin) pairs
  CROSS JOIN LATERAL (SELECT (SELECT name FROM entity WHERE stream = 1 AND id = 900000000 + pairs.a) AS actor,
    (SELECT name FROM entity WHERE stream = 1 AND id = 900000000 + pairs.b) AS target) names
  CROSS JOIN LATERAL (SELECT (ARRAY['Password guessing from ', 'Unusual activity of ', 'Rare program on ',
    'First contact of ', 'Regular calls home by ', 'Much data sent out by '])[1 + i % 6] AS title) titles
  CROSS JOIN LATERAL (SELECT now() - interval '20 days' + ($1 + (i - $1)) * interval '17 seconds' AS raised) times`;

const chunk = 5_000;

/** Fills the alerts of the main stream; answers how long the database took, in ms. */
export async function seedAlerts(pool: Pool, { open, resolved, entities }: SeedPlan): Promise<number> {
  const began = performance.now();
  await pool.query(entitiesSql, [entities]);
  for (const [kind, count] of [
    ["resolved", resolved],
    ["open", open],
  ] as const) {
    for (let from = 0; from < count; from += chunk) {
      await pool.query(alertsSql, [from, Math.min(count, from + chunk), entities, kind]);
    }
  }
  // What autovacuum does by itself some minutes after so many rows.
  await pool.query("VACUUM (ANALYZE) alert");
  await pool.query("VACUUM (ANALYZE) alert_search");
  return performance.now() - began;
}

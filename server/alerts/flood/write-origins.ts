import { entityKind } from "../../../lib/pipeline/types.ts";
import { hashText } from "../../../lib/stats/hash.ts";
import type { RunStatement } from "../../db/run-statement.ts";
import { idOf } from "../../scoring/entity-id.ts";
import type { FoundEvent } from "../found-event.ts";

/** The events of a transaction that join one folded alert. */
export interface FoldedEvents {
  readonly alertId: number;
  readonly events: readonly FoundEvent[];
}

/** What the transaction adds to one origin of a fold. */
interface OriginCount {
  readonly alertId: number;
  readonly entityId: string;
  readonly name: string;
  events: number;
  firstMs: number;
  lastMs: number;
  worst: FoundEvent;
}

const originsSql = `
  WITH written AS (
    INSERT INTO alert_origin AS o (alert_id, entity_id, name, event_count, first_seen, last_seen, margin, event_id)
    SELECT n.alert_id, n.entity_id, n.name, n.events, to_timestamp(n.first_ms / 1000), to_timestamp(n.last_ms / 1000),
      n.margin, n.event_id
    FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::int[], $5::float8[], $6::float8[], $7::float8[], $8::bigint[])
      AS n (alert_id, entity_id, name, events, first_ms, last_ms, margin, event_id)
    ON CONFLICT (alert_id, entity_id) DO UPDATE SET
      event_count = o.event_count + excluded.event_count,
      first_seen = least(o.first_seen, excluded.first_seen),
      last_seen = greatest(o.last_seen, excluded.last_seen),
      event_id = CASE WHEN excluded.margin > o.margin THEN excluded.event_id ELSE o.event_id END,
      margin = greatest(o.margin, excluded.margin)
    RETURNING o.alert_id, o.xmax = 0 AS fresh
  ), fresh AS (
    SELECT alert_id, count(*)::int AS origins FROM written WHERE fresh GROUP BY alert_id
  )
  UPDATE alert SET origin_count = origin_count + fresh.origins FROM fresh WHERE alert.id = fresh.alert_id
  RETURNING alert.id, alert.origin_count`;

const sourcesSql = `
  INSERT INTO alert_source AS s (alert_id, source, event_count)
  SELECT * FROM unnest($1::bigint[], $2::int[], $3::int[])
  ON CONFLICT (alert_id, source) DO UPDATE SET event_count = s.event_count + excluded.event_count`;

const halves = new Uint32Array(2);

/** 0 where nobody is named: those are one origin. */
function entityIdOf(found: FoundEvent): string {
  const { origin, originKind } = found.finding;
  if (originKind === "none") return "0";
  hashText(entityKind[originKind], origin, halves, 0);
  return idOf(halves[0] ?? 0, halves[1] ?? 0);
}

function countOrigins({ alertId, events }: FoldedEvents): OriginCount[] {
  const byOrigin = new Map<string, OriginCount>();
  for (const found of events) {
    const { origin, originKind } = found.finding;
    const name = `${originKind} ${origin}`;
    const known = byOrigin.get(name);
    if (known === undefined) {
      const { timeMs } = found;
      const entityId = entityIdOf(found);
      byOrigin.set(name, { alertId, entityId, name: origin, events: 1, firstMs: timeMs, lastMs: timeMs, worst: found });
      continue;
    }
    known.events += 1;
    known.firstMs = Math.min(known.firstMs, found.timeMs);
    known.lastMs = Math.max(known.lastMs, found.timeMs);
    if (found.margin > known.worst.margin) known.worst = found;
  }
  return [...byOrigin.values()];
}

function countSources({ alertId, events }: FoldedEvents) {
  const counts = new Map<number, number>();
  for (const { part, row } of events) {
    const source = part.columns.source[part.from + row] ?? 0;
    counts.set(source, (counts.get(source) ?? 0) + 1);
  }
  return [...counts].map(([source, count]) => ({ alertId, source, count }));
}

/**
 * Writes down whom folded alerts stand for, in the transaction that joins the events to them. Answers how many origins
 * each of those has now that gained some.
 */
export async function writeOrigins(run: RunStatement, folds: readonly FoldedEvents[]): Promise<Map<number, number>> {
  if (folds.length === 0) return new Map();
  const origins = folds.flatMap(countOrigins);
  const { rows } = await run(originsSql, [
    origins.map(({ alertId }) => alertId),
    origins.map(({ entityId }) => entityId),
    origins.map(({ name }) => name.replaceAll("\u0000", "\ufffd")),
    origins.map(({ events }) => events),
    origins.map(({ firstMs }) => firstMs),
    origins.map(({ lastMs }) => lastMs),
    origins.map(({ worst }) => worst.margin),
    origins.map(({ worst }) => worst.finding.offset),
  ]);
  const sources = folds.flatMap(countSources);
  await run(sourcesSql, [
    sources.map(({ alertId }) => alertId),
    sources.map(({ source }) => source),
    sources.map(({ count }) => count),
  ]);
  return new Map(rows.map((row) => [Number(row.id), Number(row.origin_count)]));
}

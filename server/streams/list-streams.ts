import type { StreamRow } from "../../lib/contracts/streams.ts";
import type { Pool } from "../db/pg.ts";
import { streamName, streamNumbers } from "../db/stream-number.ts";
import { type RemovalNote, stateOf } from "./lock-stream.ts";

interface Row {
  readonly id: number;
  readonly traffic: boolean;
  readonly removal: RemovalNote | null;
  readonly removed_at: Date | null;
  readonly events: number;
  readonly bytes: number;
  readonly alerts: number;
  readonly open_alerts: number;
  readonly sources: number;
  readonly oldest: Date | null;
  readonly newest: Date | null;
}

/** The log's ends are read off an index, bytes off the partitions; alerts are counted. */
const sql = `
  SELECT s.id, s.traffic, s.removal, s.removed_at,
    greatest(h.next - coalesce(oldest.first, h.next), 0)::float8 AS events,
    (SELECT coalesce(sum(pg_total_relation_size(p.relid)), 0)::float8
      FROM unnest(partitioned_tables()) AS t, pg_partition_tree((t || '_' || s.id)::regclass) AS p WHERE p.isleaf) AS bytes,
    (SELECT count(*) FROM alert WHERE stream = s.id)::float8 AS alerts,
    (SELECT count(*) FROM alert WHERE stream = s.id AND status <> 'resolved')::float8 AS open_alerts,
    (SELECT count(*) FROM source WHERE stream = s.id)::float8 AS sources,
    oldest.received AS oldest, newest.received AS newest
  FROM stream s JOIN log_head h ON h.stream = s.id
  LEFT JOIN LATERAL (SELECT first, received FROM block WHERE stream = s.id ORDER BY first LIMIT 1) AS oldest ON true
  LEFT JOIN LATERAL (SELECT received FROM block WHERE stream = s.id ORDER BY first DESC LIMIT 1) AS newest ON true
  ORDER BY s.id`;

/** Each stream with what it holds. */
export async function listStreams(pool: Pool): Promise<StreamRow[]> {
  const { rows } = await pool.query<Row>(sql);
  return rows.map((row) => ({
    name: streamName(row.id),
    state: stateOf(row),
    events: row.events,
    bytes: row.bytes,
    alerts: row.alerts,
    openAlerts: row.open_alerts,
    sources: row.sources,
    oldest: row.oldest?.toISOString() ?? null,
    newest: row.newest?.toISOString() ?? null,
    traffic: row.id === streamNumbers.demo ? row.traffic : null,
    removal: row.removal,
  }));
}

import { type SourceRange, sourceRanges } from "../../lib/contracts/sources.ts";
import type { Pool } from "../db/pg.ts";
import { clockSql } from "./measure-sources.ts";

/** What a source sent in a range. */
export interface SourceTraffic {
  readonly received: number;
  readonly rejected: number;
  readonly duplicate: number;
  readonly accepted: number;
  /** Received in the last ten seconds. */
  readonly recent: number;
  readonly bars: readonly number[];
  readonly lastReceivedMs: number;
}

/** Of the newest events; null where none of them was placed by its own time. */
export interface SourceClock {
  readonly lastEvent: Date | null;
  readonly lagMs: number | null;
  /** Share whose own time was not used. */
  readonly unused: number;
}

interface BarRow {
  readonly source: number;
  readonly bar: number;
  readonly received: number;
  readonly rejected: number;
  readonly duplicate: number;
  readonly accepted: number;
  readonly recent: number;
  readonly last_ms: number | null;
}

/** The minutes that were added up, and the intake rows since: one statement, so that no row is in both or in neither. */
const barsSql = `
  SELECT source, floor(extract(epoch FROM at - $3::timestamptz) / $4::float8)::int AS bar, sum(received)::float8 AS received,
    sum(rejected)::float8 AS rejected, sum(duplicate)::float8 AS duplicate, sum(accepted)::float8 AS accepted,
    sum(recent)::float8 AS recent, (extract(epoch FROM max(last)) * 1000)::float8 AS last_ms
  FROM (
    SELECT source, minute AS at, received, rejected, duplicate, accepted, 0 AS recent, NULL::timestamptz AS last
    FROM source_minute WHERE stream = $1 AND source = ANY ($2::int[]) AND minute >= $3::timestamptz
    UNION ALL
    SELECT source, date_trunc('minute', received, 'UTC'), total, rejected, duplicate, accepted,
      CASE WHEN received > $5::timestamptz - interval '10 seconds' THEN total ELSE 0 END, received
    FROM intake WHERE stream = $1 AND source = ANY ($2::int[]) AND received >= $3::timestamptz
      AND id > coalesce((SELECT intake_id FROM source_cursor WHERE stream = $1), 0)
    UNION ALL
    -- The last ten seconds may have been added up already; they are counted for the rate alone then.
    SELECT source, date_trunc('minute', received, 'UTC'), 0, 0, 0, 0, total, received
    FROM intake WHERE stream = $1 AND source = ANY ($2::int[]) AND received > $5::timestamptz - interval '10 seconds'
      AND id <= coalesce((SELECT intake_id FROM source_cursor WHERE stream = $1), 0)
  ) AS rows WHERE at >= $3::timestamptz GROUP BY 1, 2`;

interface TrafficQuery {
  readonly stream: number;
  readonly ids: readonly number[];
  readonly range: SourceRange;
  readonly now: Date;
}

/** What each of the sources sent in the range, in equal parts up to the minute that is under way. */
export async function readTraffic(pool: Pool, query: TrafficQuery): Promise<Map<number, SourceTraffic>> {
  const { stream, ids, now } = query;
  if (ids.length === 0) return new Map();
  const { minutes, bars: count } = sourceRanges[query.range];
  const barMs = (minutes / count) * 60_000;
  const endMs = (Math.floor(now.getTime() / 60_000) + 1) * 60_000;
  const from = new Date(endMs - count * barMs);
  const { rows } = await pool.query<BarRow>(barsSql, [stream, [...ids], from, barMs / 1000, now]);
  const found = new Map<number, SourceTraffic>();
  for (const row of rows) {
    const so = found.get(row.source);
    const bars = so === undefined ? Array.from({ length: count }, () => 0) : [...so.bars];
    if (row.bar >= 0 && row.bar < count) bars[row.bar] = row.received;
    found.set(row.source, {
      received: row.received + (so?.received ?? 0),
      rejected: row.rejected + (so?.rejected ?? 0),
      duplicate: row.duplicate + (so?.duplicate ?? 0),
      accepted: row.accepted + (so?.accepted ?? 0),
      recent: row.recent + (so?.recent ?? 0),
      bars,
      lastReceivedMs: Math.max(so?.lastReceivedMs ?? 0, row.last_ms ?? 0),
    });
  }
  return found;
}

/** Events that are looked at for what the clocks say now; a source that is not among them keeps what the job saw. */
const newestEvents = 4_000;

/** How far the clocks of the sources lie behind, from the newest scored events. */
export async function readClocks(pool: Pool, stream: number): Promise<Map<number, SourceClock>> {
  const { rows } = await pool.query<{
    source: number;
    last_event: Date | null;
    lag_ms: number | null;
    unused: number;
  }>(clockSql, [stream, newestEvents]);
  return new Map(
    rows.map(({ source, last_event, lag_ms, unused }) => [source, { lastEvent: last_event, lagMs: lag_ms, unused }]),
  );
}

import { z } from "zod";
import { type SourcePage, type SourceQuery, type SourceRow, sourceRanges } from "../../lib/contracts/sources.ts";
import type { Pool } from "../db/pg.ts";
import { streamNumbers } from "../db/stream-number.ts";
import { decodeCursor, encodeCursor } from "../http/cursor.ts";
import { decideSilence } from "./decide-silence.ts";
import { readClocks, readTraffic, type SourceClock, type SourceTraffic } from "./read-traffic.ts";
import { readWaiting } from "./read-waiting.ts";

interface Record {
  readonly id: number;
  readonly name: string;
  readonly format: string;
  readonly zone: string;
  readonly created_at: Date;
  readonly last_received: Date | null;
  readonly last_event: Date | null;
  readonly clock_lag_ms: number | null;
  readonly clock_unused: number | null;
  readonly active_minutes: number | null;
  readonly usual_gap_ms: number | null;
}

const pageSql = `
  SELECT s.id, s.name, s.format, s.zone, s.created_at, t.last_received, t.last_event, t.clock_lag_ms::float8 AS clock_lag_ms,
    t.clock_unused, t.active_minutes, t.usual_gap_ms::float8 AS usual_gap_ms
  FROM source s LEFT JOIN source_standing t ON t.source = s.id
  WHERE s.stream = $1 AND (s.name, s.format) > ($2, $3) ORDER BY s.name, s.format LIMIT $4`;

interface Known {
  readonly traffic: SourceTraffic | undefined;
  readonly clock: SourceClock | undefined;
  readonly waiting: number;
  readonly lagMs: number;
  readonly nowMs: number;
}

const nothing = { received: 0, rejected: 0, duplicate: 0, accepted: 0, recent: 0 };

function noBars({ range }: SourceQuery): number[] {
  return Array.from({ length: sourceRanges[range].bars }, () => 0);
}

function rowOf(record: Record, query: SourceQuery, known: Known): SourceRow {
  const { traffic, clock, waiting, lagMs, nowMs } = known;
  const { received, rejected, duplicate, accepted, recent } = traffic ?? nothing;
  const lastReceivedMs = Math.max(traffic?.lastReceivedMs ?? 0, record.last_received?.getTime() ?? 0);
  const habit = { lastReceivedMs, activeMinutes: record.active_minutes ?? 0, usualGapMs: record.usual_gap_ms };
  const lastEvent = clock?.lastEvent ?? record.last_event;
  return {
    id: record.id,
    stream: query.stream,
    name: record.name,
    format: record.format,
    zone: record.zone,
    createdAt: record.created_at.toISOString(),
    perSecond: recent / 10,
    ...{ received, rejected, duplicate, accepted },
    bars: traffic === undefined ? noBars(query) : [...traffic.bars],
    lastReceived: lastReceivedMs === 0 ? null : new Date(lastReceivedMs).toISOString(),
    lastEvent: lastEvent?.toISOString() ?? null,
    // The newest events decide alone: an old measure would speak for a clock that is not believed any more.
    clockLagMs: clock === undefined ? record.clock_lag_ms : clock.lagMs,
    clockUnused: clock?.unused ?? record.clock_unused ?? 0,
    waiting,
    scoringLagMs: waiting === 0 ? 0 : lagMs,
    silent: decideSilence(habit, nowMs),
  };
}

/** The log sources of a stream with what they sent in the range, by name. */
export async function listSources(pool: Pool, query: SourceQuery, now: Date): Promise<SourcePage> {
  const stream = streamNumbers[query.stream];
  const [name, format] = decodeCursor(query.cursor, "sources", z.tuple([z.string(), z.string()])) ?? ["", ""];
  const { rows } = await pool.query<Record>(pageSql, [stream, name, format, query.limit + 1]);
  const page = rows.slice(0, query.limit);
  const ids = page.map(({ id }) => id);
  const [traffic, clocks, waiting] = await Promise.all([
    readTraffic(pool, { stream, ids, range: query.range, now }),
    readClocks(pool, stream),
    readWaiting(pool, stream),
  ]);
  // A request without a named format is a source of its own for what is refused of it; without refusals it is none.
  const shown = page.filter(
    ({ id, format: named, last_received }) => named !== "auto" || last_received !== null || traffic.has(id),
  );
  const items = shown.map((record) =>
    rowOf(record, query, {
      traffic: traffic.get(record.id),
      clock: clocks.get(record.id),
      waiting: waiting.bySource.get(record.id) ?? 0,
      lagMs: waiting.lagMs,
      nowMs: now.getTime(),
    }),
  );
  const last = page.at(-1);
  const more = rows.length > query.limit && last !== undefined;
  return {
    items,
    nextCursor: more ? encodeCursor("sources", [last.name, last.format]) : null,
    asOf: now.toISOString(),
  };
}

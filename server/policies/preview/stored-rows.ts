import {
  blockLength,
  newScoreBlock,
  noEntity,
  noLead,
  type ScoreBlockColumns,
  viewScoreBlock,
} from "../../../lib/pipeline/score-block-layout.ts";
import type { Pool } from "../../db/pg.ts";
import { fillLeads } from "./fill-leads.ts";

interface EventRowOfScore {
  readonly id: string;
  readonly received_ms: number;
  readonly time_ms: number;
  readonly source: number;
  readonly class_uid: number;
  readonly user_id: string | null;
  readonly host_id: string | null;
  readonly src_id: string | null;
  readonly dst_id: string | null;
  readonly margin: number;
  readonly band: number;
  readonly severity_id: number;
}

const rowsSql = `SELECT id, floor(extract(epoch FROM received) * 1000)::float8 AS received_ms,
    (extract(epoch FROM time) * 1000)::float8 AS time_ms, source, class_uid,
    user_id, host_id, src_id, dst_id, margin, band, severity_id
  FROM event WHERE stream = $1 AND id >= $2 AND id < $3 ORDER BY id`;

/** Numbers the entities of a block in the order in which they are met. */
function createNumbering() {
  const places = new Map<string, number>();
  return {
    ids: () => [...places.keys()],
    of(id: string | null): number {
      if (id === null) return noEntity;
      const place = places.get(id) ?? places.size;
      places.set(id, place);
      return place;
    },
  };
}

const highOf = (id: string) => Number(BigInt.asUintN(64, BigInt(id)) >> 32n);
const lowOf = (id: string) => Number(BigInt.asUintN(32, BigInt(id)));

/**
 * The block of offsets that begins at `first`, read from event rows: for what is not in a score block yet, and for
 * blocks of the first version. Techniques that sources name are not known then, and detectors only while contributions
 * are kept.
 */
export async function readStoredRows(pool: Pool, stream: number, first: number): Promise<ScoreBlockColumns> {
  const { rows } = await pool.query<EventRowOfScore>(rowsSql, [stream, first, first + blockLength]);
  const numbering = createNumbering();
  const places = rows.map((row) => [row.user_id, row.host_id, row.src_id, row.dst_id].map((id) => numbering.of(id)));
  const ids = numbering.ids();
  const columns = viewScoreBlock(newScoreBlock(ids.length));
  const { detail } = columns;
  columns.margin.fill(Number.NaN);
  detail.floor.fill(Number.NEGATIVE_INFINITY);
  detail.received.fill(Number.NaN);
  detail.lead.fill(noLead);
  detail.leadStated.fill(noLead);
  for (const [i, row] of rows.entries()) {
    const at = Number(row.id) - first;
    const origin = row.src_id ?? row.user_id ?? row.host_id;
    columns.margin[at] = row.margin;
    columns.originHigh[at] = origin === null ? 0 : highOf(origin);
    columns.originLow[at] = origin === null ? 0 : lowOf(origin);
    columns.source[at] = row.source;
    columns.band[at] = row.band;
    detail.received[at] = row.received_ms;
    detail.time[at] = row.time_ms;
    detail.classUid[at] = row.class_uid;
    detail.sourceSeverity[at] = row.severity_id;
    [detail.user[at], detail.host[at], detail.src[at], detail.dst[at]] = [
      places[i]?.[0] ?? noEntity,
      places[i]?.[1] ?? noEntity,
      places[i]?.[2] ?? noEntity,
      places[i]?.[3] ?? noEntity,
    ];
  }
  detail.entityHigh.set(ids.map(highOf));
  detail.entityLow.set(ids.map(lowOf));
  await fillLeads(pool, stream, first, columns);
  return columns;
}

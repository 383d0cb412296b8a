import { z } from "zod";
import type { StreamName } from "../../lib/contracts/common.ts";
import type { NewRow } from "../../lib/training/training-rows.ts";
import type { VerdictRows } from "../../lib/training/verdicts.ts";
import type { Pool } from "../db/pg.ts";
import { streamNumbers } from "../db/stream-number.ts";

export interface VerdictQuery {
  readonly stream: StreamName;
  readonly seed: number;
}

/** An event to learn from, before its vector is read. */
export type WantedEvent = Omit<NewRow, "vectors" | "at" | "base"> & { readonly id: number };

/** The newest events that are looked at, and how many of those that nobody judged are drawn from them. */
export const mostEvents = 2_000_000;
const drawnEvents = 30_000;
/** The stream's first two blocks: nothing was usual yet. */
export const warmUpEvents = 8_192;

/**
 * Listed events of judged alerts, each standing for its share of the alert; an event in several counts for the worst. Of
 * an alert that was folded in a flood people judged the highest event: who makes a million decoys teaches with one.
 */
const judgedSql = `SELECT DISTINCT ON (e.id) e.id::float8 AS id, extract(epoch FROM e.time)::float8 * 1000 AS time,
    coalesce(e.src_id, e.user_id, e.host_id, 0)::text AS origin, a.id::float8 AS alert,
    a.verdict = 'true_positive' AS attack, coalesce(a.techniques[1], a.detectors[1], 'other') AS family,
    CASE WHEN a.origin_count > 1 THEN 1 ELSE greatest(1, a.event_count::float8 / listed.n) END AS weight
  FROM alert a
  JOIN LATERAL (SELECT count(*)::float8 AS n FROM alert_event WHERE alert_id = a.id) AS listed ON true
  JOIN LATERAL (SELECT event_id, received FROM alert_event WHERE alert_id = a.id AND a.origin_count = 1
    UNION ALL SELECT a.event_id, a.event_received WHERE a.origin_count > 1) AS l ON true
  JOIN event e ON e.stream = a.stream AND e.id = l.event_id AND e.received = l.received
  WHERE a.stream = $1 AND a.verdict IN ('true_positive', 'false_positive', 'benign') AND e.id >= $2
  ORDER BY e.id, (a.verdict = 'true_positive') DESC, a.id`;

/** Drawn by the event's number and the seed: the same events for the same log. */
const unjudgedSql = `SELECT e.id::float8 AS id, extract(epoch FROM e.time)::float8 * 1000 AS time,
    coalesce(e.src_id, e.user_id, e.host_id, 0)::text AS origin
  FROM event e WHERE e.stream = $1 AND e.id >= $2 AND e.band = 0
    AND (hashint8extended(e.id, $3::bigint) & 1048575) < $4`;

const spanSql = `SELECT greatest($2::float8, max(id)::float8 - $3::float8) AS since, max(id)::float8 AS last FROM event WHERE stream = $1`;

const unjudgedSchema = z.object({ id: z.number(), time: z.number(), origin: z.string() });
const judgedSchema = unjudgedSchema.extend({
  alert: z.number(),
  attack: z.boolean(),
  family: z.string(),
  weight: z.number(),
});

export interface PickedEvents extends Omit<VerdictRows, "rows"> {
  readonly events: WantedEvent[];
}

/** Which events teach and test, with label, weight and origin of each. */
export async function pickVerdictEvents(pool: Pool, { stream: name, seed }: VerdictQuery): Promise<PickedEvents> {
  const stream = streamNumbers[name];
  const span = await pool.query(spanSql, [stream, warmUpEvents, mostEvents]);
  const { since, last } = z.object({ since: z.number().nullable(), last: z.number().nullable() }).parse(span.rows[0]);
  if (since === null || last === null) return { events: [], truePositive: 0, benign: 0, unjudged: 0 };
  const judged = (await pool.query(judgedSql, [stream, since])).rows.map((row) => judgedSchema.parse(row));
  const drawn = Math.max(1, Math.min(1_048_576, Math.round((1_048_576 * drawnEvents) / Math.max(1, last - since))));
  const unjudged = (await pool.query(unjudgedSql, [stream, since, seed, drawn])).rows.map((row) =>
    unjudgedSchema.parse(row),
  );
  const alertsOf = (attack: boolean) =>
    new Set(judged.flatMap((row) => (row.attack === attack ? [row.alert] : []))).size;
  return {
    events: [
      ...judged.map(({ id, time, origin, attack, family, weight }) => ({
        id,
        time,
        weight,
        group: origin,
        family: attack ? family : null,
        isAttack: attack,
      })),
      ...unjudged.map(({ id, time, origin }) => ({
        id,
        time,
        weight: 1_048_576 / drawn,
        group: origin,
        family: null,
        isAttack: false,
      })),
    ],
    truePositive: alertsOf(true),
    benign: alertsOf(false),
    unjudged: unjudged.length,
  };
}

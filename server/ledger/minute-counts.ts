import type { Queryable } from "../db/pg.ts";
import { unpackColumns } from "../event-log/block-bytes.ts";
import type { IntakeTotals } from "./ledger-counts.ts";

/** A stretch of whole minutes of a stream, and of its log. */
export interface MinuteSpan {
  readonly stream: number;
  readonly from: Date;
  readonly to: Date;
  /** Offsets that the blocks of these minutes take: they lead to the events by index. */
  readonly first: number;
  readonly end: number;
  readonly narrowed: boolean;
}

/** Events that are counted at once, which takes about a second. */
const mostEvents = 1_500_000;

interface BlockMinute {
  readonly at: Date;
  readonly n: number;
  readonly first: number;
  readonly end: number;
}

/** The newest of the minutes whose events can be counted at once; always at least one. */
export async function fitSpan(
  db: Queryable,
  asked: { readonly stream: number; readonly from: Date; readonly to: Date },
): Promise<MinuteSpan> {
  const { rows } = await db.query<BlockMinute>({
    text: `SELECT date_trunc('minute', received, 'UTC') AS at, sum(n)::float8 AS n, min(first)::float8 AS first,
        max(first + n)::float8 AS "end"
      FROM block WHERE stream = $1 AND received >= $2 AND received < $3 GROUP BY 1 ORDER BY 1 DESC`,
    values: [asked.stream, asked.from, asked.to],
  });
  let span = { ...asked, first: Number.POSITIVE_INFINITY, end: 0, narrowed: false };
  let events = 0;
  for (const { at, n, first, end } of rows) {
    events += n;
    if (events > mostEvents && span.end > 0) return { ...span, from: new Date(at.getTime() + 60_000), narrowed: true };
    span = { ...span, first: Math.min(span.first, first), end: Math.max(span.end, end) };
  }
  return span.end === 0 ? { ...span, first: 0 } : span;
}

export interface MinuteIntake extends IntakeTotals {
  readonly source: number;
  readonly at: Date;
}

export interface MinuteCount {
  readonly source: number;
  readonly at: Date;
  readonly n: number;
}

/** Left sides: what ingest answered, by source and minute. */
export async function intakeByMinute(db: Queryable, { stream, from, to }: MinuteSpan): Promise<MinuteIntake[]> {
  const { rows } = await db.query<MinuteIntake>({
    text: `SELECT source, date_trunc('minute', received, 'UTC') AS at, sum(total)::float8 AS total,
        sum(rejected)::float8 AS rejected, sum(duplicate)::float8 AS duplicate, sum(accepted)::float8 AS accepted
      FROM intake WHERE stream = $1 AND received >= $2 AND received < $3 GROUP BY 1, 2`,
    values: [stream, from, to],
  });
  return rows;
}

/** Rows of `event`, by source and minute of receipt. */
export async function scoredByMinute(db: Queryable, span: MinuteSpan): Promise<MinuteCount[]> {
  const { rows } = await db.query<MinuteCount>({
    text: `SELECT source, date_trunc('minute', received, 'UTC') AS at, count(*)::float8 AS n FROM event
      WHERE stream = $1 AND id >= $2 AND id < $3 AND received >= $4 AND received < $5 GROUP BY 1, 2`,
    values: [span.stream, span.first, span.end, span.from, span.to],
  });
  return rows;
}

/** Dead letters, by source and minute of receipt; their offsets are those of the span's blocks. */
export async function deadByMinute(db: Queryable, span: MinuteSpan): Promise<MinuteCount[]> {
  const { rows } = await db.query<MinuteCount>({
    text: `SELECT source, date_trunc('minute', received, 'UTC') AS at, count(*)::float8 AS n FROM dead_letter
      WHERE stream = $1 AND "offset" >= $2 AND "offset" < $3 AND received >= $4 AND received < $5 GROUP BY 1, 2`,
    values: [span.stream, span.first, span.end, span.from, span.to],
  });
  return rows;
}

const blocksPerPage = 64;

/** What is in the log's blocks beyond the position, by source and minute: out of the blocks themselves. */
export async function waitingByMinute(db: Queryable, span: MinuteSpan, position: number): Promise<MinuteCount[]> {
  const counts = new Map<string, MinuteCount>();
  for (let after = -1; ; ) {
    const { rows } = await db.query<{ first: number; received: Date; cols: Buffer }>({
      text: `SELECT first::float8 AS first, received, cols FROM block
        WHERE stream = $1 AND first > greatest($2::bigint, $3::bigint - 4096) AND first + n > $3 AND first < $4
          AND received >= $5 AND received < $6 ORDER BY first LIMIT ${blocksPerPage}`,
      values: [span.stream, after, position, span.end, span.from, span.to],
    });
    for (const { first, received, cols } of rows) {
      const at = new Date(Math.floor(received.getTime() / 60_000) * 60_000);
      const { source: sources } = await unpackColumns(cols);
      for (const source of sources.subarray(Math.max(0, position - first))) {
        const key = `${source} ${at.getTime()}`;
        counts.set(key, { source, at, n: (counts.get(key)?.n ?? 0) + 1 });
      }
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < blocksPerPage) return [...counts.values()];
    after = last.first;
  }
}

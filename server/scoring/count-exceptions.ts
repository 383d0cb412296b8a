import type { RunStatement } from "../db/run-statement.ts";
import type { ScoredSpan } from "../event-log/scored-part.ts";
import { storableMs } from "../event-log/storable-time.ts";

interface Use {
  events: number;
  readonly first: number;
  last: number;
  lastMs: number;
}

/** What each exception covered in the span, by its place in the policy. All of a span is judged by one policy. */
function usesOf({ parts }: ScoredSpan): Map<number, Use> {
  const uses = new Map<number, Use>();
  for (const { scored } of parts) {
    const { excepted, first, length, time } = scored;
    for (let row = 0; row < length; row += 1) {
      const place = excepted[row] ?? 0;
      if (place === 0) continue;
      const use = uses.get(place) ?? { events: 0, first: first + row, last: 0, lastMs: 0 };
      uses.set(place, use);
      use.events += 1;
      use.last = first + row;
      use.lastMs = time[row] ?? 0;
    }
  }
  return uses;
}

const sql = `
  INSERT INTO exception_use (stream, exception, events, first_offset, last_offset, last_time)
  SELECT $1::smallint, u.exception, u.events, u.first, u.last, to_timestamp(u.last_ms / 1000)
  FROM unnest($2::text[], $3::bigint[], $4::bigint[], $5::bigint[], $6::float8[])
    AS u (exception, events, first, last, last_ms)
  ON CONFLICT (stream, exception) DO UPDATE SET events = exception_use.events + excluded.events,
    last_offset = excluded.last_offset, last_time = excluded.last_time`;

/** Counts what exceptions covered, in the transaction that stores the events: each is counted once, whoever ends when. */
export async function countExceptions(run: RunStatement, stream: number, span: ScoredSpan): Promise<void> {
  const ids = span.thresholds.exceptions;
  const uses = ids.length === 0 ? [] : [...usesOf(span)];
  if (uses.length === 0) return;
  await run(sql, [
    stream,
    uses.map(([place]) => ids[place - 1] ?? ""),
    uses.map(([, { events }]) => events),
    uses.map(([, { first }]) => first),
    uses.map(([, { last }]) => last),
    uses.map(([, { lastMs }]) => storableMs(lastMs)),
  ]);
}

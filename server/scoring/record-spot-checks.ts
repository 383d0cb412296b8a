import type { RunStatement } from "../db/run-statement.ts";
import { streamName } from "../db/stream-number.ts";
import type { ScoredPart } from "../event-log/scored-part.ts";
import type { PushDraft } from "../realtime/append-push.ts";

const sql = `
  INSERT INTO spot_check (stream, event_id, received, guard, time, summary, origin, network, margin, score, notify, chance,
    near, due_at)
  SELECT $1::smallint, d.event_id, to_timestamp(d.received / 1000), d.guard, to_timestamp(d.time / 1000), d.summary,
    d.origin, d.network, d.margin, d.score, d.notify, d.chance, d.near, to_timestamp(d.due / 1000)
  FROM jsonb_to_recordset($2::jsonb) AS d (event_id bigint, received double precision, guard int,
    time double precision, summary text, origin text, network text, margin double precision, score double precision,
    notify double precision, chance double precision, near boolean, due double precision)`;

/** Keeps what the guard drew below notify, so that people can give a verdict; in the scoring transaction. */
export async function recordSpotChecks(
  run: RunStatement,
  stream: number,
  parts: readonly ScoredPart[],
): Promise<PushDraft[]> {
  const drawn = parts.flatMap(({ columns, from, receivedMs, scored, deadLetters }) =>
    scored.spotChecks.flatMap(({ offset, row, guard, margin, notify, chance, near, dueMs, origin, network }) => {
      if (deadLetters.has(offset)) return [];
      const summary = columns.strings[columns.summary[from + row] ?? 0] ?? "";
      const [time, score] = [scored.time[row] ?? 0, scored.score[row] ?? 0];
      const what = { event_id: offset, received: receivedMs, guard, time, summary, origin, network };
      return [{ ...what, margin, score, notify, chance, near, due: dueMs }];
    }),
  );
  if (drawn.length === 0) return [];
  await run(sql, [stream, JSON.stringify(drawn).replaceAll("\\u0000", "\\ufffd")]);
  return [{ kind: "spotCheck", stream, body: { stream: streamName(stream), change: "drawn" } }];
}

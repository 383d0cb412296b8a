import { randomUUID } from "node:crypto";
import type { StreamName } from "../../lib/contracts/common.ts";
import { createNormaliser } from "../../lib/normalise/normalise.ts";
import { formatNames } from "../../lib/normalise/pick-format.ts";
import type { Actor } from "../audit/write-audit.ts";
import { type Pool, withTransaction } from "../db/pg.ts";
import { streamNumbers } from "../db/stream-number.ts";
import type { AppendJob, AppendResult } from "../event-log/append-job.ts";
import { type EventPlace, readColumnsAt, readOriginal } from "../event-log/read-blocks.ts";
import { hashBody } from "../events/ingest/hash-body.ts";
import { zoneOffset } from "../sources/zone-offset.ts";

export interface ReplayTools {
  readonly pool: Pool;
  /** The appender of the stream's log in this process. */
  readonly append: (stream: number, job: AppendJob) => Promise<AppendResult>;
}

export interface ReplayRequest {
  readonly stream: StreamName;
  readonly offsets: readonly number[];
  readonly actor: Actor;
}

export interface ReplayAnswer {
  readonly replayed: number[];
  readonly refused: { readonly offset: number; readonly reason: string }[];
}

interface DeadLetter {
  readonly offset: number;
  readonly source: number;
  readonly received: Date;
  readonly replayed: boolean;
  readonly zone: string;
}

type Outcome = { readonly ok: true } | { readonly ok: false; readonly reason: string };

const lettersSql = `
  SELECT d."offset"::float8 AS offset, d.source, d.received, d.replayed_at IS NOT NULL AS replayed, coalesce(s.zone, 'UTC') AS zone
  FROM dead_letter d LEFT JOIN source s ON s.id = d.source WHERE d.stream = $1 AND d."offset" = ANY ($2::bigint[])`;

/** Not an API key's: receipts of replays stand under a key that no request can have. */
const replayKeyId = "00000000-0000-0000-0000-000000000000";

/** The record as received, as a request of its own that can be made only once. */
async function jobOf(pool: Pool, place: EventPlace, letter: DeadLetter): Promise<AppendJob | string> {
  const [original, at] = await Promise.all([readOriginal(pool, place), readColumnsAt(pool, place)]);
  if (original === null || at === null) return "Retention has dropped the record.";
  const receivedMs = Date.now();
  const body = Buffer.from(original.bytes);
  // A record that fits no named format is found by looking, as it was the first time.
  const format = formatNames().includes(original.format) ? original.format : "auto";
  const context = { format, zone: zoneOffset(letter.zone), referenceTime: receivedMs };
  const read = createNormaliser(context).normalise(body, 0, body.length);
  if (!read.ok) return read.reason;
  // Its id is known already, from the first time: it would be taken for a duplicate of itself.
  const event = { ...read.event, recordId: null };
  const where = { index: 0, source: letter.source, start: 0, end: body.length, idHigh: 0, idLow: 0 };
  const idempotencyKey = `dead letter ${place.stream}/${place.id}`;
  return {
    batchId: randomUUID(),
    receivedMs,
    replay: at.columns.strings[at.columns.replay[at.row] ?? 0] ?? "",
    body,
    records: [{ ...where, event, format: read.format, outcome: "accepted" }],
    refusals: [],
    receipt: { keyId: replayKeyId, idempotencyKey, bodyDigest: await hashBody(body, []) },
  };
}

function markReplayed(pool: Pool, { stream, id }: EventPlace, actor: Actor): Promise<void> {
  return withTransaction(pool, async (client) => {
    const { rowCount } = await client.query(
      `UPDATE dead_letter SET replayed_at = now(), replayed_by = $3 WHERE stream = $1 AND "offset" = $2 AND replayed_at IS NULL`,
      [stream, id, actor.name],
    );
    if (rowCount === 0) return;
    await client.query(
      `INSERT INTO audit_entry (actor_kind, actor, address, action, resource, outcome, request_id)
       VALUES ($1, $2, $3, 'dead_letter.replay', $4, 'success', $5)`,
      [actor.kind, actor.name, actor.address, `dead-letter:${stream}/${id}`, actor.requestId],
    );
  });
}

async function replayOne(tools: ReplayTools, place: EventPlace, letter: DeadLetter, actor: Actor): Promise<Outcome> {
  if (letter.replayed) return { ok: false, reason: "It was replayed before." };
  const job = await jobOf(tools.pool, place, letter).catch((error: unknown) => {
    return error instanceof Error ? error.message : String(error);
  });
  if (typeof job === "string") return { ok: false, reason: job };
  const { answer } = await tools.append(place.stream, job);
  const [refusal] = answer.rejected;
  if (refusal !== undefined) return { ok: false, reason: refusal.reason };
  await markReplayed(tools.pool, place, actor);
  return { ok: true };
}

/**
 * Sends dead letters through the log again: the bytes as received, read anew, as a new record with a new offset. The
 * dead letter stays one in the ledger, since the replay counts as received once more. Asking twice replays once.
 */
export async function replayDeadLetters(tools: ReplayTools, request: ReplayRequest): Promise<ReplayAnswer> {
  const stream = streamNumbers[request.stream];
  const { rows } = await tools.pool.query<DeadLetter>(lettersSql, [stream, [...request.offsets]]);
  const letters = new Map(rows.map((letter) => [letter.offset, letter]));
  const answer: ReplayAnswer = { replayed: [], refused: [] };
  for (const offset of new Set(request.offsets)) {
    const letter = letters.get(offset);
    const outcome: Outcome =
      letter === undefined
        ? { ok: false, reason: "There is no such dead letter." }
        : await replayOne(tools, { stream, id: offset, received: letter.received }, letter, request.actor);
    if (outcome.ok) answer.replayed.push(offset);
    else answer.refused.push({ offset, reason: outcome.reason });
  }
  return answer;
}

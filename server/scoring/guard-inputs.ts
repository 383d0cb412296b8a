import { type GuardAnswer, type GuardInput, guardInputSchema } from "../../lib/thresholds/guard-input.ts";
import { holdFence, type ScoringSession } from "../event-log/lease.ts";
import { transact } from "../event-log/score-transaction.ts";
import { appendPush } from "../realtime/append-push.ts";
import { type RecordedMove, recordThreshold } from "./record-thresholds.ts";

/** Taken up at one look; the rest comes with the next. */
const mostAtOnce = 50;

/** Something that waits for the guard; what it means is looked up when it is taken up. */
export interface WaitingInput {
  readonly id: number;
  readonly kind: string;
  readonly request: unknown;
}

const waitingSql = `SELECT id::float8 AS id, kind, request FROM guard_input
  WHERE stream = $1 AND number IS NULL ORDER BY id LIMIT ${mostAtOnce}`;

/** What waits to be taken up, oldest first. */
export async function readWaitingInputs({ client, stream }: ScoringSession): Promise<WaitingInput[]> {
  const { rows } = await client.query<WaitingInput>({
    name: "waiting guard inputs",
    text: waitingSql,
    values: [stream],
  });
  return rows;
}

/** An input as it was taken up. */
export interface TakenInput {
  readonly number: number;
  readonly activeFrom: number;
  /** When it was taken up, microseconds since 1970. */
  readonly activatedUs: number;
  readonly input: GuardInput;
}

/** What was taken up after the input with that number, oldest first. */
export async function readTakenInputs({ client, stream }: ScoringSession, after: number): Promise<TakenInput[]> {
  const { rows } = await client.query<{ number: number; active_from: string; taken_us: number; payload: unknown }>(
    `SELECT number, active_from, (extract(epoch FROM taken_at) * 1000000)::float8 AS taken_us, payload
     FROM guard_input WHERE stream = $1 AND number > $2 ORDER BY number`,
    [stream, after],
  );
  return rows.map(({ number, active_from, taken_us, payload }) => ({
    number,
    activeFrom: Number(active_from),
    activatedUs: taken_us,
    input: guardInputSchema.parse(payload),
  }));
}

interface Taking {
  /** Of the waiting row; null for what scoring gives itself. */
  readonly id: number | null;
  readonly number: number;
  readonly offset: number;
  readonly input: GuardInput;
  readonly answer: GuardAnswer;
  readonly moved: RecordedMove | null;
}

const takeSql = `UPDATE guard_input SET number = $2, active_from = $3, taken_at = now(), payload = $4::jsonb, answer = $5::jsonb
  WHERE id = $1 AND number IS NULL`;
const ownSql = `INSERT INTO guard_input (stream, kind, request, actor, number, active_from, taken_at, payload, answer)
  VALUES ($1::smallint, $2, '{}', 'system', $3, $4, now(), $5::jsonb, $6::jsonb)`;

/** Records that scoring has taken an input up, between two scoring transactions, with the move that it made. */
export async function recordTaken(session: ScoringSession, taking: Taking): Promise<void> {
  const { client, stream } = session;
  const { id, number, offset, input, answer, moved } = taking;
  await transact(client, async (run) => {
    await client.query("BEGIN");
    await holdFence(session);
    const what = [number, offset, JSON.stringify(input), JSON.stringify(answer)];
    if (id === null) await run(ownSql, [stream, input.kind, ...what]);
    else await run(takeSql, [id, ...what]);
    if (moved !== null) await appendPush(run, [await recordThreshold(run, stream, moved)]);
  });
}

import type { RunStatement } from "../db/run-statement.ts";
import { streamName } from "../db/stream-number.ts";
import { holdFence, type ScoringSession } from "../event-log/lease.ts";
import { packBytes } from "../event-log/score-bytes.ts";
import { transact } from "../event-log/score-transaction.ts";
import { appendPush } from "../realtime/append-push.ts";

interface ModelActivated {
  readonly version: number;
  /** The position of scoring: every event from here on is scored by the model. */
  readonly offset: number;
  readonly bytes: Uint8Array | null;
}

const activateSql = `UPDATE model_activation SET active_from = $3, activated_at = now()
  WHERE stream = $1 AND version = $2 AND active_from IS NULL RETURNING model_id::float8 AS model`;
const artefactSql = `INSERT INTO artefact (stream, kind, version, "offset", body) VALUES ($1, 'model', $2, $3, $4)`;
const refuseSql = `UPDATE model_activation SET refusal = $3
  WHERE stream = $1 AND version = $2 AND active_from IS NULL RETURNING model_id::float8 AS model`;

/** Tells the browsers that what scores is not what it was, or that scoring stays with it; last in its transaction. */
async function tell(
  run: RunStatement,
  stream: number,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  const model = rows[0]?.model;
  const id = typeof model === "number" ? model : null;
  const body = { stream: streamName(stream), id, state: id === null ? null : "champion", progress: null } as const;
  await appendPush(run, [{ kind: "model", stream, body }]);
}

/** Records that scoring has taken a model up, between two scoring transactions, with the bytes that it scores by. */
export async function recordActivation(session: ScoringSession, activated: ModelActivated): Promise<void> {
  const { client, stream } = session;
  const { version, offset, bytes } = activated;
  const body = bytes === null ? null : await packBytes(bytes);
  await transact(client, async (run) => {
    await client.query("BEGIN");
    await holdFence(session);
    const { rows } = await run(activateSql, [stream, version, offset]);
    if (body !== null) await run(artefactSql, [stream, version, offset, body]);
    await tell(run, stream, rows);
  });
}

/** Records why scoring would not take a model up. */
export async function recordRefusal(session: ScoringSession, version: number, refusal: string): Promise<void> {
  const { client, stream } = session;
  await transact(client, async (run) => {
    await client.query("BEGIN");
    await holdFence(session);
    const { rows } = await run(refuseSql, [stream, version, refusal]);
    await tell(run, stream, rows);
  });
}

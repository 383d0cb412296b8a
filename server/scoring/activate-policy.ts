import { streamName } from "../db/stream-number.ts";
import { holdFence, type ScoringSession } from "../event-log/lease.ts";
import { transact } from "../event-log/score-transaction.ts";
import { appendPush } from "../realtime/append-push.ts";
import { type RecordedMove, recordThreshold } from "./record-thresholds.ts";

export interface PolicyActivation {
  readonly version: number;
  /** The position of scoring: every event from here on is judged by the policy. */
  readonly offset: number;
  /** What it does to the thresholds, where it moves them. */
  readonly moved: RecordedMove | null;
}

const activateSql = `UPDATE policy SET active_from = $3, activated_at = now()
  WHERE stream = $1 AND version = $2 AND active_from IS NULL`;

/** Records that scoring has taken a policy up, between two scoring transactions. */
export async function activatePolicy(session: ScoringSession, activation: PolicyActivation): Promise<void> {
  const { client, stream } = session;
  const { version, offset, moved } = activation;
  await transact(client, async (run) => {
    await client.query("BEGIN");
    await holdFence(session);
    await run(activateSql, [stream, version, offset]);
    const steps = moved === null ? [] : [await recordThreshold(run, stream, moved)];
    const change = { change: "active", draft: null, version } as const;
    await appendPush(run, [...steps, { kind: "policy", stream, body: { stream: streamName(stream), ...change } }]);
  });
}

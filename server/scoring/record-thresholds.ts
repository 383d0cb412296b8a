import type { ThresholdStep } from "../../lib/contracts/threshold-step.ts";
import type { ThresholdMove } from "../../lib/pipeline/types.ts";
import { scoreOfMargin } from "../../lib/stats/margin.ts";
import type { RunStatement } from "../db/run-statement.ts";
import { streamName } from "../db/stream-number.ts";
import type { PushDraft } from "../realtime/append-push.ts";

const sql = `
  INSERT INTO threshold_change (stream, version, "offset", policy_version, notify, approve, auto, old_notify, cause,
    reason, actor, estimated, inputs_digest, scopes, guard, old_anchor, stream_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14::jsonb, $15, $16,
    to_timestamp(nullif($17::float8, 0) / 1000))
  RETURNING floor(extract(epoch FROM at) * 1000)::float8 AS at_ms`;

/** A move of thresholds and who caused it. */
export interface RecordedMove {
  readonly move: ThresholdMove;
  readonly actor: string;
}

const asScore = (margin: number | null) => (margin === null ? null : scoreOfMargin(margin));

function stepOf({ move, actor }: RecordedMove, at: number): ThresholdStep {
  return {
    version: move.thresholdVersion,
    policyVersion: move.policyVersion,
    at,
    offset: move.offset,
    notify: asScore(move.newMargin),
    approve: asScore(move.approve),
    auto: asScore(move.auto),
    scopes: move.scopes.map(({ id, name, notify, approve, auto }) => ({
      id,
      name,
      notify: scoreOfMargin(notify),
      approve: asScore(approve),
      auto: asScore(auto),
    })),
    cause: move.cause,
    reason: move.reason,
    actor,
    estimated: move.estimated,
  };
}

/** Records a threshold's move and returns what to tell the browsers. */
export async function recordThreshold(run: RunStatement, stream: number, recorded: RecordedMove): Promise<PushDraft> {
  const { move, actor } = recorded;
  const { rows } = await run(sql, [
    stream,
    move.thresholdVersion,
    move.offset,
    move.policyVersion,
    move.newMargin,
    move.approve,
    move.auto,
    move.oldMargin,
    move.cause,
    move.reason,
    actor,
    move.estimated,
    move.inputsDigest,
    JSON.stringify(move.scopes),
    move.guard?.number ?? null,
    move.guard?.oldAnchor ?? null,
    move.atMs,
  ]);
  const step = stepOf(recorded, Number(rows[0]?.at_ms ?? 0));
  return { kind: "threshold", stream, body: { stream: streamName(stream), step } };
}

import type { ThresholdStep } from "../../lib/contracts/live.ts";
import type { ThresholdMove, ThresholdsInForce } from "../../lib/pipeline/types.ts";
import { scoreOfMargin } from "../../lib/stats/margin.ts";
import { streamName } from "../db/stream-number.ts";
import type { PushDraft, RunStatement } from "../realtime/append-push.ts";

const sql = `
  INSERT INTO threshold_change (stream, version, "offset", policy_version, notify, approve, auto, old_notify, cause,
    reason, actor, estimated, inputs_digest)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  RETURNING floor(extract(epoch FROM at) * 1000)::float8 AS at_ms`;

/** A move of `notify`, with the thresholds that people set beside it and who caused it. */
export interface RecordedMove {
  readonly move: ThresholdMove;
  readonly thresholds: ThresholdsInForce;
  readonly actor: string;
}

const asScore = (margin: number | null) => (margin === null ? null : scoreOfMargin(margin));

function stepOf({ move, thresholds, actor }: RecordedMove, at: number): ThresholdStep {
  return {
    version: move.thresholdVersion,
    policyVersion: move.policyVersion,
    at,
    offset: move.offset,
    notify: asScore(move.newMargin),
    approve: asScore(thresholds.approve),
    auto: asScore(thresholds.auto),
    cause: move.cause,
    reason: move.reason,
    actor,
    estimated: move.estimated,
  };
}

/** Records a threshold's move and returns what to tell the browsers. */
export async function recordThreshold(run: RunStatement, stream: number, recorded: RecordedMove): Promise<PushDraft> {
  const { move, thresholds, actor } = recorded;
  const { rows } = await run(sql, [
    stream,
    move.thresholdVersion,
    move.offset,
    move.policyVersion,
    move.newMargin,
    thresholds.approve,
    thresholds.auto,
    move.oldMargin,
    move.cause,
    move.reason,
    actor,
    move.estimated,
    move.inputsDigest,
  ]);
  const step = stepOf(recorded, Number(rows[0]?.at_ms ?? 0));
  return { kind: "threshold", stream, body: { stream: streamName(stream), step } };
}

import type { ThresholdStep } from "../../lib/contracts/live.ts";
import { scoreOfMargin } from "../../lib/stats/margin.ts";
import type { ThresholdChange } from "../db/generated/client.ts";

function scoreOrOff(margin: number | null): number | null {
  return margin === null ? null : scoreOfMargin(margin);
}

/** A change of thresholds as screens draw it: scores in place of margins. */
export function thresholdStep(change: ThresholdChange): ThresholdStep {
  const { version, policyVersion, cause, reason, actor, estimated } = change;
  return {
    version,
    policyVersion,
    at: change.at.getTime(),
    offset: Number(change.offset),
    notify: scoreOrOff(change.notify),
    approve: scoreOrOff(change.approve),
    auto: scoreOrOff(change.auto),
    cause,
    reason,
    actor,
    estimated,
  };
}

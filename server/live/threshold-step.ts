import { z } from "zod";
import type { ThresholdStep } from "../../lib/contracts/threshold-step.ts";
import { scoreOfMargin } from "../../lib/stats/margin.ts";
import type { ThresholdChange } from "../db/generated/client.ts";

function scoreOrOff(margin: number | null): number | null {
  return margin === null ? null : scoreOfMargin(margin);
}

/** Margins of each scope as the change stored them. */
const storedScopesSchema = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    notify: z.number(),
    approve: z.number().nullable(),
    auto: z.number().nullable(),
  }),
);

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
    scopes: storedScopesSchema.parse(change.scopes).map(({ id, name, notify, approve: ask, auto }) => ({
      id,
      name,
      notify: scoreOfMargin(notify),
      approve: scoreOrOff(ask),
      auto: scoreOrOff(auto),
    })),
    cause,
    reason,
    actor,
    estimated,
  };
}

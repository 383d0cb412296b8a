import type { ThresholdStep } from "../lib/contracts/threshold-step.ts";

/** A change of thresholds as screens draw it. */
export function thresholdStep(changes: Partial<ThresholdStep> = {}): ThresholdStep {
  return {
    version: 1,
    policyVersion: 1,
    at: 0,
    offset: 0,
    notify: 95,
    approve: null,
    auto: null,
    scopes: [],
    cause: "policy",
    reason: "because",
    actor: "someone",
    estimated: false,
    ...changes,
  };
}

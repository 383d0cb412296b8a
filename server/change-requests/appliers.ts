import type { ChangeRequestKind } from "../../lib/contracts/change-requests.ts";
import type { Applier } from "./applier.ts";
import { applyModelInForce } from "./appliers/model-in-force.ts";
import { applyPlaybookChange } from "./appliers/playbook-change.ts";
import { applyPolicyPublish } from "./appliers/policy-publish.ts";
import { applyProtectedShorten } from "./appliers/protected-shorten.ts";
import { applyThresholdGuard } from "./appliers/threshold-guard.ts";

/** What becomes of an approved request, kind by kind. */
export const appliers: Readonly<Record<ChangeRequestKind, Applier>> = {
  "policy.publish": applyPolicyPublish,
  "threshold.guard": applyThresholdGuard,
  "protected.shorten": applyProtectedShorten,
  "model.promote": applyModelInForce,
  "model.rollBack": applyModelInForce,
  "playbook.change": applyPlaybookChange,
};

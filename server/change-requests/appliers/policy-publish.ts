import { policyPublishSchema } from "../../../lib/contracts/policies.ts";
import { policyProblems } from "../../../lib/thresholds/policy-problems.ts";
import { lockNewest, putVersion } from "../../policies/put-version.ts";
import type { Applier } from "../applier.ts";

/** Publishes a policy exactly as it was seen; not on top of a version that came meanwhile. */
export const applyPolicyPublish: Applier = async (run, request, actor) => {
  const parsed = policyPublishSchema.safeParse(request.payload);
  if (!parsed.success)
    return { ok: false, outcome: "It was asked for by a version of Tideline that wrote it otherwise." };
  const input = parsed.data;
  const [problem] = policyProblems(input.policy);
  if (problem !== undefined) return { ok: false, outcome: problem.message };
  const current = await lockNewest(run, request.stream);
  if (current.version !== input.basedOn) {
    return { ok: false, outcome: `Version ${current.version} was published meanwhile.` };
  }
  const author = request.requestedName;
  const { record, pushes } = await putVersion(run, { input, current, author, actor, request: request.id });
  return { ok: true, outcome: `Published as version ${record.version}.`, done: { version: record.version }, pushes };
};

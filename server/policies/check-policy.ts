import type { PolicyBody } from "../../lib/thresholds/policy.ts";
import { exceptionsTooLong, policyProblems } from "../../lib/thresholds/policy-problems.ts";
import { AppError } from "../http/app-error.ts";
import { unknownZones } from "./zones-of.ts";

/** Throws for a policy that cannot take effect, by the name of its field. */
export function checkPolicy(policy: PolicyBody, now: Date): void {
  const zones = unknownZones(policy).map((name) => ({ path: "scopes", message: `"${name}" is no time zone.` }));
  const [problem] = [...policyProblems(policy), ...exceptionsTooLong(policy, now.getTime()), ...zones];
  if (problem === undefined) return;
  const { path, message } = problem;
  throw new AppError("unprocessable", { detail: message, fields: [{ path: `body.policy.${path}`, message }] });
}

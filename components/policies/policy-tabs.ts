/** The parts of the Policies page, in the order of their tabs. */
export const policyTabNames = ["policy", "thresholds", "spot-checks", "requests"] as const;
export type PolicyTabName = (typeof policyTabNames)[number];
export const policyTabWords: Readonly<Record<PolicyTabName, string>> = {
  policy: "Policy",
  thresholds: "Thresholds",
  "spot-checks": "Spot checks",
  requests: "Requests",
};

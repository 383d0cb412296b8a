import type { Severity } from "../../lib/contracts/common.ts";

/** From least to most severe. */
export const severityOrder = ["informational", "low", "medium", "high", "critical"] as const satisfies Severity[];

export const severityWords: Readonly<Record<Severity, string>> = {
  informational: "Info",
  low: "Low",
  medium: "Medium",
  high: "High",
  critical: "Critical",
};

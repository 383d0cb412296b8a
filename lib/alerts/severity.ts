import type { DetectorName } from "../detectors/detector-table.ts";
import { severityId } from "../event/classes.ts";
import type { Policy, SeverityName } from "../thresholds/policy.ts";

const order: readonly SeverityName[] = ["informational", "low", "medium", "high", "critical"];

/**
 * Severity of a finding: what the policy says for its band, raised to what the evidence itself says: a source's finding
 * is at least as severe as the source calls it, and a sign-in that guessing led to, or a document that starts a
 * shell, is at least high.
 */
export function severityOf(
  policy: Pick<Policy, "severity">,
  band: 1 | 2 | 3,
  lead: DetectorName,
  sourceSeverity: number,
): SeverityName {
  const byBand = band === 3 ? policy.severity.auto : band === 2 ? policy.severity.approve : policy.severity.notify;
  return order[Math.max(order.indexOf(byBand), order.indexOf(leastSeverity(lead, sourceSeverity)))] ?? byBand;
}

function leastSeverity(lead: DetectorName, sourceSeverity: number): SeverityName {
  if (lead === "success-after-failures" || lead === "document-spawns-shell") return "high";
  if (lead !== "source-finding") return "informational";
  if (sourceSeverity >= severityId.critical) return "critical";
  return sourceSeverity >= severityId.high ? "high" : "informational";
}

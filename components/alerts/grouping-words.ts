import type { AlertGrouping } from "../../lib/contracts/alert-query.ts";

/** What a list is grouped by, as people call it. */
export const groupingWords: Readonly<Record<AlertGrouping, string>> = {
  severity: "Severity",
  status: "Status",
  detector: "Detector",
  technique: "Technique",
  entity: "Entity",
  assignee: "Assignee",
};

import type { AlertRow } from "../lib/contracts/alerts.ts";

/** A new alert as lists carry it, of which a test states what matters to it. */
export function alertRow(stated: Partial<AlertRow> = {}): AlertRow {
  return {
    id: 1,
    stream: "main",
    title: "",
    reason: "",
    severity: "high",
    status: "new",
    verdict: null,
    verdictReason: null,
    assignee: null,
    snoozedUntil: null,
    detectors: [],
    techniques: [],
    entities: [],
    firstSeen: "",
    lastSeen: "",
    eventCount: 1,
    score: 97,
    margin: 10,
    confidence: 1,
    band: "notify",
    createdAt: "",
    acknowledgedAt: null,
    revision: 1,
    originCount: 1,
    entityGroup: null,
    flood: null,
    ...stated,
  };
}

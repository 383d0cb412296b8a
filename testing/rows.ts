import type { AlertRow } from "../lib/contracts/alerts.ts";
import type { EventRow } from "../lib/contracts/events.ts";

/** An event as lists show it. */
export function eventForTest(changes: Partial<EventRow> = {}): EventRow {
  return {
    id: 1,
    stream: "main",
    time: "2026-11-22T12:00:00.000Z",
    timeAdjusted: false,
    received: "2026-11-22T12:00:00.000Z",
    source: "test",
    classUid: 3002,
    className: "Authentication",
    family: "authentication",
    statusId: 2,
    summary: "a failed logon",
    user: null,
    host: null,
    src: null,
    dst: null,
    score: 97,
    margin: 9,
    confidence: 1,
    band: "notify",
    excepted: false,
    ...changes,
  };
}

/** An alert as lists show it. */
export function alertForTest(changes: Partial<AlertRow> = {}): AlertRow {
  return {
    id: 1,
    stream: "main",
    title: "Many failed logons",
    reason: "40 failures in a minute",
    severity: "medium",
    status: "new",
    verdict: null,
    verdictReason: null,
    assignee: null,
    snoozedUntil: null,
    detectors: ["burst"],
    techniques: ["T1110"],
    entities: [],
    firstSeen: "2026-11-22T12:00:00.000Z",
    lastSeen: "2026-11-22T12:00:00.000Z",
    eventCount: 1,
    score: 97,
    margin: 9,
    confidence: 1,
    band: "notify",
    createdAt: "2026-11-22T12:00:00.000Z",
    acknowledgedAt: null,
    revision: 1,
    originCount: 1,
    entityGroup: null,
    flood: null,
    ...changes,
  };
}

import type { EventRow } from "../lib/contracts/events.ts";

/** A scored event as lists carry it, of which a test states what matters to it. */
export function eventRow(stated: Partial<EventRow> = {}): EventRow {
  return {
    id: 1,
    stream: "main",
    time: "2026-11-22T12:00:00Z",
    timeAdjusted: false,
    received: "2026-11-22T12:00:00Z",
    source: "sshd",
    classUid: 3002,
    className: "Authentication",
    family: "authentication",
    statusId: 2,
    summary: "Failed password",
    user: null,
    host: null,
    src: null,
    dst: null,
    score: 50,
    margin: 0,
    confidence: 1,
    band: "none",
    excepted: false,
    ...stated,
  };
}

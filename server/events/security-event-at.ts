import type { EventColumns } from "../../lib/event/columns.ts";
import { emptyEvent, type SecurityEvent } from "../../lib/event/security-event.ts";
import { createNormaliser } from "../../lib/normalise/normalise.ts";
import { zoneOffset } from "../sources/zone-offset.ts";

/** Readers of one row, in a SecurityEvent's ways of saying "missing". */
function cellsOf(columns: EventColumns, row: number) {
  return {
    text: (column: Uint32Array) => columns.strings[column[row] ?? 0] || null,
    number: (column: Float64Array | Int32Array | Uint8Array | Uint16Array) => {
      const value = column[row] ?? Number.NaN;
      return value < 0 ? Number.NaN : value;
    },
  };
}

/** What the log's columns hold of the event. */
function fromColumns(columns: EventColumns, row: number): SecurityEvent {
  const { text, number } = cellsOf(columns, row);
  return {
    ...emptyEvent(),
    classUid: number(columns.classUid),
    activityId: number(columns.activityId),
    statusId: number(columns.statusId),
    severityId: number(columns.severityId),
    time: number(columns.time),
    count: number(columns.count),
    user: text(columns.user),
    targetUser: text(columns.targetUser),
    host: text(columns.host),
    srcIp: text(columns.src),
    srcPort: number(columns.srcPort),
    dstIp: text(columns.dst),
    dstPort: number(columns.dstPort),
    dstName: text(columns.dstName),
    process: text(columns.process),
    parentProcess: text(columns.parentProcess),
    object: text(columns.object),
    action: text(columns.action),
    resultCode: text(columns.resultCode),
    bytesIn: number(columns.bytesIn),
    bytesOut: number(columns.bytesOut),
    durationMs: number(columns.durationMs),
    findingTitle: text(columns.findingTitle),
    technique: text(columns.technique),
    message: text(columns.summary),
  };
}

/**
 * The event with all its fields: read once more from the record, since the log's columns hold only what scoring needs.
 * What ingest knew and the record alone does not say (head of its table, zone, a year) comes from the columns.
 */
export function securityEventAt(columns: EventColumns, row: number, record: Uint8Array): SecurityEvent {
  const known = fromColumns(columns, row);
  const format = columns.strings[columns.format[row] ?? 0] ?? "auto";
  try {
    const context = { format, zone: zoneOffset("UTC"), referenceTime: columns.received[row] ?? 0 };
    const read = createNormaliser(context).normalise(record, 0, record.length);
    return read.ok && read.event.classUid === known.classUid ? { ...read.event, time: known.time } : known;
  } catch {
    // A format that is no longer known by its name.
    return known;
  }
}

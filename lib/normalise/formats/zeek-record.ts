import { statusId } from "../../event/classes.ts";
import type { SecurityEvent } from "../../event/security-event.ts";
import type { JsonFormat, ReadContext } from "../format.ts";
import { address, addressOf, isRecord, type JsonRecord, number, text } from "../json-record.ts";
import { isoTime } from "../time/iso-time.ts";

/**
 * Stream of a Zeek record: written as `_path` (tables, many shippers) or `@stream`; plain Zeek JSON names none, and then
 * the fields tell. Null for a record that is not Zeek's.
 */
export function zeekStream(record: JsonRecord): string | null {
  const ts = record.ts;
  if (typeof ts !== "number" && typeof ts !== "string") return null;
  const named = record["@stream"] ?? record._path;
  if (typeof named === "string") return named;
  if (record.uid === undefined && record.fuid === undefined && record.note === undefined) return null;
  return streamByFields(record);
}

function streamByFields(record: JsonRecord): string | null {
  if (record.conn_state !== undefined) return "conn";
  if (record.note !== undefined && record.msg !== undefined) return "notice";
  if (record.fuid !== undefined && (record.seen_bytes !== undefined || record.mime_type !== undefined)) return "files";
  if (endpointsOf(record) === "none") return null;
  if (record.query !== undefined || record.qtype_name !== undefined) return "dns";
  if (record.trans_depth !== undefined && record.mailfrom === undefined) return "http";
  if (record.cipher !== undefined && record.established !== undefined) return "ssl";
  return "unknown";
}

type Endpoints = "dotted" | "underscored" | "nested" | "none";

function endpointsOf(record: JsonRecord): Endpoints {
  if (record["id.orig_h"] !== undefined) return "dotted";
  if (record.id_orig_h !== undefined) return "underscored";
  return isRecord(record.id) && record.id.orig_h !== undefined ? "nested" : "none";
}

function fillEndpoints(record: JsonRecord, event: SecurityEvent): void {
  const kind = endpointsOf(record);
  if (kind === "dotted") {
    event.srcIp = address(record, "id.orig_h");
    event.srcPort = number(record, "id.orig_p");
    event.dstIp = address(record, "id.resp_h");
    event.dstPort = number(record, "id.resp_p");
  } else if (kind === "underscored") {
    event.srcIp = address(record, "id_orig_h");
    event.srcPort = number(record, "id_orig_p");
    event.dstIp = address(record, "id_resp_h");
    event.dstPort = number(record, "id_resp_p");
  } else if (kind === "nested" && isRecord(record.id)) {
    event.srcIp = addressOf(record.id.orig_h);
    event.srcPort = number(record.id, "orig_p");
    event.dstIp = addressOf(record.id.resp_h);
    event.dstPort = number(record.id, "resp_p");
  }
}

/** Seconds since 1970 as Zeek writes them (number or decimal text), or an ISO time. */
function zeekTime(ts: unknown, context: ReadContext): number {
  if (typeof ts === "number") return ts * 1000;
  if (typeof ts !== "string") return Number.NaN;
  return /^-?\d+(\.\d+)?$/.test(ts) ? Number(ts) * 1000 : isoTime(ts, context.zone);
}

/** Time, endpoints, protocol and sensor: what the records of all streams share. */
export function fillZeek(record: JsonRecord, event: SecurityEvent, context: ReadContext): void {
  event.time = zeekTime(record.ts, context);
  fillEndpoints(record, event);
  event.protocol = text(record, "proto");
}

/** Id of a record from its stream, connection and time, and what else tells two records of one moment apart. */
export function zeekId(record: JsonRecord, stream: string, key: string, apart = ""): string | null {
  const id = record[key];
  return typeof id === "string" ? `zeek:${stream}/${id}/${String(record.ts)}${apart}` : null;
}

/** A format that reads one stream. */
export function zeekFormat(stream: string, read: JsonFormat["read"]): JsonFormat {
  return {
    name: `zeek.${stream}`,
    needs: "Zeek JSON or a table with its #fields line: ts, and uid or fuid",
    recognise: (record) => zeekStream(record) === stream,
    read(record, event, context) {
      fillZeek(record, event, context);
      return read(record, event, context);
    },
  };
}

/** Success or failure of a yes/no field (JSON boolean, or T/F in tables); unknown where it is absent. */
export function zeekOutcome(value: unknown): number {
  if (value === true || value === "T" || value === "true") return statusId.success;
  return value === false || value === "F" || value === "false" ? statusId.failure : statusId.unknown;
}

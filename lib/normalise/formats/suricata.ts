import { classUid, severityId, statusId } from "../../event/classes.ts";
import type { SecurityEvent } from "../../event/security-event.ts";
import type { JsonFormat } from "../format.ts";
import { address, firstOf, firstText, isRecord, type JsonRecord, lower, number, object, text } from "../json-record.ts";
import { isoTime } from "../time/iso-time.ts";
import { httpActivity, httpStatus } from "./http-method.ts";

type ReadKind = (record: JsonRecord, event: SecurityEvent) => void;

/** Suricata counts 1 as the gravest. */
const severities = [severityId.unknown, severityId.high, severityId.medium, severityId.low, severityId.informational];

function alert(record: JsonRecord, event: SecurityEvent): void {
  const found = object(record, "alert");
  event.classUid = classUid.finding;
  event.activityId = 1;
  event.findingTitle = text(found, "signature");
  event.object = text(found, "category");
  event.severityId = severities[number(found, "severity")] ?? severityId.unknown;
  event.action = text(found, "action");
  event.statusId = event.action === "blocked" ? statusId.failure : statusId.success;
  event.resultCode = text(found, "signature_id");
  event.technique = firstOf(object(found, "metadata"), "mitre_technique_id");
  http(record, event);
  event.dstName ??= text(object(record, "tls"), "sni");
}

/** HTTP fields, which alerts carry too; the class and the action stay as they are. */
function http(record: JsonRecord, event: SecurityEvent): void {
  const request = object(record, "http");
  event.url = text(request, "url");
  event.dstName = text(request, "hostname");
  event.userAgent = text(request, "http_user_agent");
}

function httpRequest(record: JsonRecord, event: SecurityEvent): void {
  const request = object(record, "http");
  http(record, event);
  event.classUid = classUid.http;
  event.action = text(request, "http_method");
  event.activityId = httpActivity(event.action);
  event.resultCode = text(request, "status");
  event.statusId = httpStatus(event.resultCode);
  event.bytesIn = number(request, "length");
}

function dns(record: JsonRecord, event: SecurityEvent): void {
  const inner = object(record, "dns");
  const query = Array.isArray(inner.queries) ? object({ first: inner.queries[0] }, "first") : inner;
  event.classUid = classUid.dns;
  event.activityId = text(inner, "type") === "answer" || text(inner, "type") === "response" ? 2 : 1;
  event.dnsQuery = text(query, "rrname");
  event.action = text(query, "rrtype");
  event.resultCode = text(inner, "rcode");
  if (event.resultCode !== null) {
    event.statusId = event.resultCode === "NOERROR" ? statusId.success : statusId.failure;
  }
}

function networkOf(activityId: number): ReadKind {
  return (record, event) => {
    event.classUid = classUid.network;
    event.activityId = activityId;
    event.action = text(record, "app_proto");
    event.dstName = text(object(record, "tls"), "sni");
    event.resultCode = text(object(record, "flow"), "reason");
  };
}

function plain(uid: number, activityId: number): ReadKind {
  return (_record, event) => {
    event.classUid = uid;
    event.activityId = activityId;
  };
}

const kinds: ReadonlyMap<string, ReadKind> = new Map<string, ReadKind>([
  ["alert", alert],
  ["http", httpRequest],
  ["dns", dns],
  ["flow", networkOf(6)],
  ["netflow", networkOf(6)],
  ["tls", networkOf(1)],
  ["ssh", plain(classUid.ssh, 1)],
  ["rdp", plain(classUid.rdp, 1)],
  ["smb", plain(classUid.smb, 2)],
  ["krb5", plain(classUid.authentication, 1)],
  [
    "smtp",
    (record, event) => {
      event.classUid = classUid.email;
      event.activityId = 1;
      event.mailFrom = text(object(record, "smtp"), "mail_from");
      event.mailTo = firstOf(object(record, "smtp"), "rcpt_to");
      event.subject = text(object(record, "email"), "subject");
      event.attachment = firstOf(object(record, "email"), "attachment");
    },
  ],
  [
    "fileinfo",
    (record, event) => {
      const file = object(record, "fileinfo");
      const sha256 = text(file, "sha256");
      event.classUid = classUid.file;
      event.activityId = 2;
      event.object = text(file, "filename");
      event.hash = sha256 === null ? null : `sha256:${sha256}`;
      event.bytesIn = number(file, "size");
    },
  ],
]);

/** Suricata's EVE JSON: alerts and the protocol records beside them. */
export const suricata: JsonFormat = {
  name: "suricata",
  needs: "Suricata EVE JSON: timestamp, event_type, and flow_id or both addresses",
  recognise: (record) =>
    typeof record.event_type === "string" &&
    typeof record.timestamp === "string" &&
    (record.flow_id !== undefined ||
      (record.src_ip !== undefined && record.dest_ip !== undefined) ||
      isRecord(record[record.event_type])),
  read(record, event, context) {
    const kind = text(record, "event_type") ?? "";
    event.time = isoTime(text(record, "timestamp") ?? "", context.zone);
    event.srcIp = address(record, "src_ip");
    event.srcPort = number(record, "src_port");
    event.dstIp = address(record, "dest_ip");
    event.dstPort = number(record, "dest_port");
    event.protocol = lower(record, "proto");
    event.host = firstText(record, ["host", "sensor_name"]);
    const flow = object(record, "flow");
    event.bytesOut = number(flow, "bytes_toserver");
    event.bytesIn = number(flow, "bytes_toclient");
    (kinds.get(kind) ?? networkOf(99))(record, event);
    if (event.srcIp === null && event.dstIp === null && !kinds.has(kind)) event.classUid = classUid.base;
    event.action ??= kind;
    return null;
  },
};

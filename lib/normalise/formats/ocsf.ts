import { statusId } from "../../event/classes.ts";
import type { SecurityEvent } from "../../event/security-event.ts";
import type { JsonFormat } from "../format.ts";
import { addressOf, firstText, isRecord, type JsonRecord, list, number, object, text } from "../json-record.ts";
import { anyTime } from "../time/epoch-time.ts";

function readActor(record: JsonRecord, event: SecurityEvent): void {
  const actor = object(record, "actor");
  const acting = text(object(actor, "user"), "name");
  const target = text(object(record, "user"), "name");
  event.user = acting ?? target;
  if (acting !== null && target !== acting) event.targetUser = target;
  const process = isRecord(record.process) ? record.process : object(actor, "process");
  event.process = text(object(process, "file"), "path") ?? text(process, "name");
  event.commandLine = text(process, "cmd_line");
  const parent = isRecord(record.process) ? object(actor, "process") : object(process, "parent_process");
  event.parentProcess = text(object(parent, "file"), "path") ?? text(parent, "name");
}

function readEndpoints(record: JsonRecord, event: SecurityEvent): void {
  const source = object(record, "src_endpoint");
  const destination = object(record, "dst_endpoint");
  event.host = firstText(object(record, "device"), ["hostname", "name"]);
  event.srcIp = addressOf(source.ip);
  event.srcPort = number(source, "port");
  event.dstIp = addressOf(destination.ip);
  event.dstPort = number(destination, "port");
  event.dstName = firstText(destination, ["hostname", "name", "domain"]);
  event.protocol = text(object(record, "connection_info"), "protocol_name");
  const traffic = object(record, "traffic");
  event.bytesIn = number(traffic, "bytes_in");
  event.bytesOut = number(traffic, "bytes_out");
  event.durationMs = number(record, "duration");
}

function readSubject(record: JsonRecord, event: SecurityEvent): void {
  const request = object(record, "http_request");
  const url = object(request, "url");
  const file = object(record, "file");
  const resource = list(record, "resources")[0];
  const hash = list(file, "hashes")[0];
  event.url = firstText(url, ["url_string", "path"]);
  event.userAgent = text(request, "user_agent");
  event.dnsQuery = text(object(record, "query"), "hostname");
  event.object =
    firstText(file, ["path", "name"]) ??
    text(object(record, "reg_key"), "path") ??
    text(object(record, "job"), "name") ??
    (isRecord(resource) ? firstText(resource, ["name", "uid"]) : null);
  if (isRecord(hash)) event.hash = `${(text(hash, "algorithm") ?? "hash").toLowerCase()}:${text(hash, "value")}`;
  const email = object(record, "email");
  const to = list(email, "to").filter((one) => typeof one === "string");
  event.mailFrom = text(email, "from");
  event.mailTo = to.join(", ") || null;
  event.subject = text(email, "subject");
}

function readVerdict(record: JsonRecord, event: SecurityEvent): void {
  const api = object(record, "api");
  const finding = object(record, "finding_info");
  const attack = list(record, "attacks")[0];
  event.statusId = number(record, "status_id");
  if (Number.isNaN(event.statusId)) event.statusId = statusId.unknown;
  event.action =
    text(api, "operation") ??
    text(object(record, "http_request"), "http_method") ??
    firstText(record, ["action", "activity_name"]);
  event.resultCode = firstText(record, ["status_code", "rcode"]) ?? text(object(record, "http_response"), "code");
  event.cloudService = text(object(api, "service"), "name");
  event.region = text(object(record, "cloud"), "region");
  event.findingTitle = text(finding, "title");
  event.technique = isRecord(attack) ? text(object(attack, "technique"), "uid") : null;
  event.message = text(record, "message");
  const count = number(record, "count");
  if (Number.isInteger(count) && count >= 0) event.count = Math.min(65_535, count);
}

/** A whole number 0 to 255, else 0. */
function smallNumber(value: number): number {
  return Number.isInteger(value) && value >= 0 && value <= 255 ? value : 0;
}

/** OCSF events, any class; one that Tideline does not list keeps its number and counts as system activity. */
export const ocsf: JsonFormat = {
  name: "ocsf",
  needs: "an OCSF event: class_uid, and time or metadata",
  recognise: (record) =>
    typeof record.class_uid === "number" && (record.time !== undefined || isRecord(record.metadata)),
  read(record, event, context) {
    const uid = number(record, "class_uid");
    if (!Number.isInteger(uid) || uid < 0 || uid > 2 ** 31 - 1) return "class_uid is no whole number in range.";
    event.classUid = uid;
    event.time = typeof record.time === "number" ? record.time : anyTime(record.time, context.zone);
    readActor(record, event);
    readEndpoints(record, event);
    readSubject(record, event);
    readVerdict(record, event);
    event.activityId = smallNumber(number(record, "activity_id"));
    event.severityId = smallNumber(number(record, "severity_id"));
    event.statusId = smallNumber(event.statusId);
    const id = text(object(record, "metadata"), "uid");
    event.recordId = id === null ? null : `ocsf:${id}`;
    return null;
  },
};

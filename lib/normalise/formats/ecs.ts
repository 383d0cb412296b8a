import { classUid, severityId, statusId } from "../../event/classes.ts";
import type { SecurityEvent } from "../../event/security-event.ts";
import type { JsonFormat } from "../format.ts";
import { addressOf, firstOf, isRecord, type JsonRecord, list, numberOf, textOf } from "../json-record.ts";
import { anyTime } from "../time/epoch-time.ts";
import { httpActivity } from "./http-method.ts";

/** Value of an ECS field, whether nested (`source: {ip}`) or flat (`"source.ip"`). */
function at(record: JsonRecord, path: string): unknown {
  if (record[path] !== undefined) return record[path];
  let value: unknown = record;
  for (const part of path.split(".")) {
    if (!isRecord(value)) return undefined;
    value = value[part];
  }
  return value;
}

function textAt(record: JsonRecord, path: string): string | null {
  const value = at(record, path);
  return Array.isArray(value) ? textOf(value[0]) : textOf(value);
}

function numberAt(record: JsonRecord, path: string): number {
  return numberOf(at(record, path));
}

/** Classes of event.category, the more telling first (an event may have several). */
const categories: readonly (readonly [string, number])[] = [
  ["authentication", classUid.authentication],
  ["session", classUid.authentication],
  ["email", classUid.email],
  ["malware", classUid.finding],
  ["intrusion_detection", classUid.finding],
  ["threat", classUid.finding],
  ["vulnerability", classUid.finding],
  ["web", classUid.http],
  ["api", classUid.api],
  ["iam", classUid.accountChange],
  ["registry", classUid.registryValue],
  ["driver", classUid.kernelExtension],
  ["library", classUid.module],
  ["file", classUid.file],
  ["process", classUid.process],
  ["network", classUid.network],
  ["configuration", classUid.base],
  ["host", classUid.base],
];

function classOf(record: JsonRecord): number {
  const named = new Set(list({ found: at(record, "event.category") }, "found"));
  if (textAt(record, "event.kind") === "alert") return classUid.finding;
  const uid = categories.find(([name]) => named.has(name))?.[1] ?? classUid.base;
  if (textAt(record, "dns.question.name") !== null) return classUid.dns;
  if (uid !== classUid.network && uid !== classUid.base) return uid;
  return textAt(record, "http.request.method") === null ? uid : classUid.http;
}

const activities: ReadonlyMap<string, number> = new Map([
  ["start", 1],
  ["creation", 1],
  ["end", 2],
  ["access", 2],
  ["change", 3],
  ["deletion", 4],
]);

function readParties(record: JsonRecord, event: SecurityEvent): void {
  event.user = textAt(record, "user.name");
  event.targetUser = textAt(record, "user.target.name");
  event.host = textAt(record, "host.name") ?? textAt(record, "host.hostname");
  event.srcIp = addressOf(at(record, "source.ip")) ?? addressOf(at(record, "client.ip"));
  event.srcPort = numberAt(record, "source.port");
  event.dstIp = addressOf(at(record, "destination.ip")) ?? addressOf(at(record, "server.ip"));
  event.dstPort = numberAt(record, "destination.port");
  event.dstName = textAt(record, "destination.domain") ?? textAt(record, "url.domain");
  event.protocol = textAt(record, "network.transport");
  event.bytesOut = numberAt(record, "source.bytes");
  event.bytesIn = numberAt(record, "destination.bytes");
  event.durationMs = numberAt(record, "event.duration") / 1e6;
}

function readContent(record: JsonRecord, event: SecurityEvent): void {
  event.process = textAt(record, "process.executable") ?? textAt(record, "process.name");
  event.parentProcess = textAt(record, "process.parent.executable") ?? textAt(record, "process.parent.name");
  event.commandLine = textAt(record, "process.command_line");
  event.object = textAt(record, "file.path") ?? textAt(record, "registry.path") ?? textAt(record, "dll.path");
  event.url = textAt(record, "url.original") ?? textAt(record, "url.full") ?? textAt(record, "url.path");
  event.userAgent = textAt(record, "user_agent.original");
  event.dnsQuery = textAt(record, "dns.question.name");
  event.mailFrom = textAt(record, "email.from.address");
  event.mailTo = textAt(record, "email.to.address");
  event.subject = textAt(record, "email.subject");
  event.cloudService = textAt(record, "cloud.service.name") ?? textAt(record, "event.provider");
  event.region = textAt(record, "cloud.region");
  event.findingTitle = textAt(record, "rule.name");
  event.technique = textAt(record, "threat.technique.id");
  event.resultCode =
    textAt(record, "http.response.status_code") ?? textAt(record, "dns.response_code") ?? textAt(record, "error.code");
  const sha256 = textAt(record, "file.hash.sha256") ?? textAt(record, "process.hash.sha256");
  event.hash = sha256 === null ? null : `sha256:${sha256}`;
  event.message = firstOf(record, "message");
}

/** Elastic Common Schema, nested or with dotted names. */
export const ecs: JsonFormat = {
  name: "ecs",
  needs: "an ECS event: @timestamp, and ecs.version or event.category, event.kind or event.action",
  recognise: (record) =>
    record["@timestamp"] !== undefined &&
    !(isRecord(record.winlog) && record.winlog.event_id !== undefined) &&
    (at(record, "ecs.version") !== undefined ||
      ["event.category", "event.kind", "event.action"].some((path) => at(record, path) !== undefined)),
  read(record, event, context) {
    const method = textAt(record, "http.request.method");
    const outcome = textAt(record, "event.outcome");
    event.time = anyTime(at(record, "@timestamp"), context.zone);
    event.classUid = classOf(record);
    event.action = textAt(record, "event.action") ?? method ?? textAt(record, "dns.question.type");
    event.activityId = activities.get(textAt(record, "event.type") ?? "") ?? 99;
    if (event.classUid === classUid.http) event.activityId = httpActivity(method);
    if (outcome === "success") event.statusId = statusId.success;
    else if (outcome === "failure") event.statusId = statusId.failure;
    event.severityId = severityId.unknown;
    readParties(record, event);
    readContent(record, event);
    if (event.classUid === classUid.finding) event.findingTitle ??= event.message;
    return null;
  },
};

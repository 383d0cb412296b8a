import { classUid, statusId } from "../../event/classes.ts";
import type { SecurityEvent } from "../../event/security-event.ts";
import { address, firstText, type JsonRecord, lower, number, text } from "../json-record.ts";
import { accountName } from "./accounts.ts";

/** Best hash of `SHA1=…,MD5=…,SHA256=…`. */
function bestHash(hashes: string | null): string | null {
  if (hashes === null) return null;
  for (const name of ["SHA256=", "SHA1=", "MD5="]) {
    const at = hashes.indexOf(name);
    if (at < 0) continue;
    const end = hashes.indexOf(",", at);
    const value = hashes.slice(at + name.length, end < 0 ? hashes.length : end);
    return `${name.slice(0, -1).toLowerCase()}:${value.toLowerCase()}`;
  }
  return null;
}

/** Technique that the rule which caught the event names: `technique_id=T1036.003,technique_name=…`. */
function namedTechnique(rule: string | null): string | null {
  if (rule === null) return null;
  return /\btechnique_id=(T\d{4}(?:\.\d{3})?)/.exec(rule)?.[1] ?? null;
}

function readProcess(id: number, data: JsonRecord, event: SecurityEvent): void {
  if (id === 1) {
    event.parentProcess = text(data, "ParentImage");
    event.commandLine = text(data, "CommandLine");
  } else if (id === 8 || id === 10) {
    event.process = text(data, "SourceImage");
    event.object = text(data, "TargetImage");
    event.resultCode = text(data, "GrantedAccess");
    event.user = accountName(firstText(data, ["SourceUser", "User"]));
  } else if (id === 24) event.object = text(data, "ClientInfo");
}

function readNetwork(data: JsonRecord, event: SecurityEvent): void {
  event.srcIp = address(data, "SourceIp");
  event.srcPort = number(data, "SourcePort");
  event.dstIp = address(data, "DestinationIp");
  event.dstPort = number(data, "DestinationPort");
  event.dstName = text(data, "DestinationHostname");
  event.protocol = lower(data, "Protocol");
}

/** NXLog overwrites the field EventType with its own; the message still has it. */
function registryOperation(data: JsonRecord): string | null {
  const written = text(data, "EventType");
  if (written !== null && /Key|Value/.test(written)) return written;
  return /\bEventType: (\w+)/.exec(text(data, "Message")?.slice(0, 200) ?? "")?.[1] ?? null;
}

function readRegistry(data: JsonRecord, event: SecurityEvent): void {
  const kind = registryOperation(data);
  event.object = text(data, "TargetObject");
  if (kind === "CreateKey") event.activityId = 1;
  else if (kind === "DeleteKey") event.activityId = 4;
  else if (kind === "DeleteValue") {
    event.classUid = classUid.registryValue;
    event.activityId = 4;
  }
}

function readDns(data: JsonRecord, event: SecurityEvent): void {
  event.dnsQuery = text(data, "QueryName");
  event.resultCode = text(data, "QueryStatus");
  if (event.resultCode !== null) event.statusId = event.resultCode === "0" ? statusId.success : statusId.failure;
}

/** Fields of Sysmon's events; class and activity are set already. */
export function readSysmon(id: number, data: JsonRecord, event: SecurityEvent): void {
  event.process = text(data, "Image");
  event.user = accountName(text(data, "User"));
  event.technique = namedTechnique(text(data, "RuleName"));
  event.hash = bestHash(firstText(data, ["Hashes", "Hash"]));
  switch (event.classUid) {
    case classUid.process:
      readProcess(id, data, event);
      return;
    case classUid.network:
      readNetwork(data, event);
      return;
    case classUid.registryKey:
    case classUid.registryValue:
      readRegistry(data, event);
      return;
    case classUid.dns:
      readDns(data, event);
      return;
    case classUid.scheduledJob:
      event.object = firstText(data, ["Name", "Consumer", "Filter"]);
      event.commandLine = firstText(data, ["Destination", "Query"]);
      return;
    default:
      event.object = firstText(data, ["TargetFilename", "ImageLoaded", "PipeName", "Device", "Configuration"]);
  }
}

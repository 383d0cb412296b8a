import { classUid, statusId } from "../../event/classes.ts";
import type { SecurityEvent } from "../../event/security-event.ts";
import { firstText, type JsonRecord, text } from "../json-record.ts";
import { severityNamed } from "../syslog/program-reader.ts";
import { accountName } from "./accounts.ts";
import { unlisted, type WindowsEventKind } from "./event-table.ts";
import { federationEvents, logEvents, systemEvents } from "./other-events.ts";
import { readPowerShell } from "./powershell.ts";
import { readSecurity } from "./security.ts";
import { securityEvents } from "./security-events.ts";
import { readSysmon } from "./sysmon.ts";
import { sysmonEvents } from "./sysmon-events.ts";
import type { WindowsRecord } from "./windows-record.ts";

type Origin = "sysmon" | "powershell" | "federation" | "security" | "other";

function originOf({ channel, provider }: WindowsRecord): Origin {
  if (channel.includes("sysmon") || provider.includes("Sysmon")) return "sysmon";
  if (channel.includes("powershell") || provider.includes("PowerShell")) return "powershell";
  if (provider.startsWith("AD FS")) return "federation";
  return channel === "security" || channel === "" ? "security" : "other";
}

function kindOf(origin: Origin, { id, channel, provider }: WindowsRecord): WindowsEventKind {
  if (origin === "sysmon") return sysmonEvents.get(id) ?? unlisted;
  if (origin === "security") return securityEvents.get(id) ?? unlisted;
  if (origin === "federation") return federationEvents.get(id) ?? unlisted;
  return logEvents.get(channel)?.get(id) ?? systemEvents.get(provider)?.get(id) ?? unlisted;
}

/** Outcome as the auditing wrote it: NXLog's EventType, the keyword bits, or the level of Azure's export. */
function readOutcome(header: JsonRecord, event: SecurityEvent): void {
  const written = firstText(header, ["EventType", "Keywords", "EventLevelName"]) ?? "";
  const level = header.Level;
  if (/^AUDIT_SUCCESS|^success|^0x8020|^Audit Success/.test(written) || level === "8" || level === 8) {
    event.statusId = statusId.success;
  } else if (/^AUDIT_FAILURE|^failure|^0x8010|^Audit Failure/.test(written) || level === "16" || level === 16) {
    event.statusId = statusId.failure;
  }
}

/** First line of the message: what happened, without the listing of fields that follows. */
function firstLine(message: string | null): string | null {
  if (message === null) return null;
  const end = message.search(/[\r\n]/);
  return (end < 0 ? message : message.slice(0, end)).slice(0, 500).trim() || null;
}

function readOther(kind: WindowsEventKind, data: JsonRecord, event: SecurityEvent): void {
  event.user = accountName(firstText(data, ["AccountName", "UserName", "server_principal_name", "User"]));
  event.object = firstText(data, ["ServiceName", "TaskName", "param1", "Path", "DeviceName"]);
  event.commandLine = firstText(data, ["ImagePath", "ActionName"]);
  if (kind.uid === classUid.finding) event.findingTitle = firstText(data, ["Threat Name", "ThreatName"]) ?? kind.name;
  const state = text(data, "param2");
  if (kind.name === "Service state changed" && state !== null) event.activityId = state === "running" ? 3 : 4;
}

/** Fills the event from a Windows event; time and record id are the caller's. */
export function readWindows(record: WindowsRecord, event: SecurityEvent): void {
  const origin = originOf(record);
  const kind = kindOf(origin, record);
  const message = firstText(record.header, ["Message", "RenderedDescription", "Activity"]);
  event.classUid = kind.uid;
  event.activityId = kind.activity;
  event.action = kind === unlisted ? `${record.provider || "Windows"} ${record.id}` : kind.name;
  event.host = record.host;
  event.severityId = severityNamed(text(record.header, "Severity"));
  event.message = firstLine(message);
  if (origin === "sysmon") {
    readSysmon(record.id, record.data, event);
    return;
  }
  readOutcome(record.header, event);
  if (origin === "powershell") readPowerShell(record.id, record.data, message, event);
  else if (origin === "other") readOther(kind, record.data, event);
  else readSecurity(record.id, record.data, event);
  if (event.classUid === classUid.eventLog && event.user === null) {
    event.user = accountName(/Account Name:\s*([^\r\n]+)/.exec(message?.slice(0, 1000) ?? "")?.[1]?.trim() ?? null);
  }
}

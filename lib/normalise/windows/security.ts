import { classUid } from "../../event/classes.ts";
import type { SecurityEvent } from "../../event/security-event.ts";
import { address, firstText, type JsonRecord, number, text } from "../json-record.ts";
import { accountName } from "./accounts.ts";
import { readLogon } from "./security-logon.ts";

const protocols: ReadonlyMap<string, string> = new Map([
  ["1", "icmp"],
  ["6", "tcp"],
  ["17", "udp"],
  ["58", "icmpv6"],
]);

const processKeys = ["ProcessName", "CallerProcessName", "Application"] as const;
const objectKeys = [
  "ObjectName",
  "TaskName",
  "ServiceName",
  "KeyFilePath",
  "KeyName",
  "PrivilegeList",
  "EnabledPrivilegeList",
  "FilterName",
  "RuleName",
  "AuditSourceName",
  "ObjectDN",
  "Resource",
] as const;

/** Class of an event about a handle, by the kind of object; a handle whose object is not told is its process's doing. */
function classOfHandle(objectType: string | null): number {
  switch (objectType?.toLowerCase()) {
    case "file":
      return classUid.file;
    case "key":
      return classUid.registryKey;
    case "service object":
    case "sc_manager object":
      return classUid.windowsService;
    default:
      return classUid.process;
  }
}

/** OCSF activity of opening an object of the class. */
function openActivity(uid: number): number {
  if (uid === classUid.file) return 14;
  if (uid === classUid.registryKey) return 6;
  return uid === classUid.process ? 3 : 99;
}

function readHandle(id: number, data: JsonRecord, event: SecurityEvent): void {
  event.classUid = classOfHandle(text(data, "ObjectType"));
  event.activityId = id === 4656 || id === 4663 ? openActivity(event.classUid) : 99;
  event.resultCode = text(data, "AccessMask");
}

function readProcess(id: number, data: JsonRecord, event: SecurityEvent): void {
  if (id !== 4688) return;
  event.process = text(data, "NewProcessName");
  event.parentProcess = text(data, "ParentProcessName");
  event.commandLine = text(data, "CommandLine");
  event.targetUser = accountName(text(data, "TargetUserName"));
}

function readNetwork(data: JsonRecord, event: SecurityEvent): void {
  const protocol = firstText(data, ["Protocol", "Protocol_string"]);
  event.srcIp = address(data, "SourceAddress");
  event.srcPort = Number(firstText(data, ["SourcePort", "SourcePort_string"]) ?? Number.NaN);
  event.dstIp = address(data, "DestAddress");
  event.dstPort = number(data, "DestPort");
  event.protocol = protocol === null ? null : (protocols.get(protocol) ?? protocol);
}

function readShare(data: JsonRecord, event: SecurityEvent): void {
  const share = text(data, "ShareName");
  const path = text(data, "RelativeTargetName");
  event.srcIp = address(data, "IpAddress");
  event.srcPort = number(data, "IpPort");
  event.object = share !== null && path !== null ? `${share}\\${path}` : share;
  event.resultCode = text(data, "AccessMask");
}

/** Who did it to whom: the subject acts, the target is changed; of groups the member is. */
function readAdministration(data: JsonRecord, event: SecurityEvent): void {
  const target = accountName(text(data, "TargetUserName"));
  if (event.classUid === classUid.groupManagement) {
    event.object = target;
    event.targetUser = accountName(firstText(data, ["MemberName", "MemberSid"]));
  } else event.targetUser = target;
}

/** Fields of the Security log's events; class and activity are set already. */
export function readSecurity(id: number, data: JsonRecord, event: SecurityEvent): void {
  if (event.classUid === classUid.authentication || event.classUid === classUid.authorizeSession) {
    readLogon(id, data, event);
    return;
  }
  event.user = accountName(firstText(data, ["SubjectUserName", "SubjectAccount", "UserName", "AccountName"]));
  event.process = firstText(data, processKeys);
  event.object = firstText(data, objectKeys)?.replace(/\s+/g, " ").trim() ?? null;
  if (id === 4656 || id === 4663 || id === 4658 || id === 4670) readHandle(id, data, event);
  else if (event.classUid === classUid.process) readProcess(id, data, event);
  else if (event.classUid === classUid.network) readNetwork(data, event);
  else if (event.classUid === classUid.smb) readShare(data, event);
  else if (event.classUid === classUid.accountChange || event.classUid === classUid.groupManagement) {
    readAdministration(data, event);
  } else if (event.classUid === classUid.windowsService) event.commandLine = text(data, "ServiceFileName");
  else if (event.classUid === classUid.registryValue) {
    const value = text(data, "ObjectValueName");
    if (event.object !== null && value !== null) event.object = `${event.object}\\${value}`;
  }
}

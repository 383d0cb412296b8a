import { statusId } from "../../event/classes.ts";
import type { SecurityEvent } from "../../event/security-event.ts";
import { address, firstText, type JsonRecord, number, text } from "../json-record.ts";
import { accountName } from "./accounts.ts";

const logonTypes: ReadonlyMap<number, string> = new Map([
  [0, "System"],
  [2, "Interactive"],
  [3, "Network"],
  [4, "Batch"],
  [5, "Service"],
  [7, "Unlock"],
  [8, "Clear-text network"],
  [9, "New-credentials"],
  [10, "Remote interactive"],
  [11, "Cached interactive"],
  [12, "Cached remote interactive"],
  [13, "Cached unlock"],
]);

/** Ids that are failures whatever else they say. */
const failures = new Set([411, 1201, 1203, 4625, 4649, 4771, 4772, 4773, 4777]);

/** `Network logon`, `Failed network logon`: the name with the kind of logon, where the event tells it. */
function nameWithType(id: number, data: JsonRecord, name: string): string {
  const type = logonTypes.get(number(data, "LogonType"));
  if (type === undefined || (id !== 4624 && id !== 4625 && id !== 4634)) return name;
  if (id === 4634) return `${type} logoff`;
  return id === 4625 ? `Failed ${type.toLowerCase()} logon` : `${type} logon`;
}

/** Status of the request: NTSTATUS or Kerberos code, where 0 is success. */
function readStatus(id: number, data: JsonRecord, event: SecurityEvent): void {
  const sub = text(data, "SubStatus");
  const code = sub !== null && !/^0x0+$/.test(sub) ? sub : text(data, "Status");
  const isZero = code === null || /^(0x)?0+$/.test(code);
  if (!isZero) event.resultCode = code;
  if (failures.has(id) || (!isZero && id !== 4634)) event.statusId = statusId.failure;
  else event.statusId = statusId.success;
}

/** Logons, logoffs, tickets, and the rights of a session. */
export function readLogon(id: number, data: JsonRecord, event: SecurityEvent): void {
  const subject = accountName(firstText(data, ["SubjectUserName", "SubjectAccount"]));
  const target = accountName(firstText(data, ["TargetUserName", "TargetAccount", "AccountName", "LogonAccount"]));
  const hasActor = id === 4648 || id === 4672;
  event.action = nameWithType(id, data, event.action ?? "Logon");
  event.user = hasActor ? subject : (target ?? subject ?? accountName(text(data, "ClaimsName")));
  if (id === 4648) event.targetUser = target;
  event.srcIp = address(data, "IpAddress") ?? address(data, "ClientAddress");
  event.srcPort = number(data, "IpPort");
  event.process = text(data, "ProcessName");
  event.object = firstText(data, ["ServiceName", "TargetServerName", "PrivilegeList"]);
  if (event.object !== null && id === 4672) event.object = event.object.replace(/\s+/g, " ").trim();
  if (event.srcIp === null) event.dstName = firstText(data, ["WorkstationName", "Workstation", "ClientName"]);
  event.protocol = text(data, "AuthenticationPackageName")?.toLowerCase() ?? null;
  readStatus(id, data, event);
  if (id === 501) event.count = 0;
}

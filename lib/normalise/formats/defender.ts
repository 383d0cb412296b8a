import { classUid, statusId } from "../../event/classes.ts";
import type { JsonFormat } from "../format.ts";
import { address, firstText, type JsonRecord, lower, number, text } from "../json-record.ts";
import { anyTime } from "../time/epoch-time.ts";
import { callActivity } from "./cloud-call.ts";

type ClassAndActivity = readonly [uid: number, activity: number];

/** Classes of Microsoft Defender's ActionType; device actions not listed here are base events. */
const actions: ReadonlyMap<string, ClassAndActivity> = new Map<string, ClassAndActivity>([
  ["ProcessCreated", [classUid.process, 1]],
  ["CreateRemoteThreadApiCall", [classUid.process, 4]],
  ["OpenProcessApiCall", [classUid.process, 3]],
  ["PowerShellCommand", [classUid.script, 1]],
  ["ImageLoaded", [classUid.module, 1]],
  ["FileCreated", [classUid.file, 1]],
  ["FileModified", [classUid.file, 3]],
  ["FileDeleted", [classUid.file, 4]],
  ["FileRenamed", [classUid.file, 5]],
  ["RegistryKeyCreated", [classUid.registryKey, 1]],
  ["RegistryKeyDeleted", [classUid.registryKey, 4]],
  ["RegistryValueSet", [classUid.registryValue, 2]],
  ["RegistryValueDeleted", [classUid.registryValue, 4]],
  ["ConnectionSuccess", [classUid.network, 1]],
  ["ConnectionFailed", [classUid.network, 4]],
  ["ConnectionRequest", [classUid.network, 1]],
  ["InboundConnectionAccepted", [classUid.network, 1]],
  ["ListeningConnectionCreated", [classUid.network, 7]],
  ["DnsQueryResponse", [classUid.dns, 2]],
  ["LogonSuccess", [classUid.authentication, 1]],
  ["LogonFailed", [classUid.authentication, 1]],
  ["AntivirusDetection", [classUid.finding, 1]],
  ["ScheduledTaskCreated", [classUid.scheduledJob, 1]],
  ["ServiceInstalled", [classUid.windowsService, 1]],
]);

function classOf(record: JsonRecord, action: string): ClassAndActivity {
  const listed = actions.get(action);
  if (listed !== undefined) return listed;
  if (text(record, "DestinationIPAddress") !== null) return [classUid.network, 6];
  const inCloud = text(record, "DeviceName") === null && text(record, "Application") !== null;
  return inCloud ? [classUid.api, callActivity(action)] : [classUid.base, 99];
}

/** Microsoft 365 Defender's hunting tables (device, identity and cloud application events). */
export const defender: JsonFormat = {
  name: "defender",
  needs: "a Microsoft 365 Defender event: Timestamp, ActionType and ReportId or DeviceId",
  recognise: (record) =>
    typeof record.ActionType === "string" &&
    (record.Timestamp !== undefined || record.TimeGenerated !== undefined) &&
    (record.ReportId !== undefined || record.ReportId_long !== undefined || record.DeviceId !== undefined),
  read(record, event, context) {
    const action = text(record, "ActionType") ?? "";
    const [uid, activity] = classOf(record, action);
    event.time = anyTime(record.Timestamp ?? record.TimeGenerated, context.zone);
    event.classUid = uid;
    event.activityId = activity;
    event.action = action;
    if (/Failed$/.test(action)) event.statusId = statusId.failure;
    else if (/Success$|Accepted$/.test(action)) event.statusId = statusId.success;
    event.user = firstText(record, ["AccountName", "UserId", "AccountDisplayName", "InitiatingProcessAccountName"]);
    event.host = text(record, "DeviceName");
    event.srcIp = address(record, "LocalIP") ?? address(record, "IPAddress");
    event.srcPort = number(record, text(record, "LocalIP") === null ? "Port" : "LocalPort");
    event.dstIp = address(record, "RemoteIP") ?? address(record, "DestinationIPAddress");
    event.dstPort = number(record, text(record, "RemoteIP") === null ? "DestinationPort" : "RemotePort");
    event.dstName = firstText(record, ["RemoteUrl", "DestinationDeviceName", "RemoteDeviceName"]);
    event.protocol = lower(record, "Protocol");
    event.process = firstText(record, ["InitiatingProcessFolderPath", "InitiatingProcessFileName"]);
    event.commandLine = firstText(record, ["ProcessCommandLine", "InitiatingProcessCommandLine"]);
    if (uid === classUid.process && activity === 1) {
      event.parentProcess = event.process;
      event.process = firstText(record, ["FolderPath", "FileName"]);
    } else event.parentProcess = text(record, "InitiatingProcessParentFileName");
    event.object = firstText(record, ["FolderPath", "FileName", "RegistryKey", "ObjectName", "PermissionsAddedTo"]);
    const sha256 = text(record, "SHA256");
    event.hash = sha256 === null ? null : `sha256:${sha256}`;
    event.cloudService = text(record, "Application");
    event.userAgent = firstText(record, ["UserAgent", "UserAgent_string"]);
    if (uid === classUid.finding) event.findingTitle = firstText(record, ["ThreatName", "ActionType"]);
    return null;
  },
};

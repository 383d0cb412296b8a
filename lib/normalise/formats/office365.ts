import { classUid, statusId } from "../../event/classes.ts";
import type { JsonFormat } from "../format.ts";
import { addressOf, firstText, type JsonRecord, text } from "../json-record.ts";
import { anyTime } from "../time/epoch-time.ts";
import { callActivity } from "./cloud-call.ts";

const clientKeys = ["ClientIP", "ClientIPAddress", "Client_IPAddress", "ActorIpAddress"] as const;
const objectKeys = ["ObjectId", "OfficeObjectId", "MailboxOwnerUPN", "SourceFileName", "Item"] as const;

/** Client address without the port or brackets that some workloads add (`[::1]:443`, `192.0.2.1:443`). */
function clientAddress(record: JsonRecord): string | null {
  const written = firstText(record, clientKeys);
  if (written === null) return null;
  const whole = addressOf(written);
  if (whole !== null) return whole;
  const end = written.startsWith("[") ? written.indexOf("]") + 1 : written.lastIndexOf(":");
  return addressOf(written.slice(0, Math.max(0, end)));
}

function outcome(record: JsonRecord): number {
  const status = text(record, "ResultStatus")?.toLowerCase() ?? "";
  if (/^(succeeded|success|true|partiallysucceeded)$/.test(status)) return statusId.success;
  return /^(failed|failure|false)$/.test(status) ? statusId.failure : statusId.unknown;
}

/** Office 365 unified audit log: as Microsoft's interface gives it, and as Azure's OfficeActivity table exports it. */
export const office365: JsonFormat = {
  name: "office365",
  needs: "an Office 365 audit record: Operation and Workload (or OfficeWorkload), with CreationTime or TimeGenerated",
  recognise: (record) =>
    typeof record.Operation === "string" &&
    (typeof record.Workload === "string" || typeof record.OfficeWorkload === "string") &&
    (record.CreationTime !== undefined || record.TimeGenerated !== undefined),
  read(record, event, context) {
    const operation = text(record, "Operation");
    event.time = anyTime(record.CreationTime ?? record.TimeGenerated, context.zone);
    event.classUid = classUid.api;
    event.action = operation;
    event.activityId = callActivity(operation);
    event.statusId = outcome(record);
    event.resultCode = firstText(record, ["ErrorNumber", "LogonError", "ResultStatus"]);
    if (operation === "UserLoggedIn" || operation === "UserLoginFailed") {
      event.classUid = classUid.authentication;
      event.activityId = 1;
      event.statusId = operation === "UserLoggedIn" ? statusId.success : statusId.failure;
    }
    event.user = firstText(record, ["UserId", "UserKey"]);
    event.targetUser = text(record, "TargetUserOrGroupName");
    event.srcIp = clientAddress(record);
    event.cloudService = firstText(record, ["Workload", "OfficeWorkload"]);
    event.object = firstText(record, objectKeys);
    event.userAgent = firstText(record, ["UserAgent", "ClientInfoString"]);
    const id = firstText(record, ["Id", "OfficeId"]);
    event.recordId = id === null ? null : `office365:${id}`;
    return null;
  },
};

import { classUid, statusId } from "../../event/classes.ts";
import type { SecurityEvent } from "../../event/security-event.ts";
import type { JsonFormat } from "../format.ts";
import { addressOf, embedded, firstText, type JsonRecord, object, text } from "../json-record.ts";
import { anyTime } from "../time/epoch-time.ts";
import { callActivity } from "./cloud-call.ts";

function isSignIn(record: JsonRecord): boolean {
  return typeof record.UserPrincipalName === "string" && record.ResultType !== undefined;
}

function isAudit(record: JsonRecord): boolean {
  return (
    typeof record.OperationName === "string" &&
    (record.InitiatedBy !== undefined || record.TargetResources !== undefined || record.AADTenantId !== undefined)
  );
}

function readSignIn(record: JsonRecord, event: SecurityEvent): void {
  const result = text(record, "ResultType");
  event.classUid = classUid.authentication;
  event.activityId = 1;
  event.action = text(record, "OperationName") ?? "Sign-in activity";
  event.user = text(record, "UserPrincipalName");
  event.srcIp = addressOf(record.IPAddress);
  event.resultCode = result;
  if (result !== null) event.statusId = result === "0" ? statusId.success : statusId.failure;
  event.cloudService = text(record, "AppDisplayName");
  event.region = text(record, "Location");
  event.message = text(record, "ResultDescription");
}

function readAudit(record: JsonRecord, event: SecurityEvent): void {
  const initiator = embedded(record, "InitiatedBy");
  const result = text(record, "Result")?.toLowerCase();
  event.classUid = classUid.api;
  event.action = text(record, "OperationName")?.trim() ?? null;
  event.activityId = callActivity(event.action);
  event.user =
    text(object(initiator, "user"), "userPrincipalName") ??
    text(object(initiator, "app"), "displayName") ??
    firstText(record, ["InitiatingUser", "InitiatingUserOrApp"]);
  event.srcIp = addressOf(object(initiator, "user").ipAddress);
  event.object = firstText(record, ["targetDisplayName", "ModifiedApplication", "PermissionsAddedTo", "DisplayName"]);
  if (result === "success") event.statusId = statusId.success;
  else if (result === "failure") event.statusId = statusId.failure;
  event.cloudService = text(record, "LoggedByService") ?? "Azure AD";
  event.message = text(record, "ResultReason");
}

/** Azure AD (Entra) sign-ins and directory changes as Azure Monitor exports them. */
export const azureAd: JsonFormat = {
  name: "azure-ad",
  needs: "an Azure AD record: TimeGenerated with OperationName and InitiatedBy, or UserPrincipalName and ResultType",
  recognise: (record) =>
    (record.TimeGenerated !== undefined || record.ActivityDateTime !== undefined) &&
    (isSignIn(record) || isAudit(record)),
  read(record, event, context) {
    event.time = anyTime(record.TimeGenerated ?? record.ActivityDateTime, context.zone);
    if (isSignIn(record)) readSignIn(record, event);
    else readAudit(record, event);
    event.userAgent = text(record, "UserAgent");
    // No record id: exports spread one audit entry over several rows, which share its Id and differ in what they tell.
    return null;
  },
};

import { classUid, statusId } from "../../event/classes.ts";
import type { SecurityEvent } from "../../event/security-event.ts";
import type { JsonFormat } from "../format.ts";
import { addressOf, firstText, isRecord, type JsonRecord, list, number, object, text } from "../json-record.ts";
import { anyTime } from "../time/epoch-time.ts";
import { callActivity } from "./cloud-call.ts";

/** Parameters that name what a call acts upon, most telling first. */
const objectKeys = [
  "bucketName",
  "secretId",
  "roleName",
  "groupName",
  "policyArn",
  "functionName",
  "instanceId",
  "trailName",
  "dBInstanceIdentifier",
  "keyId",
  "name",
  "resourceArn",
] as const;

/** Last part of `arn:…:user/path/name` or of a path. */
function lastPart(path: string | null): string | null {
  return path === null ? null : path.slice(path.lastIndexOf("/") + 1) || null;
}

/** Who called: the user, the role that was taken on, `root`, or the service that acted for the account. */
function caller(identity: JsonRecord): string | null {
  if (identity.type === "Root") return "root";
  const issuer = object(object(identity, "sessionContext"), "sessionIssuer");
  return (
    text(identity, "userName") ??
    text(issuer, "userName") ??
    lastPart(text(identity, "arn")) ??
    firstText(identity, ["invokedBy", "principalId", "accountId"])
  );
}

function calledUpon(record: JsonRecord): string | null {
  const parameters = object(record, "requestParameters");
  const bucket = text(parameters, "bucketName");
  const key = text(parameters, "key");
  if (bucket !== null && key !== null) return `${bucket}/${key}`;
  const named = firstText(parameters, objectKeys);
  if (named !== null) return named;
  const resource = list(record, "resources")[0];
  return isRecord(resource) ? (text(resource, "ARN") ?? text(resource, "arn")) : null;
}

/** Console sign-ins. A second factor's check is a step of the sign-in, whose outcome ConsoleLogin reports. */
function signIn(record: JsonRecord, event: SecurityEvent): void {
  const answer = text(object(record, "responseElements"), event.action ?? "");
  if (event.action === "CheckMfa") event.count = 0;
  event.classUid = classUid.authentication;
  event.activityId = 1;
  if (answer !== null) event.statusId = answer === "Success" ? statusId.success : statusId.failure;
}

/** AWS CloudTrail records, one object each (the `{"Records":[…]}` around them is taken off before). */
export const cloudtrail: JsonFormat = {
  name: "cloudtrail",
  needs: "an AWS CloudTrail record: eventSource, eventName and userIdentity or eventVersion",
  recognise: (record) =>
    typeof record.eventSource === "string" &&
    typeof record.eventName === "string" &&
    (record.userIdentity !== undefined || record.eventVersion !== undefined),
  read(record, event, context) {
    const from = text(record, "sourceIPAddress");
    const parameters = object(record, "requestParameters");
    event.classUid = classUid.api;
    event.time = anyTime(record.eventTime ?? record["@timestamp"], context.zone);
    event.action = text(record, "eventName");
    event.activityId = callActivity(event.action);
    event.resultCode = text(record, "errorCode");
    event.statusId = event.resultCode === null ? statusId.success : statusId.failure;
    event.message = text(record, "errorMessage");
    event.user = caller(object(record, "userIdentity"));
    event.targetUser = text(parameters, "userName") ?? lastPart(text(parameters, "roleArn"));
    event.srcIp = addressOf(from);
    // A service that calls for the account is named in place of an address.
    if (event.srcIp === null) event.dstName = from;
    event.cloudService = text(record, "eventSource")?.replace(/\.amazonaws\.com$/, "") ?? null;
    event.region = text(record, "awsRegion");
    event.userAgent = text(record, "userAgent");
    event.object = calledUpon(record);
    const moved = object(record, "additionalEventData");
    event.bytesIn = number(moved, "bytesTransferredOut");
    event.bytesOut = number(moved, "bytesTransferredIn");
    const id = text(record, "eventID");
    event.recordId = id === null ? null : `cloudtrail:${id}`;
    if (record.eventType === "AwsConsoleSignIn" || event.action === "ConsoleLogin") signIn(record, event);
    return null;
  },
};

import { classUid } from "../../event/classes.ts";
import type { JsonFormat } from "../format.ts";
import { addressOf, number, text } from "../json-record.ts";
import { anyTime } from "../time/epoch-time.ts";
import { callActivity } from "./cloud-call.ts";

/** Value of `'key': 'value'` in a dictionary printed by Python, as such tables hold them. */
function printed(source: string | null, key: string): string | null {
  if (source === null) return null;
  const start = source.indexOf(`'${key}': '`);
  if (start < 0) return null;
  const from = start + key.length + 5;
  const end = source.indexOf("'", from);
  return end > from ? source.slice(from, end) : null;
}

/** CloudTrail calls as a table of comma-separated values (columns Event Type, Event Name, Source IP, …). */
export const cloudtrailTable: JsonFormat = {
  name: "cloudtrail-table",
  needs: "a row of CloudTrail calls with the columns Event Type, Event Name and Event DateTime",
  recognise: (record) =>
    typeof record["Event Type"] === "string" &&
    typeof record["Event Name"] === "string" &&
    typeof record["Event DateTime"] === "string",
  read(record, event, context) {
    const parameters = text(record, "Request Parameters");
    const caller = text(record, "User ID");
    event.classUid = classUid.api;
    event.time = anyTime(record["Event DateTime"], context.zone);
    event.action = text(record, "Event Name");
    event.activityId = callActivity(event.action);
    event.user = printed(caller, "userName") ?? printed(caller, "principalId") ?? printed(caller, "accountId");
    event.srcIp = addressOf(record["Source IP"]);
    event.userAgent = text(record, "Request User Agent");
    event.dstName = printed(parameters, "Host");
    const key = printed(parameters, "key");
    const bucket = printed(parameters, "bucketName");
    event.object = bucket !== null && key !== null ? `${bucket}/${key}` : bucket;
    const attempts = number(record, "Repeated Attempts");
    if (Number.isInteger(attempts) && attempts >= 1) event.count = Math.min(attempts, 65_535);
    const id = text(record, "Event ID");
    event.recordId = id === null ? null : `cloudtrail:${id}`;
    return null;
  },
};

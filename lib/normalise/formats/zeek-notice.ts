import { classUid, severityId } from "../../event/classes.ts";
import { address, number, text } from "../json-record.ts";
import { zeekFormat } from "./zeek-record.ts";

/** notice.log: what Zeek's own rules found worth raising. */
export const zeekNotice = zeekFormat("notice", (record, event) => {
  event.classUid = classUid.finding;
  event.activityId = 1;
  event.severityId = severityId.unknown;
  event.findingTitle = text(record, "note");
  event.action = event.findingTitle;
  event.message = text(record, "msg");
  event.srcIp ??= address(record, "src");
  event.dstIp ??= address(record, "dst");
  if (Number.isNaN(event.dstPort)) event.dstPort = number(record, "p");
  event.object = text(record, "sub");
  return null;
});

import { classUid, statusId } from "../../event/classes.ts";
import { number, text } from "../json-record.ts";
import { zeekFormat, zeekId } from "./zeek-record.ts";

/** dns.log: a question, with its answer if one came. */
export const zeekDns = zeekFormat("dns", (record, event) => {
  const code = text(record, "rcode_name");
  event.classUid = classUid.dns;
  event.activityId = code === null ? 1 : 6;
  event.dnsQuery = text(record, "query");
  event.action = text(record, "qtype_name");
  event.resultCode = code;
  if (code !== null) event.statusId = code === "NOERROR" ? statusId.success : statusId.failure;
  event.durationMs = number(record, "rtt") * 1000;
  event.recordId = zeekId(record, "dns", "uid", `/${text(record, "trans_id")}/${text(record, "query")}`);
  return null;
});

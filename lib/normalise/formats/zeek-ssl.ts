import { classUid } from "../../event/classes.ts";
import { text } from "../json-record.ts";
import { zeekFormat, zeekId, zeekOutcome } from "./zeek-record.ts";

/** ssl.log: a TLS handshake. */
export const zeekSsl = zeekFormat("ssl", (record, event) => {
  event.classUid = classUid.network;
  event.activityId = 1;
  event.action = "tls";
  event.protocol = text(record, "version");
  event.dstName = text(record, "server_name");
  event.object = text(record, "subject");
  event.resultCode = text(record, "validation_status");
  event.statusId = zeekOutcome(record.established);
  event.recordId = zeekId(record, "ssl", "uid");
  return null;
});

import { classUid } from "../../event/classes.ts";
import { number, text } from "../json-record.ts";
import { httpActivity, httpStatus } from "./http-method.ts";
import { zeekFormat, zeekId } from "./zeek-record.ts";

/** http.log: a request and its answer. */
export const zeekHttp = zeekFormat("http", (record, event) => {
  event.classUid = classUid.http;
  event.action = text(record, "method");
  event.activityId = httpActivity(event.action);
  event.url = text(record, "uri");
  event.dstName = text(record, "host");
  event.user = text(record, "username");
  event.userAgent = text(record, "user_agent");
  event.resultCode = text(record, "status_code");
  event.statusId = httpStatus(event.resultCode);
  event.bytesOut = number(record, "request_body_len");
  event.bytesIn = number(record, "response_body_len");
  event.protocol = "http";
  event.recordId = zeekId(record, "http", "uid", `/${text(record, "trans_depth")}`);
  return null;
});

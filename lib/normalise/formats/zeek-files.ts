import { canonicalAddress } from "../../event/address.ts";
import { classUid } from "../../event/classes.ts";
import { firstOf, number, text } from "../json-record.ts";
import { zeekFormat, zeekId } from "./zeek-record.ts";

/** First of a set: a JSON array, or `a,b` in tables. */
function firstAddress(value: string | null): string | null {
  return canonicalAddress(value?.split(",")[0] ?? null);
}

/** files.log: a file seen on the wire. */
export const zeekFiles = zeekFormat("files", (record, event) => {
  const sha256 = text(record, "sha256");
  const sha1 = text(record, "sha1");
  const md5 = text(record, "md5");
  event.classUid = classUid.file;
  event.activityId = 2;
  event.action = text(record, "source");
  event.object = text(record, "filename") ?? text(record, "mime_type");
  event.srcIp = firstAddress(firstOf(record, "tx_hosts")) ?? event.srcIp;
  event.dstIp = firstAddress(firstOf(record, "rx_hosts")) ?? event.dstIp;
  if (sha256 !== null) event.hash = `sha256:${sha256}`;
  else if (sha1 !== null) event.hash = `sha1:${sha1}`;
  else if (md5 !== null) event.hash = `md5:${md5}`;
  event.bytesOut = number(record, "seen_bytes");
  event.durationMs = number(record, "duration") * 1000;
  event.recordId = zeekId(record, "files", "fuid");
  return null;
});

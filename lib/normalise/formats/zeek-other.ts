import { classUid } from "../../event/classes.ts";
import type { SecurityEvent } from "../../event/security-event.ts";
import type { JsonFormat } from "../format.ts";
import { firstText, type JsonRecord, number, text } from "../json-record.ts";
import { fillZeek, zeekOutcome, zeekStream } from "./zeek-record.ts";

type ReadStream = (record: JsonRecord, event: SecurityEvent) => void;

function logon(record: JsonRecord, event: SecurityEvent, outcome: string): void {
  event.classUid = classUid.authentication;
  event.activityId = 1;
  // A Kerberos principal is written as name/realm.
  event.user = firstText(record, ["client", "username", "user"])?.split("/")[0] ?? null;
  event.dstName = firstText(record, ["service", "server_dns_computer_name", "domainname"]);
  event.statusId = zeekOutcome(record[outcome]);
  event.resultCode = text(record, "error_msg");
}

const streams: ReadonlyMap<string, ReadStream> = new Map<string, ReadStream>([
  [
    "kerberos",
    (record, event) => {
      logon(record, event, "success");
      event.action = text(record, "request_type") ?? "kerberos";
    },
  ],
  ["ntlm", (record, event) => logon(record, event, "success")],
  ["radius", (record, event) => logon(record, event, "success")],
  [
    "ssh",
    (record, event) => {
      event.classUid = classUid.ssh;
      event.activityId = 1;
      event.statusId = zeekOutcome(record.auth_success);
      event.userAgent = text(record, "client");
    },
  ],
  [
    "rdp",
    (record, event) => {
      event.classUid = classUid.rdp;
      event.activityId = 1;
      event.user = text(record, "cookie");
      event.resultCode = text(record, "result");
    },
  ],
  [
    "smb_files",
    (record, event) => {
      event.classUid = classUid.smb;
      event.activityId = 2;
      event.action = text(record, "action");
      event.object = text(record, "name") ?? text(record, "path");
      event.bytesIn = number(record, "size");
    },
  ],
  [
    "smb_mapping",
    (record, event) => {
      event.classUid = classUid.smb;
      event.activityId = 2;
      event.action = "tree connect";
      event.object = text(record, "path");
    },
  ],
  [
    "smtp",
    (record, event) => {
      event.classUid = classUid.email;
      event.activityId = 1;
      event.mailFrom = text(record, "mailfrom");
      event.mailTo = Array.isArray(record.rcptto) ? record.rcptto.join(", ") : text(record, "rcptto");
      event.subject = text(record, "subject");
      event.resultCode = text(record, "last_reply");
    },
  ],
]);

/** Streams that formats of their own read. */
const elsewhere = new Set(["conn", "dns", "http", "ssl", "files", "notice"]);

/**
 * All other streams of Zeek: with endpoints they are network activity, without (certificates, executables, oddities of
 * the sensor) base events.
 */
export const zeekOther: JsonFormat = {
  name: "zeek.other",
  needs: "Zeek JSON or a table with its #fields line: ts, and uid or fuid",
  recognise(record) {
    const stream = zeekStream(record);
    return stream !== null && !elsewhere.has(stream);
  },
  read(record, event, context) {
    const stream = zeekStream(record) ?? "unknown";
    fillZeek(record, event, context);
    const known = streams.get(stream);
    if (known !== undefined) {
      known(record, event);
      event.action ??= stream;
      return null;
    }
    const hasEndpoints = event.srcIp !== null || event.dstIp !== null;
    event.classUid = hasEndpoints ? classUid.network : classUid.base;
    event.activityId = hasEndpoints ? 6 : 99;
    event.action = firstText(record, ["operation", "analyzer"]) ?? stream;
    event.object = firstText(record, ["endpoint", "certificate_subject", "certificate.subject", "name"]);
    event.resultCode = text(record, "failure_reason");
    event.message = firstText(record, ["failure_reason", "name", "addl"]) ?? `Zeek ${stream}`;
    return null;
  },
};

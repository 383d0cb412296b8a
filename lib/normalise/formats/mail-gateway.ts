import { classUid, statusId } from "../../event/classes.ts";
import type { JsonFormat } from "../format.ts";
import { addressOf, firstText, isRecord, type JsonRecord, list, number, text, textOf } from "../json-record.ts";
import { anyTime } from "../time/epoch-time.ts";

const fromKeys = ["from", "sender", "mail_from", "envelope_from", "smtp_from"] as const;
const toKeys = ["to", "recipients", "recipient", "rcpt_to", "envelope_to"] as const;
const clientKeys = ["client_ip", "source_ip", "src_ip", "remote_ip", "ip"] as const;

function keyOf(record: JsonRecord, keys: readonly string[]): string | null {
  return keys.find((key) => record[key] !== undefined) ?? null;
}

/** `Ada <ada@example.org>` and `<ada@example.org>` as `ada@example.org`. */
function mailbox(written: string | null): string | null {
  if (written === null) return null;
  const open = written.lastIndexOf("<");
  const close = written.indexOf(">", open);
  return open >= 0 && close > open ? written.slice(open + 1, close) : written;
}

/** Verdicts by which a gateway lets a message pass, and those by which it holds it back. */
function outcome(verdict: string): number {
  if (/^(deliver|accept|allow|pass|clean|no action|sent)/.test(verdict)) return statusId.success;
  if (/^(reject|quarantin|block|drop|discard|bounce|spam|phish|malware|virus|hold|defer)/.test(verdict)) {
    return statusId.failure;
  }
  return statusId.unknown;
}

/** A mail gateway's report of one message: sender, recipients, and subject, verdict or message id. */
export const mailGateway: JsonFormat = {
  name: "mail",
  needs: "a mail gateway's JSON: a sender (from), recipients (to), and a subject, verdict or message_id",
  recognise: (record) =>
    keyOf(record, fromKeys) !== null &&
    keyOf(record, toKeys) !== null &&
    (record.subject !== undefined || record.message_id !== undefined || record.verdict !== undefined),
  read(record, event, context) {
    const recipients = list(record, keyOf(record, toKeys) ?? "to").map((one) => mailbox(textOf(one)));
    const files = list(record, "attachments");
    const names = files.map((file) => (isRecord(file) ? firstText(file, ["name", "filename"]) : textOf(file)));
    const first = files[0];
    event.time = anyTime(record.timestamp ?? record["@timestamp"] ?? record.time ?? record.date, context.zone);
    event.classUid = classUid.email;
    event.activityId = 1;
    event.action = firstText(record, ["verdict", "action", "disposition", "event"]);
    event.statusId = outcome(event.action?.toLowerCase() ?? "");
    event.mailFrom = mailbox(firstText(record, fromKeys));
    event.mailTo = recipients.filter((one) => one !== null).join(", ") || null;
    event.user = recipients[0] ?? null;
    event.subject = text(record, "subject");
    event.attachment = names.filter((name) => name !== null).join(", ") || null;
    const sha256 = isRecord(first) ? text(first, "sha256") : null;
    event.hash = sha256 === null ? null : `sha256:${sha256}`;
    event.srcIp = addressOf(record[keyOf(record, clientKeys) ?? "client_ip"]);
    event.dstName = event.mailFrom?.split("@")[1] ?? null;
    event.host = firstText(record, ["gateway", "host", "hostname"]);
    event.resultCode = firstText(record, ["smtp_code", "reply", "reason"]);
    event.bytesIn = number(record, "size");
    event.protocol = "smtp";
    event.message = text(record, "message_id");
    return null;
  },
};

import { statusId } from "../../event/classes.ts";
import type { SecurityEvent } from "../../event/security-event.ts";
import { addressOf } from "../json-record.ts";
import { endedSession, failedLogon, succeededLogon } from "./program-reader.ts";
import { bareUser, fieldOf, wordAt } from "./words.ts";

/** Programs that report the outcome themselves, so that pam beside them only restates it. */
const reportsItself = new Set(["sshd"]);

/** `logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.4  user=root`. */
function readFailure(text: string, event: SecurityEvent): void {
  const origin = fieldOf(text, "rhost=");
  const target = fieldOf(text, " user=");
  const asker = fieldOf(text, "ruser=") ?? fieldOf(text, "logname=");
  event.action = "Authentication failure";
  event.srcIp = addressOf(origin);
  // A host that is given by name has no address to act on; the name stays visible as the other end.
  if (event.srcIp === null) event.dstName = origin;
  event.user = asker ?? target;
  if (asker !== null && target !== asker) event.targetUser = target;
}

/** `session opened for user NAME(uid=0) by ASKER(uid=0)`: who asked, and as whom. */
function readSession(text: string, event: SecurityEvent): void {
  const user = bareUser(wordAt(text, text.indexOf(" for user ") + 10));
  const by = text.indexOf(" by ");
  const asker = by < 0 ? null : bareUser(wordAt(text, by + 4));
  const isProgram = asker === null || asker === "LOGIN";
  event.user = isProgram ? user : asker;
  if (!isProgram && asker !== user) event.targetUser = user;
}

/** Text behind `pam_unix(sshd:auth): `, and the service if it is named there. */
function unwrap(message: string): readonly [service: string | null, text: string] {
  if (!message.startsWith("pam_")) return [null, message];
  const open = message.indexOf("(");
  const close = message.indexOf("): ");
  if (open < 0 || close < open) return [null, message];
  return [message.slice(open + 1, close).split(":")[0] ?? null, message.slice(close + 3)];
}

/**
 * Lines of pam. `program` is who wrote the line, or null where only pam speaks: old `sshd(pam_unix)[pid]` lines are the
 * only evidence of an attempt and count, whereas today's sshd writes `Failed password` beside them.
 */
export function readPam(message: string, event: SecurityEvent, program: string | null): boolean {
  const [service, text] = unwrap(message);
  const restates = program !== null && reportsItself.has(service ?? program);
  const once = restates ? 0 : 1;
  if (text.startsWith("authentication failure")) {
    failedLogon(event, once);
    readFailure(text, event);
  } else if (/^PAM \d+ more authentication failure/.test(text) || /^\d+ more authentication failure/.test(text)) {
    const more = Number.parseInt(text.slice(text.startsWith("PAM ") ? 4 : 0), 10);
    failedLogon(event, restates ? 0 : Math.min(65_535, more));
    readFailure(text, event);
  } else if (text.startsWith("check pass; user unknown") || text.startsWith("bad username")) {
    failedLogon(event, 0);
    event.action = "User unknown";
  } else if (text.startsWith("session opened for user ")) {
    succeededLogon(event, once);
    event.action = "Session opened";
    readSession(text, event);
  } else if (text.startsWith("session closed for user ")) {
    endedSession(event);
    event.action = "Session closed";
    event.user = bareUser(wordAt(text, 24));
  } else if (/account (locked|expired)|password (expired|changed)/.test(text)) {
    failedLogon(event, 0);
    event.statusId = text.includes("changed") ? statusId.success : statusId.failure;
    event.action = "Account state";
    event.user = fieldOf(text, "user=") ?? null;
  } else return false;
  return true;
}

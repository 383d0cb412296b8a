import { classUid, statusId } from "../../event/classes.ts";
import type { SecurityEvent } from "../../event/security-event.ts";
import { addressOf } from "../json-record.ts";
import { readPam } from "./pam.ts";
import { failedLogon, succeededLogon } from "./program-reader.ts";
import { addressBehind, bareWord, wordAt } from "./words.ts";

/** ` from ADDRESS port N` at the end, read from the right: a user name may hold anything, even ` from 192.0.2.1`. */
function readOrigin(message: string, event: SecurityEvent): number {
  const from = message.lastIndexOf(" from ");
  if (from < 0) return message.length;
  const origin = wordAt(message, from + 6);
  event.srcIp = addressOf(origin) ?? addressOf(bareWord(origin));
  if (event.srcIp === null) event.dstName = origin || null;
  const port = message.indexOf(" port ", from);
  if (port > 0) event.srcPort = Number.parseInt(message.slice(port + 6, port + 12), 10);
  return from;
}

/** `Failed METHOD for [invalid user ]NAME from …` and `Accepted METHOD for NAME from …`. */
function readVerdict(message: string, event: SecurityEvent): boolean {
  const failed = message.startsWith("Failed ");
  if (!failed && !message.startsWith("Accepted ")) return false;
  const verb = message.indexOf(" for ");
  if (verb < 0) return false;
  if (failed) failedLogon(event, 1);
  else succeededLogon(event, 1);
  const userAt = message.startsWith("invalid user ", verb + 5) ? verb + 18 : verb + 5;
  event.action = message.slice(0, verb);
  event.user = message.slice(userAt, readOrigin(message, event)) || null;
  if (userAt === verb + 18) event.resultCode = "invalid user";
  return true;
}

/** `message repeated N times: [ … ]`: N occurrences of what stands in the brackets. */
function readRepeated(message: string, event: SecurityEvent): boolean {
  const times = Number.parseInt(message.slice(17), 10);
  const open = message.indexOf("[ ");
  if (!(times > 0) || open < 0) return false;
  const close = message.lastIndexOf("]");
  readSshd(message.slice(open + 2, close > open ? close : message.length).trim(), event);
  event.count = Math.min(65_535, event.count * times);
  return true;
}

/** Lines that tell of a failure which `Failed …` reports too, or which no credential was offered for. */
function readRestated(message: string, event: SecurityEvent): boolean {
  if (message.startsWith("Invalid user ")) {
    event.action = "Logon attempt";
    event.resultCode = "invalid user";
    event.user = message.slice(13, readOrigin(message, event)).trim() || null;
  } else if (message.startsWith("input_userauth_request: invalid user ")) {
    event.action = "Logon attempt";
    event.resultCode = "invalid user";
    event.user =
      message
        .slice(37)
        .replace(/ \[preauth\]$/, "")
        .trim() || null;
  } else if (
    message.includes("oo many authentication failures") ||
    message.includes("maximum authentication attempts")
  ) {
    const user = message.lastIndexOf(" for ");
    event.action = "Too many authentication failures";
    if (user > 0) event.user = wordAt(message, message.startsWith("invalid user ", user + 5) ? user + 18 : user + 5);
    readOrigin(message, event);
  } else if (message.startsWith("PAM service(sshd) ignoring max retries")) {
    event.action = "Ignoring max retries";
  } else return false;
  failedLogon(event, 0);
  return true;
}

/** Everything else is about the connection. */
function readConnection(message: string, event: SecurityEvent): void {
  event.classUid = classUid.ssh;
  const port = message.indexOf(" port ");
  if (port > 0) {
    event.srcIp = addressOf(bareWord(message.slice(message.lastIndexOf(" ", port - 1) + 1, port)));
    event.srcPort = Number.parseInt(message.slice(port + 6, port + 12), 10);
  }
  event.srcIp ??=
    addressBehind(message, " from ") ?? addressBehind(message, " by ") ?? addressBehind(message, " with ");
  event.activityId = /^(Conn\w+ (closed|reset)|Received dis|error: Received dis|Disconnect|fatal)/.test(message)
    ? 2
    : 99;
  const user = message.indexOf("user ");
  if (user > 0 && port > user) event.user = message.slice(user + 5, message.lastIndexOf(" ", port - 1)) || null;
  if (!message.startsWith("reverse mapping")) return;
  event.action = "Reverse mapping failed";
  event.statusId = statusId.failure;
  event.dstName = wordAt(message, message.indexOf(" for ") + 5) || null;
  const open = message.lastIndexOf("[");
  event.srcIp = addressOf(message.slice(open + 1, message.indexOf("]", open)));
}

/** OpenSSH's server. */
export function readSshd(message: string, event: SecurityEvent): boolean {
  event.dstPort = 22;
  event.protocol = "ssh";
  if (readVerdict(message, event)) return true;
  if (message.startsWith("pam_") || message.startsWith("PAM ")) {
    if (readPam(message, event, "sshd")) return true;
  } else if (message.startsWith("message repeated ")) {
    if (readRepeated(message, event)) return true;
  }
  if (readRestated(message, event)) return true;
  if (message.startsWith("Server listening")) {
    event.classUid = classUid.applicationLifecycle;
    event.activityId = 3;
    return true;
  }
  readConnection(message, event);
  return true;
}

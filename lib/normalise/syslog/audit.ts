import { classUid, statusId } from "../../event/classes.ts";
import type { SecurityEvent } from "../../event/security-event.ts";
import { addressOf } from "../json-record.ts";

/** Value of ` key=` (quoted or up to the next space); null where absent, empty, or `(null)`, `(none)`, `?`. */
function field(text: string, key: string): string | null {
  const at = text.indexOf(` ${key}=`);
  if (at < 0) return null;
  const from = at + key.length + 2;
  const quote = text[from] === '"' || text[from] === "'" ? text[from] : null;
  const end = text.indexOf(quote ?? " ", from + (quote === null ? 0 : 1));
  const value = text.slice(quote === null ? from : from + 1, end < 0 ? text.length : end);
  return value === "" || value === "(null)" || value === "(none)" || value === "?" ? null : value;
}

/** Hexadecimal text as auditd writes what holds spaces or NULs (between arguments); the text itself if it is none. */
function unhex(text: string): string {
  if (text.length % 2 !== 0 || !/^(?:[0-9A-F]{2})+$/.test(text)) return text;
  const bytes = Uint8Array.from({ length: text.length / 2 }, (_, i) =>
    Number.parseInt(text.slice(i * 2, i * 2 + 2), 16),
  );
  return new TextDecoder().decode(bytes).replaceAll("\0", " ");
}

/** `a0="dd" a1="if=/dev/zero"` as a command line; at most 64 arguments. */
function argumentsOf(text: string): string | null {
  const parts: string[] = [];
  for (let i = 0; i < 64; i += 1) {
    const value = field(text, `a${i}`);
    if (value === null) break;
    parts.push(text.includes(` a${i}="`) ? value : unhex(value));
  }
  return parts.length === 0 ? null : parts.join(" ");
}

/** User id that logged in, whoever it has become since; null where nobody did (4294967295). */
function loginUser(text: string): string | null {
  const id = field(text, "auid");
  return id === "4294967295" || id === "unset" ? null : id;
}

function readProcess(text: string, event: SecurityEvent, isExecve: boolean): void {
  event.classUid = classUid.process;
  event.activityId = 1;
  event.process = field(text, "exe") ?? event.process;
  event.user = field(text, "user") ?? loginUser(text) ?? field(text, "uid");
  event.commandLine = isExecve ? argumentsOf(text) : null;
}

function readLogin(kind: string, text: string, event: SecurityEvent): void {
  const result = field(text, "res");
  event.classUid = classUid.authentication;
  event.activityId = /END|DISP|LOGOUT/.test(kind) ? 2 : 1;
  event.user = field(text, "acct") ?? field(text, "auid");
  event.srcIp = addressOf(field(text, "addr"));
  event.process = field(text, "exe") ?? event.process;
  if (result !== null) event.statusId = /^(success|1)/.test(result) ? statusId.success : statusId.failure;
  // USER_AUTH or USER_LOGIN decides; the credential and session records around it restate it.
  if (kind !== "USER_AUTH" && kind !== "USER_LOGIN") event.count = 0;
}

function readSyscallOutcome(text: string, event: SecurityEvent): void {
  const success = field(text, "success");
  event.resultCode = field(text, "exit");
  if (success !== null) event.statusId = success === "yes" ? statusId.success : statusId.failure;
}

/** Kind of an audit record, `type=SYSCALL …`; null where the text is none. */
export function auditKind(text: string): string | null {
  if (!text.startsWith("type=")) return null;
  const end = text.indexOf(" ");
  return end > 5 && text.indexOf("audit(") > 0 ? text.slice(5, end) : null;
}

/**
 * A record of the Linux audit system. One event is spread over several records; SYSCALL (or auoms' EXECVE, which joins
 * them) stands for the event, the others add to it and count 0.
 */
export function readAudit(text: string, event: SecurityEvent): boolean {
  const kind = auditKind(text);
  if (kind === null) return false;
  event.action = kind;
  if (kind === "SYSCALL" || kind.startsWith("AUOMS_")) {
    readProcess(text, event, false);
    readSyscallOutcome(text, event);
    const command = text.indexOf(" cmdline=");
    if (command > 0) event.commandLine = text.slice(command + 9).replace(/ redactors=.*$/s, "") || null;
    else if (kind !== "SYSCALL") event.commandLine = /proctitle=(.*?)(?: redactors=|$)/s.exec(text)?.[1] || null;
    event.object = field(text, "name");
  } else if (kind === "PATH") {
    event.classUid = classUid.file;
    event.activityId = 14;
    event.object = field(text, "name");
    event.count = 0;
  } else if (kind.startsWith("USER_") || kind.startsWith("CRED_") || kind === "LOGIN") readLogin(kind, text, event);
  else {
    readProcess(text, event, kind === "EXECVE");
    event.count = 0;
    if (kind === "PROCTITLE") event.commandLine = unhex(field(text, "proctitle") ?? "") || null;
  }
  return true;
}

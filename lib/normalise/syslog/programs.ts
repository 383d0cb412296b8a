import { classUid, statusId } from "../../event/classes.ts";
import type { SecurityEvent } from "../../event/security-event.ts";
import { addressOf } from "../json-record.ts";
import { readAudit } from "./audit.ts";
import { readConsole, readDisplay, readFtp, readKlogind, readLogind, readSu, readSudo } from "./logins.ts";
import { readPam } from "./pam.ts";
import { failedLogon, type ReadMessage } from "./program-reader.ts";
import { readSshd } from "./sshd.ts";
import { addressBehind, fieldOf } from "./words.ts";

const readAccount: ReadMessage = (message, event) => {
  const verb = /^(new user|new group|delete user|remove user|change user|password changed for|add '\S+' to group)/.exec(
    message,
  )?.[1];
  if (verb === undefined) return false;
  event.classUid = verb.includes("group") ? classUid.groupManagement : classUid.accountChange;
  event.activityId = verb.startsWith("new") ? 1 : /^(delete|remove)/.test(verb) ? 6 : 3;
  event.statusId = statusId.success;
  event.action = verb;
  event.targetUser = fieldOf(message, "name=")?.replace(/,$/, "") ?? /['`](\S+?)'/.exec(message)?.[1] ?? null;
  return true;
};

/** cron: `(root) CMD (command)`. */
const readCron: ReadMessage = (message, event) => {
  const found = /^\((\S+)\) CMD \((.*)\)$/s.exec(message);
  if (found === null) return readPam(message, event, "cron");
  event.classUid = classUid.scheduledJob;
  event.activityId = 6;
  event.action = "CMD";
  event.user = found[1] ?? null;
  event.commandLine = found[2] ?? null;
  return true;
};

const readSnmp: ReadMessage = (message, event) => {
  if (!message.startsWith("Received SNMP packet(s) from ") && !message.startsWith("Connection from ")) return false;
  event.classUid = classUid.network;
  event.activityId = 6;
  event.action = "SNMP";
  event.dstPort = 161;
  event.srcIp = addressBehind(message, " from ");
  return true;
};

const programs: ReadonlyMap<string, ReadMessage> = new Map<string, ReadMessage>([
  ["sshd", readSshd],
  ["sshd-session", readSshd],
  ["sudo", readSudo],
  ["su", readSu],
  ["login", readConsole],
  ["--", readConsole],
  ["ftpd", readFtp],
  ["vsftpd", readFtp],
  ["proftpd", readFtp],
  ["klogind", readKlogind],
  ["gdm-binary", readDisplay],
  ["systemd-logind", readLogind],
  ["cron", readCron],
  ["CRON", readCron],
  ["crond", readCron],
  ["CROND", readCron],
  ["useradd", readAccount],
  ["userdel", readAccount],
  ["usermod", readAccount],
  ["groupadd", readAccount],
  ["passwd", readAccount],
  ["snmpd", readSnmp],
  ["auoms", readAudit],
  ["audit", readAudit],
  ["audispd", readAudit],
]);

/** `cupsd startup succeeded`, `restart.`, `Started Session 1 of user ada.`: a program or service came or went. */
function readLifecycle(message: string, event: SecurityEvent): boolean {
  const found = /\b(startup|started|shutdown|stopped|restart)\b|^(Starting|Started|Stopping|Stopped) /i.exec(
    message.slice(0, 200),
  );
  if (found === null) return false;
  const word = found[0].toLowerCase().trim();
  event.classUid = classUid.applicationLifecycle;
  event.activityId = word === "restart" ? 5 : /^st(art)/.test(word) ? 3 : 4;
  event.statusId = /fail/i.test(message) ? statusId.failure : statusId.success;
  event.action = word;
  return true;
}

/** A failure to authenticate in a program that has no reader of its own. */
function readAnyFailure(message: string, event: SecurityEvent): boolean {
  const start = message.slice(0, 400);
  if (!/authentication fail|auth(?:entication)? failed|login failed|failed login|failed password/i.test(start))
    return false;
  failedLogon(event, 1);
  event.action = "Authentication failure";
  event.user = fieldOf(start, " user=")?.replace(/[<>,]/g, "") ?? null;
  event.srcIp = addressOf(fieldOf(start, "rip=")?.replace(/,$/, "") ?? null) ?? addressOf(fieldOf(start, "rhost="));
  event.srcIp ??= addressBehind(start, " from ") ?? addressOf(/\[([0-9a-fA-F.:]+)\]/.exec(start)?.[1]);
  return true;
}

/** Fills the event from a line of the program; what no reader knows stays a base event with its message. */
export function readProgram(program: string | null, message: string, event: SecurityEvent): void {
  event.process = program;
  event.message = message;
  if (program !== null && readNamed(program, message, event)) return;
  if (message.startsWith("pam_") && readPam(message, event, null)) return;
  if (program !== "kernel" && (readAnyFailure(message, event) || readLifecycle(message, event))) return;
  event.classUid = classUid.base;
  event.activityId = 99;
}

function readNamed(program: string, message: string, event: SecurityEvent): boolean {
  if (program.endsWith("(pam_unix)")) {
    event.process = program.slice(0, -10);
    return readPam(message, event, null);
  }
  return programs.get(program)?.(message, event) ?? false;
}

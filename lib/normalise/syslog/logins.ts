import { classUid, statusId } from "../../event/classes.ts";
import type { SecurityEvent } from "../../event/security-event.ts";
import { readPam } from "./pam.ts";
import { failedLogon, type ReadMessage, succeededLogon } from "./program-reader.ts";
import { addressBehind, fieldOf, wordAt } from "./words.ts";

/** sudo: `ada : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/ls`, and its refusals. */
export const readSudo: ReadMessage = (message, event) => {
  if (message.startsWith("pam_")) return readPam(message, event, "sudo");
  const colon = message.indexOf(" : ");
  if (colon < 0) return false;
  event.user = message.slice(0, colon).trim() || null;
  event.targetUser = fieldOf(message, "USER=");
  const command = message.indexOf("COMMAND=");
  event.commandLine = command < 0 ? null : message.slice(command + 8);
  if (/incorrect password attempt|NOT in sudoers|command not allowed|a password is required/.test(message)) {
    failedLogon(event, message.includes("incorrect password") ? 0 : 1);
    event.action = "sudo refused";
    return true;
  }
  if (event.commandLine === null) return false;
  event.classUid = classUid.process;
  event.activityId = 1;
  event.statusId = statusId.success;
  event.action = "sudo";
  return true;
};

/** su: `FAILED SU (to root) ada on pts/1`, `(to root) ada on pts/1`; pam tells of the same attempts. */
export const readSu: ReadMessage = (message, event) => {
  if (message.startsWith("pam_")) return readPam(message, event, "su");
  const to = message.indexOf("(to ");
  if (to < 0) return readPam(message, event, null);
  if (message.startsWith("FAILED")) failedLogon(event, 0);
  else succeededLogon(event, 0);
  event.action = "su";
  event.targetUser = wordAt(message, to + 4).replace(/\)$/, "");
  event.user = wordAt(message, message.indexOf(") ", to) + 2) || null;
  return true;
};

/** FTP servers: a connection, or a login. */
export const readFtp: ReadMessage = (message, event) => {
  event.dstPort = 21;
  event.protocol = "ftp";
  if (message.startsWith("pam_")) return readPam(message, event, "ftpd");
  if (message.startsWith("connection from ")) {
    event.classUid = classUid.network;
    event.activityId = 1;
    event.action = "connection";
    event.srcIp = addressBehind(message, "connection from ");
    const name = /\(([^)\s]+)\)/.exec(message.slice(0, 400))?.[1];
    if (name !== undefined) event.dstName = name;
    return true;
  }
  const anonymous = message.startsWith("ANONYMOUS FTP LOGIN FROM ");
  if (!anonymous && !message.startsWith("FTP LOGIN FROM ")) {
    if (!/login (failed|incorrect)|FAILED LOGIN|failed login/i.test(message)) return false;
    failedLogon(event, 1);
    event.srcIp = addressBehind(message, " from ") ?? addressBehind(message, " FROM ");
    event.action = "FTP login failed";
    return true;
  }
  succeededLogon(event, 1);
  event.action = anonymous ? "Anonymous FTP login" : "FTP login";
  event.user = anonymous ? "anonymous" : wordAt(message, message.lastIndexOf(", ") + 2) || null;
  event.srcIp = addressBehind(message, " FROM ");
  return true;
};

function readLogin(message: string, event: SecurityEvent): boolean {
  if (message.startsWith("ROOT LOGIN")) {
    succeededLogon(event, 0); // pam's `session opened` reports it
    event.action = "Root login";
    event.user = "root";
    event.object = message.slice(message.lastIndexOf(" ") + 1);
    return true;
  }
  if (message.startsWith("FAILED LOGIN")) {
    failedLogon(event, 0);
    event.action = "Failed login";
    event.user = fieldOf(message, "FOR ")?.replace(/[,']/g, "") ?? null;
    event.srcIp = addressBehind(message, " FROM ");
    return true;
  }
  return readPam(message, event, message.startsWith("pam_") ? "login" : null);
}

/** rlogin over Kerberos: the line with the address reports the failure, the one without restates it. */
export const readKlogind: ReadMessage = (message, event) => {
  const named = message.startsWith("Authentication failed from ");
  if (!named && !message.startsWith("Kerberos authentication failed")) return false;
  failedLogon(event, named ? 1 : 0);
  event.action = "Kerberos authentication failed";
  if (named) {
    event.srcIp = addressBehind(message, "failed from ");
    event.resultCode = message.slice(message.indexOf("): ") + 3).trim() || null;
  }
  return true;
};

/** Display managers. */
export const readDisplay: ReadMessage = (message, event) => {
  if (!message.startsWith("Couldn't authenticate user")) return readPam(message, event, "gdm");
  failedLogon(event, 0);
  event.action = "Authentication failure";
  return true;
};

/** login, and `--` which it writes as its name at a root login. */
export const readConsole: ReadMessage = (message, event) => readLogin(message, event);

/** systemd-logind: `New session 7 of user ada.` beside pam's line, `Removed session 7.`. */
export const readLogind: ReadMessage = (message, event) => {
  if (!message.startsWith("New session ")) return false;
  succeededLogon(event, 0);
  event.action = "New session";
  event.user = /of user (\S+?)\.?$/.exec(message)?.[1] ?? null;
  return true;
};

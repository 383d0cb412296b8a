import { classUid, severityId, statusId } from "../../event/classes.ts";
import type { SecurityEvent } from "../../event/security-event.ts";

/** Fills the event from a program's message; false if the message is none that it knows. */
export type ReadMessage = (message: string, event: SecurityEvent) => boolean;

/** OCSF authentication activities. */
const logon = 1;
const logoff = 2;

/** An attempt that failed. `count` is 0 where another line of the same program reports the same attempt. */
export function failedLogon(event: SecurityEvent, count: number): void {
  event.classUid = classUid.authentication;
  event.activityId = logon;
  event.statusId = statusId.failure;
  event.count = count;
}

export function succeededLogon(event: SecurityEvent, count: number): void {
  event.classUid = classUid.authentication;
  event.activityId = logon;
  event.statusId = statusId.success;
  event.count = count;
}

export function endedSession(event: SecurityEvent): void {
  event.classUid = classUid.authentication;
  event.activityId = logoff;
  event.statusId = statusId.success;
}

/** OCSF severity of syslog's severities 0 (emergency) to 7 (debug). */
const severities = [
  severityId.fatal,
  severityId.critical,
  severityId.critical,
  severityId.medium,
  severityId.low,
  severityId.informational,
  severityId.informational,
  severityId.informational,
];

export function severityOf(level: number): number {
  return severities[level] ?? severityId.unknown;
}

const levelNames: ReadonlyMap<string, number> = new Map([
  ["emerg", 0],
  ["alert", 1],
  ["crit", 2],
  ["critical", 2],
  ["err", 3],
  ["error", 3],
  ["warn", 4],
  ["warning", 4],
  ["notice", 5],
  ["info", 6],
  ["debug", 7],
]);

/** OCSF severity of a level's name (`err`, `warning`, `info`, …), as syslog and web servers use them. */
export function severityNamed(name: string | null): number {
  return severityOf(name === null ? Number.NaN : (levelNames.get(name.toLowerCase()) ?? Number.NaN));
}

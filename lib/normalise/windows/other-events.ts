import { classUid } from "../../event/classes.ts";
import { type KindTable, kindTable } from "./event-table.ts";

/** Events that the Service Control Manager and the event log service write to the System log. */
export const systemEvents: ReadonlyMap<string, KindTable> = new Map([
  [
    "Service Control Manager",
    kindTable([
      [7034, classUid.windowsService, 4, "Service ended unexpectedly"],
      [7036, classUid.windowsService, 99, "Service state changed"],
      [7040, classUid.windowsService, 2, "Service start type changed"],
      [7045, classUid.windowsService, 1, "Service installed"],
    ]),
  ],
  ["Microsoft-Windows-Eventlog", kindTable([[104, classUid.eventLog, 1, "Log cleared"]])],
]);

/** Events of logs of their own, by (lower-case) log. */
export const logEvents: ReadonlyMap<string, KindTable> = new Map([
  [
    "microsoft-windows-taskscheduler/operational",
    kindTable([
      [106, classUid.scheduledJob, 1, "Task registered"],
      [129, classUid.scheduledJob, 6, "Task process started"],
      [140, classUid.scheduledJob, 2, "Task updated"],
      [141, classUid.scheduledJob, 3, "Task deleted"],
      [200, classUid.scheduledJob, 6, "Task action started"],
      [201, classUid.scheduledJob, 99, "Task action completed"],
    ]),
  ],
  [
    "microsoft-windows-wmi-activity/operational",
    kindTable([
      [5857, classUid.base, 99, "WMI provider started"],
      [5858, classUid.base, 99, "WMI operation failed"],
      [5859, classUid.scheduledJob, 1, "WMI event filter registered"],
      [5860, classUid.scheduledJob, 1, "Temporary WMI event consumer"],
      [5861, classUid.scheduledJob, 1, "Permanent WMI event consumer"],
    ]),
  ],
  [
    "microsoft-windows-windows defender/operational",
    kindTable([
      [1006, classUid.finding, 1, "Malware found"],
      [1116, classUid.finding, 1, "Malware detected"],
      [1117, classUid.finding, 1, "Malware acted upon"],
      [5001, classUid.applicationLifecycle, 7, "Real-time protection disabled"],
    ]),
  ],
]);

/** AD FS audits; 501 continues another event. */
export const federationEvents = kindTable([
  [299, classUid.authentication, 1, "Token issued"],
  [411, classUid.authentication, 1, "Token validation failed"],
  [412, classUid.authentication, 1, "Token authenticated"],
  [501, classUid.authentication, 1, "Claims of a token"],
  [1200, classUid.authentication, 1, "Application token issued"],
  [1201, classUid.authentication, 1, "Application token refused"],
  [1202, classUid.authentication, 1, "Credential validated"],
  [1203, classUid.authentication, 1, "Credential refused"],
]);

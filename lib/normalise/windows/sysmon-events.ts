import { classUid } from "../../event/classes.ts";
import { type KindRow, kindTable } from "./event-table.ts";

/** Sysmon's events (Windows and Linux) with their OCSF class and activity. */
const rows: readonly KindRow[] = [
  [1, classUid.process, 1, "Process created"],
  [2, classUid.file, 6, "File creation time changed"],
  [3, classUid.network, 1, "Network connection"],
  [4, classUid.applicationLifecycle, 99, "Sysmon service state changed"],
  [5, classUid.process, 2, "Process terminated"],
  [6, classUid.kernelExtension, 1, "Driver loaded"],
  [7, classUid.module, 1, "Image loaded"],
  [8, classUid.process, 4, "Remote thread created"],
  [9, classUid.file, 2, "Raw disk read"],
  [10, classUid.process, 3, "Process accessed"],
  [11, classUid.file, 1, "File created"],
  [12, classUid.registryKey, 99, "Registry object added or deleted"],
  [13, classUid.registryValue, 2, "Registry value set"],
  [14, classUid.registryKey, 5, "Registry object renamed"],
  [15, classUid.file, 1, "File stream created"],
  [16, classUid.applicationLifecycle, 8, "Sysmon configuration changed"],
  [17, classUid.file, 1, "Pipe created"],
  [18, classUid.file, 14, "Pipe connected"],
  [19, classUid.scheduledJob, 1, "WMI event filter"],
  [20, classUid.scheduledJob, 1, "WMI event consumer"],
  [21, classUid.scheduledJob, 1, "WMI consumer bound to filter"],
  [22, classUid.dns, 1, "DNS query"],
  [23, classUid.file, 4, "File deleted"],
  [24, classUid.process, 99, "Clipboard changed"],
  [25, classUid.process, 4, "Process image tampered with"],
  [26, classUid.file, 4, "File delete logged"],
  [27, classUid.file, 1, "Executable blocked"],
  [28, classUid.file, 4, "File shredding blocked"],
  [29, classUid.file, 1, "Executable created"],
  [255, classUid.base, 99, "Sysmon error"],
];

export const sysmonEvents = kindTable(rows);

/**
 * The OCSF classes that Tideline maps logs to (schema.ocsf.io, version 1.6), each with the family it is shown and
 * scored under. A family groups classes whose fields mean the same, so that one detector can compare them.
 */
export const eventFamilies = [
  "network",
  "authentication",
  "process",
  "file",
  "dns",
  "http",
  "email",
  "cloud",
  "finding",
  "system",
] as const;
export type EventFamily = (typeof eventFamilies)[number];

interface EventClass {
  readonly name: string;
  readonly family: EventFamily;
}

/** OCSF class_uid -> name and family. */
export const eventClasses: Readonly<Record<number, EventClass>> = {
  0: { name: "Base Event", family: "system" },
  1001: { name: "File System Activity", family: "file" },
  1002: { name: "Kernel Extension Activity", family: "system" },
  1004: { name: "Memory Activity", family: "process" },
  1005: { name: "Module Activity", family: "process" },
  1006: { name: "Scheduled Job Activity", family: "system" },
  1007: { name: "Process Activity", family: "process" },
  1008: { name: "Event Log Activity", family: "system" },
  1009: { name: "Script Activity", family: "process" },
  2004: { name: "Detection Finding", family: "finding" },
  3001: { name: "Account Change", family: "authentication" },
  3002: { name: "Authentication", family: "authentication" },
  3003: { name: "Authorize Session", family: "authentication" },
  3005: { name: "User Access Management", family: "authentication" },
  3006: { name: "Group Management", family: "authentication" },
  4001: { name: "Network Activity", family: "network" },
  4002: { name: "HTTP Activity", family: "http" },
  4003: { name: "DNS Activity", family: "dns" },
  4005: { name: "RDP Activity", family: "network" },
  4006: { name: "SMB Activity", family: "network" },
  4007: { name: "SSH Activity", family: "network" },
  4009: { name: "Email Activity", family: "email" },
  6002: { name: "Application Lifecycle", family: "system" },
  6003: { name: "API Activity", family: "cloud" },
  201001: { name: "Registry Key Activity", family: "file" },
  201002: { name: "Registry Value Activity", family: "file" },
  201004: { name: "Windows Service Activity", family: "system" },
};

/** The class numbers by the names that code uses. */
export const classUid = {
  base: 0,
  file: 1001,
  kernelExtension: 1002,
  memory: 1004,
  module: 1005,
  scheduledJob: 1006,
  process: 1007,
  eventLog: 1008,
  script: 1009,
  finding: 2004,
  accountChange: 3001,
  authentication: 3002,
  authorizeSession: 3003,
  userAccess: 3005,
  groupManagement: 3006,
  network: 4001,
  http: 4002,
  dns: 4003,
  rdp: 4005,
  smb: 4006,
  ssh: 4007,
  email: 4009,
  applicationLifecycle: 6002,
  api: 6003,
  registryKey: 201001,
  registryValue: 201002,
  windowsService: 201004,
} as const;

/** The family of an OCSF class; a class we do not list belongs to `system`. */
export function familyOf(uid: number): EventFamily {
  return eventClasses[uid]?.family ?? "system";
}

/** OCSF status_id. */
export const statusId = { unknown: 0, success: 1, failure: 2, other: 99 } as const;

/** OCSF severity_id. */
export const severityId = {
  unknown: 0,
  informational: 1,
  low: 2,
  medium: 3,
  high: 4,
  critical: 5,
  fatal: 6,
} as const;

import { dateTimeMillisecondsText } from "../clock-text.ts";
import type { Render } from "../traffic-types.ts";
import { windowsRecord } from "./windows.ts";

export interface Program {
  /** Full path. */
  readonly image: string;
  readonly description: string;
  readonly company: string;
}

/** A process that runs on a Windows machine, as later events of it refer to it. */
export interface RunningProcess {
  readonly computer: string;
  /** `DOMAIN\name`. */
  readonly account: string;
  readonly image: string;
  readonly processId: number;
  readonly guid: string;
}

/** Event 1: a process was created. */
export function processCreated(start: {
  readonly process: RunningProcess;
  readonly program: Program;
  readonly commandLine: string;
  readonly parentImage: string;
  readonly parentCommandLine: string;
  readonly sha256: string;
}): Render {
  const { process, program } = start;
  const file = program.image.slice(program.image.lastIndexOf("\\") + 1);
  return sysmonRecord(
    process.computer,
    { id: 1, category: "Process Create (rule: ProcessCreate)", name: "Process Create" },
    {
      ProcessGuid: `{${process.guid}}`,
      ProcessId: String(process.processId),
      Image: program.image,
      FileVersion: "10.0.19041.1",
      Description: program.description,
      Product: program.description,
      Company: program.company,
      OriginalFileName: file,
      CommandLine: start.commandLine,
      CurrentDirectory: `C:\\Users\\${process.account.split("\\")[1] ?? "Public"}\\`,
      User: process.account,
      LogonId: "0x3e7a1",
      TerminalSessionId: "1",
      IntegrityLevel: "Medium",
      Hashes: `SHA256=${start.sha256.toUpperCase()}`,
      ParentImage: start.parentImage,
      ParentCommandLine: start.parentCommandLine,
    },
  );
}

/** Event 3: a process opened a connection. */
export function processConnected(
  process: RunningProcess,
  ends: {
    readonly from: string;
    readonly fromPort: number;
    readonly to: string;
    readonly toPort: number;
    readonly name: string;
  },
): Render {
  return sysmonRecord(
    process.computer,
    { id: 3, category: "Network connection detected (rule: NetworkConnect)", name: "Network connection detected" },
    {
      ...processFields(process),
      Protocol: "tcp",
      Initiated: "true",
      SourceIsIpv6: "false",
      SourceIp: ends.from,
      SourcePort: String(ends.fromPort),
      DestinationIsIpv6: String(ends.to.includes(":")),
      DestinationIp: ends.to,
      DestinationHostname: ends.name,
      DestinationPort: String(ends.toPort),
    },
  );
}

/** Event 11: a process created or overwrote a file. */
export function fileCreated(process: RunningProcess, path: string): Render {
  return sysmonRecord(
    process.computer,
    { id: 11, category: "File created (rule: FileCreate)", name: "File created" },
    {
      ...processFields(process),
      TargetFilename: path,
    },
  );
}

/** Event 13: a process set a value in the registry. */
export function registryValueSet(process: RunningProcess, key: string, details: string): Render {
  return sysmonRecord(
    process.computer,
    { id: 13, category: "Registry value set (rule: RegistryEvent)", name: "Registry value set" },
    { EventTypeName: "SetValue", ...processFields(process), TargetObject: key, Details: details },
  );
}

/** Event 22: a process asked for a name. */
export function processQueried(process: RunningProcess, query: string, answers: readonly string[]): Render {
  return sysmonRecord(
    process.computer,
    { id: 22, category: "Dns query (rule: DnsQuery)", name: "Dns query" },
    {
      ...processFields(process),
      QueryName: query,
      QueryStatus: answers.length === 0 ? "9003" : "0",
      QueryResults: answers.map((answer) => `::ffff:${answer};`).join(""),
    },
  );
}

function processFields(process: RunningProcess) {
  return {
    ProcessGuid: `{${process.guid}}`,
    ProcessId: String(process.processId),
    Image: process.image,
    User: process.account,
  };
}

function sysmonRecord(
  computer: string,
  kind: { readonly id: number; readonly category: string; readonly name: string },
  data: Readonly<Record<string, string>>,
): Render {
  return windowsRecord((time) => {
    const fields = { RuleName: "-", UtcTime: dateTimeMillisecondsText(time), ...data };
    const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}`);
    return {
      computer,
      channel: "Microsoft-Windows-Sysmon/Operational",
      eventId: kind.id,
      task: kind.id,
      category: kind.category,
      outcome: "INFO",
      fields,
      message: [`${kind.name}:`, ...lines].join("\r\n"),
    };
  });
}

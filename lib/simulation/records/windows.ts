import { dateTimeText, isoText } from "../clock-text.ts";
import type { Render } from "../traffic-types.ts";

type Fields = Readonly<Record<string, string | number>>;

export interface WindowsEvent {
  /** Full name of the machine that logged it. */
  readonly computer: string;
  readonly channel: "Security" | "Microsoft-Windows-Sysmon/Operational";
  readonly eventId: number;
  readonly task: number;
  readonly category: string;
  readonly outcome: "AUDIT_SUCCESS" | "AUDIT_FAILURE" | "INFO";
  /** The event's own data, which depends on its id. */
  readonly fields: Fields;
  readonly message: string;
}

const providers = {
  Security: {
    name: "Microsoft-Windows-Security-Auditing",
    guid: "{54849625-5478-4994-A5BA-3E3B0328C30D}",
    process: 764,
  },
  "Microsoft-Windows-Sysmon/Operational": {
    name: "Microsoft-Windows-Sysmon",
    guid: "{5770385F-C22A-43E0-BF4C-06F5698FFBD9}",
    process: 3172,
  },
} as const;

/** An event as a Windows log collector forwards it: the header, the event's data and the message flat in one object. */
export function windowsRecord(event: WindowsEvent | ((time: number) => WindowsEvent)): Render {
  return (time, identifiers) => {
    const { computer, channel, eventId, task, category, outcome, fields, message } =
      typeof event === "function" ? event(time) : event;
    const provider = providers[channel];
    return JSON.stringify({
      "@timestamp": isoText(time),
      EventTime: dateTimeText(time),
      Hostname: computer,
      EventType: outcome,
      SeverityValue: outcome === "AUDIT_FAILURE" ? 4 : 2,
      Severity: outcome === "AUDIT_FAILURE" ? "ERROR" : "INFO",
      EventID: eventId,
      SourceName: provider.name,
      ProviderGuid: provider.guid,
      Version: 2,
      Task: task,
      OpcodeValue: 0,
      RecordNumber: identifiers.recordNumber(computer, channel),
      ExecutionProcessID: provider.process,
      ThreadID: identifiers.processId(),
      Channel: channel,
      Category: category,
      Opcode: "Info",
      ...fields,
      Message: message,
      SourceModuleName: "eventlog",
      SourceModuleType: "im_msvistalog",
    });
  };
}

type Section = readonly [title: string, lines: Readonly<Record<string, string | number>>];

/** The message of a security event: a sentence, then titled blocks of tab-indented lines. */
export function securityMessage(sentence: string, sections: readonly Section[], note: string): string {
  const blocks = sections.map(([title, lines]) => {
    const body = Object.entries(lines).map(([name, value]) => `\t${name}:\t\t${value}`);
    return [`${title}:`, ...body].join("\r\n");
  });
  return [sentence, ...blocks, note].join("\r\n\r\n");
}

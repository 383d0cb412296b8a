import type { JsonFormat } from "../format.ts";
import { firstText, type JsonRecord, text } from "../json-record.ts";
import { severityNamed } from "../syslog/program-reader.ts";
import { readProgram } from "../syslog/programs.ts";
import { anyTime } from "../time/epoch-time.ts";
import { isLinuxSysmon, readLinuxSysmon } from "../windows/linux-sysmon.ts";

/** Names that collectors give to the parts of a syslog line. */
const messageKeys = ["SyslogMessage", "MESSAGE", "message", "msg"] as const;
const programKeys = ["SYSLOG_IDENTIFIER", "program", "appname", "app_name", "ident", "tag", "syslogtag"] as const;
const hostKeys = ["_HOSTNAME", "HostName", "hostname", "host", "Computer"] as const;
const timeKeys = ["EventTime", "__REALTIME_TIMESTAMP", "timestamp", "@timestamp", "time", "TimeGenerated"] as const;

/** Program that wrote the line; Azure calls it ProcessName, and only beside its SyslogMessage. */
function programOf(record: JsonRecord): string | null {
  const named =
    firstText(record, programKeys) ?? (record.SyslogMessage === undefined ? null : text(record, "ProcessName"));
  return named?.replace(/\[\d+\]:?$|:$/, "") ?? null;
}

function timeOf(record: JsonRecord): unknown {
  return timeKeys.map((key) => record[key]).find((value) => value !== undefined);
}

/** Syslog lines that a collector took apart: journald's export, Azure's Syslog table, rsyslog's and fluentd's JSON. */
export const syslogJson: JsonFormat = {
  name: "syslog.json",
  needs: "a syslog line as JSON: a message, a program (SYSLOG_IDENTIFIER, program, ident, ProcessName) and a time",
  recognise: (record) =>
    firstText(record, messageKeys) !== null && programOf(record) !== null && record.EventID === undefined,
  read(record, event, context) {
    const message = firstText(record, messageKeys) ?? "";
    event.time = anyTime(timeOf(record), context.zone);
    event.host = firstText(record, hostKeys);
    event.severityId = severityNamed(firstText(record, ["SeverityLevel", "severity", "level"]));
    if (isLinuxSysmon(message) && readLinuxSysmon(message, event)) return null;
    readProgram(programOf(record), message.trim(), event);
    return null;
  },
};

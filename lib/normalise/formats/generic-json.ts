import { classUid } from "../../event/classes.ts";
import type { SecurityEvent } from "../../event/security-event.ts";
import type { JsonFormat } from "../format.ts";
import { addressOf, type JsonRecord, number, numberOf, textOf } from "../json-record.ts";
import { anyTime } from "../time/epoch-time.ts";

/** Common names of common things, as letters and digits in lower case. */
const names = {
  time: [
    "@timestamp",
    "timestamp",
    "time",
    "ts",
    "eventtime",
    "timegenerated",
    "datetime",
    "date",
    "createdat",
    "timecreated",
    "starttime",
  ],
  user: ["user", "username", "useremail", "userid", "account", "accountname", "login", "principal"],
  host: ["host", "hostname", "computer", "device", "devicename", "machine", "server"],
  srcIp: [
    "srcip",
    "sourceip",
    "sourceipaddress",
    "clientip",
    "remoteaddr",
    "remoteip",
    "ipaddress",
    "ip",
    "src",
    "callerip",
  ],
  dstIp: ["dstip", "destip", "destinationip", "serverip", "dst", "destination"],
  action: ["action", "event", "eventtype", "eventname", "operation", "operationname", "activity", "type", "method"],
  url: ["url", "uri", "requesturl", "path", "request"],
  process: ["process", "processname", "program", "image", "exe"],
  commandLine: ["commandline", "cmdline", "command", "processcommandline"],
  object: ["object", "resource", "file", "filename", "filepath", "target"],
  resultCode: ["status", "statuscode", "result", "resultcode", "errorcode"],
  message: ["message", "msg", "description", "text", "log"],
} as const;

/** Plain names already worked out: a source uses the same few over and over. Bounded, since senders choose keys. */
const plainNames = new Map<string, string>();

/** Letters, digits and @ of the key, in lower case: `Source-IP`, `source_ip` and `sourceIp` are one. */
function plainName(key: string): string {
  const known = plainNames.get(key);
  if (known !== undefined) return known;
  const plain = key.toLowerCase().replace(/[^a-z0-9@]/g, "");
  if (plainNames.size < 2000 && key.length <= 64) plainNames.set(key, plain);
  return plain;
}

/** Values by plain name; at most 200 members are looked at. */
function byPlainName(record: JsonRecord): ReadonlyMap<string, unknown> {
  return new Map(
    Object.entries(record)
      .slice(0, 200)
      .map(([key, value]) => [plainName(key), value]),
  );
}

function readPorts(record: JsonRecord, event: SecurityEvent): void {
  event.srcPort = number(record, "src_port");
  event.dstPort = number(record, "dst_port");
  if (Number.isNaN(event.dstPort)) event.dstPort = numberOf(record.dest_port ?? record.port);
}

/**
 * A JSON object of no known format: accepted as a base event if it has a time or at least one field that can be
 * understood. It is asked last and never named by its looks.
 */
export const genericJson: JsonFormat = {
  name: "json.generic",
  needs: "a JSON object with a time, or a user, host, address, action or message",
  recognise: () => true,
  read(record, event, context) {
    const values = byPlainName(record);
    let found = 0;
    const first = (keys: readonly string[]): string | null => {
      const value = keys.map((key) => textOf(values.get(key))).find((text) => text !== null) ?? null;
      if (value !== null) found += 1;
      return value;
    };
    event.classUid = classUid.base;
    event.activityId = 99;
    const stamp = names.time.map((key) => anyTime(values.get(key), context.zone)).find((time) => !Number.isNaN(time));
    event.time = stamp ?? Number.NaN;
    event.user = first(names.user);
    event.host = first(names.host);
    event.srcIp = addressOf(first(names.srcIp));
    event.dstIp = addressOf(first(names.dstIp));
    event.action = first(names.action);
    event.url = first(names.url);
    event.process = first(names.process);
    event.commandLine = first(names.commandLine);
    event.object = first(names.object);
    event.resultCode = first(names.resultCode);
    event.message = first(names.message);
    readPorts(record, event);
    if (stamp !== undefined || found > 0) return null;
    return (
      "The record is in no known format and has neither a time (time, timestamp, @timestamp, ts) nor a field that " +
      "can be understood (user, host, src_ip, action, url, message); add one, or name the format."
    );
  },
};

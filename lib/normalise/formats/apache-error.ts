import { classUid, statusId } from "../../event/classes.ts";
import type { SecurityEvent } from "../../event/security-event.ts";
import type { LineFormat, ReadContext } from "../format.ts";
import { addressOf } from "../json-record.ts";
import { severityNamed } from "../syslog/program-reader.ts";
import { clockMs, dateMs } from "../time/iso-time.ts";
import { dayAt, monthAt } from "../time/syslog-time.ts";

/** `Sun Dec 04 04:47:44[.123456] 2005` at the start of the line, behind its bracket. */
const opening = /^\[[A-Z][a-z]{2} ([A-Z][a-z]{2} [ \d]\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,9}))? (\d{4})\] /;

function errorTime(found: RegExpExecArray, context: ReadContext): number {
  const [, date = "", clock = "", fraction = "", year = ""] = found;
  const local = dateMs(Number(year), monthAt(date, 0), dayAt(date, 4)) + clockMs(clock, 0);
  const exact = local + Number(fraction.slice(0, 3).padEnd(3, "0"));
  return exact - context.zone(exact);
}

/** Takes the next `[…] ` off the text. */
function bracketed(text: string): readonly [inside: string, rest: string] | null {
  if (!text.startsWith("[")) return null;
  const end = text.indexOf("]");
  return end < 0 ? null : [text.slice(1, end), text.slice(end + 1).trimStart()];
}

/** Client of `[client 192.0.2.1:443] …`. */
function readClient(client: string, event: SecurityEvent): void {
  const whole = addressOf(client);
  const colon = client.lastIndexOf(":");
  event.srcIp = whole ?? addressOf(client.slice(0, Math.max(0, colon)));
  if (whole === null && event.srcIp !== null) event.srcPort = Number(client.slice(colon + 1));
}

/**
 * Apache's error log. What a client brought about (`[client …]`) is HTTP activity; what the server says of itself is
 * application lifecycle.
 */
export const apacheError: LineFormat = {
  name: "apache.error",
  needs: "an Apache error log line: [Day Mon dd hh:mm:ss yyyy] [level] text",
  recognise: (line) => line.charCodeAt(0) === 91 && opening.test(line),
  read(line, event, context) {
    const found = opening.exec(line);
    if (found === null) return "The line does not begin with [Day Mon dd hh:mm:ss yyyy].";
    event.time = errorTime(found, context);
    event.classUid = classUid.applicationLifecycle;
    event.activityId = 99;
    event.process = "httpd";
    let rest = line.slice(found[0].length);
    for (let part = bracketed(rest); part !== null; part = bracketed(rest)) {
      const [inside, after] = part;
      if (inside.startsWith("client ")) {
        readClient(inside.slice(7), event);
        event.classUid = classUid.http;
      } else if (!/^(pid|tid|remote) /.test(inside)) {
        event.action = inside;
        event.severityId = severityNamed(inside.slice(inside.indexOf(":") + 1));
      }
      rest = after;
    }
    event.message = rest;
    if (event.classUid !== classUid.http) return null;
    event.statusId = statusId.failure;
    event.object = rest.slice(rest.lastIndexOf(": ") + 1).trim() || null;
    return null;
  },
};

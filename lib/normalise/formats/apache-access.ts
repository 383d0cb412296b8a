import { classUid } from "../../event/classes.ts";
import type { LineFormat, ReadContext } from "../format.ts";
import { addressOf, numberOf, textOf } from "../json-record.ts";
import { clockMs, dateMs, writtenOffset } from "../time/iso-time.ts";
import { dayAt, monthAt } from "../time/syslog-time.ts";
import { httpActivity, httpStatus } from "./http-method.ts";

/** `10/Oct/2000:13:55:36 -0700` to ms since 1970 UTC. */
function accessTime(stamp: string, context: ReadContext): number {
  const local = dateMs(Number(stamp.slice(7, 11)), monthAt(stamp, 3), dayAt(stamp, 0)) + clockMs(stamp, 12);
  const offset = writtenOffset(stamp, 20);
  return local - (offset === null ? context.zone(local) : offset);
}

/** Index of the quote that ends the quoted cell begun at `open`; backslashes escape. -1 if there is none. */
function closingQuote(line: string, open: number): number {
  let i = open + 1;
  while (i < line.length && line.charCodeAt(i) !== 34) i += line.charCodeAt(i) === 92 ? 2 : 1;
  return i < line.length ? i : -1;
}

/** Places of the brackets around the time in `client ident user [time] "request" …`; null if the line is no such. */
function stampAt(line: string): { readonly open: number; readonly close: number } | null {
  const open = line.indexOf(" [");
  if (open < 5 || open > 600 || line.charCodeAt(open + 4) !== 47) return null;
  const close = line.indexOf('] "', open);
  return close - open >= 22 && close - open <= 30 ? { open: open + 2, close } : null;
}

/** Apache and nginx access logs, common and combined form. */
export const apacheAccess: LineFormat = {
  name: "apache.access",
  needs: 'an access log line: client ident user [dd/Mon/yyyy:hh:mm:ss zone] "request" status bytes',
  recognise: (line) => stampAt(line) !== null,
  read(line, event, context) {
    const stamp = stampAt(line);
    const requestEnd = stamp === null ? -1 : closingQuote(line, stamp.close + 2);
    if (stamp === null || requestEnd < 0) return "The access log line's request has no closing quote.";
    const [client = "", , user = ""] = line.slice(0, stamp.open - 2).split(" ");
    const [method = "", url = "", version = ""] = line.slice(stamp.close + 3, requestEnd).split(" ");
    const [, status = "", bytes = ""] = line.slice(requestEnd + 1, requestEnd + 40).split(" ");
    event.classUid = classUid.http;
    event.time = accessTime(line.slice(stamp.open, stamp.close), context);
    event.srcIp = addressOf(client);
    if (event.srcIp === null) event.message = `client ${client}`;
    event.user = textOf(user);
    event.action = textOf(method);
    event.activityId = httpActivity(event.action);
    event.url = textOf(url);
    event.protocol = version === "" ? "http" : version.toLowerCase();
    event.resultCode = textOf(status);
    event.statusId = httpStatus(event.resultCode);
    event.bytesIn = numberOf(bytes);
    const referrer = line.indexOf('"', requestEnd + 1);
    const referrerEnd = referrer < 0 ? -1 : closingQuote(line, referrer);
    const agent = referrerEnd < 0 ? -1 : line.indexOf('"', referrerEnd + 1);
    const agentEnd = agent < 0 ? -1 : closingQuote(line, agent);
    if (agentEnd > 0) event.userAgent = textOf(line.slice(agent + 1, agentEnd));
    return null;
  },
};

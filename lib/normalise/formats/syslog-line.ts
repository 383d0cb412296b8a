import type { SecurityEvent } from "../../event/security-event.ts";
import type { LineFormat, ReadContext } from "../format.ts";
import { severityOf } from "../syslog/program-reader.ts";
import { readProgram } from "../syslog/programs.ts";
import { wordAt } from "../syslog/words.ts";
import { isoTime } from "../time/iso-time.ts";
import { bsdTime, dayAt, monthAt } from "../time/syslog-time.ts";
import { isLinuxSysmon, readLinuxSysmon } from "../windows/linux-sysmon.ts";

/** Index behind `<34>` (and `1 ` of RFC 5424). */
function behindPriority(line: string): number {
  if (line.charCodeAt(0) !== 60) return 0;
  const close = line.indexOf(">");
  if (close < 2 || close > 4) return 0;
  return line.charCodeAt(close + 1) === 49 && line.charCodeAt(close + 2) === 32 ? close + 3 : close + 1;
}

function isBsd(line: string, at: number): boolean {
  return (
    line.charCodeAt(at + 9) === 58 &&
    line.charCodeAt(at + 12) === 58 &&
    !Number.isNaN(monthAt(line, at)) &&
    !Number.isNaN(dayAt(line, at + 4)) &&
    line.charCodeAt(at + 15) === 32
  );
}

function isIso(line: string, at: number): boolean {
  return (
    line.charCodeAt(at + 4) === 45 &&
    line.charCodeAt(at + 10) === 84 &&
    line.charCodeAt(at + 13) === 58 &&
    line.indexOf(" ", at) > at + 18
  );
}

function readPriority(line: string, event: SecurityEvent): void {
  if (line.charCodeAt(0) === 60) event.severityId = severityOf(Number.parseInt(line.slice(1, 4), 10) % 8);
}

/** Whether the text before a colon can be a program's name: one word, a name with a version, or login's `-- root`. */
function isTag(tag: string): boolean {
  return tag.length > 0 && tag.length <= 64 && (!tag.includes(" ") || /^\S+ [\d.]+$|^-- \S+$/.test(tag));
}

/** Reads `host program[pid]: message`, which begins at `at`. */
function readBody(line: string, at: number, event: SecurityEvent): void {
  const host = wordAt(line, at);
  let tagAt = at + host.length + 1;
  while (line.charCodeAt(tagAt) === 32) tagAt += 1;
  event.host = host || null;
  const colon = line.indexOf(":", tagAt);
  const tag = colon < 0 ? "" : line.slice(tagAt, colon);
  if (!isTag(tag)) {
    readProgram(null, line.slice(tagAt).trim(), event);
    return;
  }
  const bracket = tag.indexOf("[");
  const name = bracket < 0 ? tag : tag.slice(0, bracket);
  const space = name.indexOf(" ");
  readMessage(space < 0 ? name : name.slice(0, space), line.slice(colon + 1).trim(), event);
}

/** Reads `host app procid msgid [data] message` (RFC 5424). */
function readStructured(line: string, at: number, event: SecurityEvent): void {
  const [host = "", app = ""] = line.slice(at, at + 320).split(" ", 2);
  event.host = host === "-" ? null : host;
  let i = at;
  for (let word = 0; word < 4; word += 1) i = line.indexOf(" ", i) + 1 || line.length;
  if (line.startsWith("- ", i) || line.slice(i) === "-") i += 2;
  else if (line.charCodeAt(i) === 91) i = line.indexOf("] ", i) + 2;
  readMessage(
    app === "-" ? null : app,
    line
      .slice(i)
      .replace(/^\ufeff/, "")
      .trim(),
    event,
  );
}

function readMessage(program: string | null, message: string, event: SecurityEvent): void {
  if (isLinuxSysmon(message) && readLinuxSysmon(message, event)) return;
  readProgram(program, message, event);
}

/** BSD syslog (`Mon dd hh:mm:ss host program[pid]: text`); the year is told by the reference time. */
export const bsdSyslog: LineFormat = {
  name: "syslog.bsd",
  needs: "a BSD syslog line: Mon dd hh:mm:ss host program[pid]: text",
  recognise: (line) => isBsd(line, behindPriority(line)),
  read(line, event, context: ReadContext) {
    const at = behindPriority(line);
    event.time = bsdTime(line.slice(at, at + 15), context.zone, context.referenceTime);
    if (Number.isNaN(event.time)) return `The line's time "${line.slice(at, at + 15)}" does not exist.`;
    readPriority(line, event);
    readBody(line, at + 16, event);
    return null;
  },
};

/** Syslog with ISO 8601 times: RFC 5424 (`<34>1 time host app procid msgid data text`) and rsyslog's plain form. */
export const isoSyslog: LineFormat = {
  name: "syslog.iso",
  needs: "a syslog line with an ISO 8601 time: time host program[pid]: text, or RFC 5424",
  recognise: (line) => isIso(line, behindPriority(line)),
  read(line, event, context: ReadContext) {
    const at = behindPriority(line);
    const stamp = wordAt(line, at);
    event.time = isoTime(stamp, context.zone);
    if (Number.isNaN(event.time)) return `The line's time "${stamp.slice(0, 40)}" is no ISO 8601 time.`;
    readPriority(line, event);
    const body = at + stamp.length + 1;
    if (at > 0 && line.charCodeAt(at - 2) === 49 && line.charCodeAt(at - 1) === 32) readStructured(line, body, event);
    else readBody(line, body, event);
    return null;
  },
};

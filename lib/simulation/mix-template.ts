import { accessLogText, dateTimeText, isoText, syslogText } from "./clock-text.ts";
import type { NativeFormat } from "./traffic-types.ts";

/** What varies from one filling of a template to the next. */
const slots = [
  ["epoch", /(?<="ts":)[\d.]+/],
  ["isoMicroseconds", /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}/],
  ["isoMilliseconds", /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}/],
  ["isoSeconds", /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/],
  ["dateTimeMilliseconds", /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}/],
  ["dateTime", /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/],
  ["syslog", /^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d/],
  ["accessLog", /\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000/],
  ["zeekUid", /(?<="uid":")[^"]+/],
  ["number", /(?<="RecordNumber":|"flow_id":)\d+/],
  ["uuid", /(?<="(?:eventID|requestID)":")[^"]+/],
  ["hexadecimal", /(?<="message_id":"<)[0-9a-f]+/],
  ["processId", /(?<= sshd\[)\d+/],
  ["query", /(?= HTTP\/1\.1" \d)/],
] as const;
type Slot = (typeof slots)[number][0];

/** A record cut at its slots: text, slot, text, slot, ..., text. */
export interface Template {
  readonly format: NativeFormat;
  readonly bytes: number;
  /** ASCII, so that a byte is a character. */
  readonly texts: readonly Uint8Array[];
  readonly slots: readonly Slot[];
}

const anySlot = new RegExp(slots.map(([name, pattern]) => `(?<${name}>${pattern.source})`).join("|"), "g");

export function compileTemplate(format: NativeFormat, record: string): Template {
  const texts: Uint8Array[] = [];
  const ascii = new TextEncoder();
  const found: Slot[] = [];
  let end = 0;
  for (const match of record.matchAll(anySlot)) {
    const slot = slots.find(([name]) => match.groups?.[name] !== undefined);
    if (slot === undefined) continue;
    texts.push(ascii.encode(record.slice(end, match.index)));
    found.push(slot[0]);
    end = match.index + match[0].length;
  }
  texts.push(ascii.encode(record.slice(end)));
  return { format, bytes: record.length, texts, slots: found };
}

/** Room that a slot's value takes at most, whatever stood there in the template. */
const mostSlotBytes = 40;

/** Bytes that a filled template takes at most. */
export function roomFor(template: Template): number {
  return template.bytes + template.slots.length * mostSlotBytes;
}

function writeAscii(text: string, out: Uint8Array, at: number): number {
  for (let i = 0; i < text.length; i += 1) out[at + i] = text.charCodeAt(i);
  return at + text.length;
}

/** Writes a template at `at` with the time given and ids that count up from `firstSerial`; returns where it ends. */
export type Filler = (template: Template, time: number, out: Uint8Array, at: number) => number;

export function createFiller(firstSerial: number): Filler {
  let serial = firstSerial;
  const clock = createClock();
  return (template, time, out, at) => {
    const moment = clock(time);
    serial += 1;
    let end = at;
    for (let index = 0; index < template.texts.length; index += 1) {
      if (index > 0) end = writeAscii(fillSlot(template.slots[index - 1] ?? "query", moment, serial), out, end);
      const text = template.texts[index];
      if (text === undefined) continue;
      out.set(text, end);
      end += text.length;
    }
    return end;
  };
}

interface Moment {
  readonly time: number;
  readonly iso: string;
  readonly dateTime: string;
  readonly syslog: string;
  readonly accessLog: string;
  readonly seconds: number;
  readonly milliseconds: string;
}

/** The texts of the current millisecond are kept: many records of a load share them. */
function createClock(): (time: number) => Moment {
  let moment = momentOf(0);
  return (time) => {
    if (moment.time !== time) moment = momentOf(time);
    return moment;
  };
}

function momentOf(time: number): Moment {
  const seconds = Math.floor(time / 1000);
  return {
    time,
    iso: isoText(time).slice(0, 19),
    dateTime: dateTimeText(time),
    syslog: syslogText(time),
    accessLog: accessLogText(time),
    seconds,
    milliseconds: padThree(Math.floor(time) - seconds * 1000),
  };
}

function padThree(value: number): string {
  return String(value).padStart(3, "0");
}

function fillSlot(slot: Slot, moment: Moment, serial: number): string {
  switch (slot) {
    case "epoch":
      return `${moment.seconds}.${moment.milliseconds}${padThree(serial % 1000)}`;
    case "isoMicroseconds":
      return `${moment.iso}.${moment.milliseconds}000`;
    case "isoMilliseconds":
      return `${moment.iso}.${moment.milliseconds}`;
    case "isoSeconds":
      return moment.iso;
    case "dateTimeMilliseconds":
      return `${moment.dateTime}.${moment.milliseconds}`;
    case "dateTime":
      return moment.dateTime;
    case "syslog":
      return moment.syslog;
    case "accessLog":
      return moment.accessLog;
    case "zeekUid":
      return `C${serial.toString(36).padStart(17, "0")}`;
    case "number":
      return String(serial);
    case "uuid":
      return uuidOf(serial);
    case "hexadecimal":
      return serial.toString(16).padStart(16, "0");
    case "processId":
      return String(1_000 + (serial % 4_000_000));
    case "query":
      return `?v=${serial.toString(36)}`;
  }
}

/** A number below 2^60 in the last places of a UUID of version 4. */
function uuidOf(serial: number): string {
  const digits = serial.toString(16).padStart(15, "0");
  return `00000000-0000-4000-8${digits.slice(0, 3)}-${digits.slice(3)}`;
}

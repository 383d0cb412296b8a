import { emptyEvent, type SecurityEvent } from "../event/security-event.ts";
import type { ReadContext } from "./format.ts";
import { guardJson } from "./json-guard.ts";
import { isRecord } from "./json-record.ts";
import { defaultLimits, type RecordLimits } from "./limits.ts";
import { createPicker, type Picker } from "./pick-format.ts";
import { createRecordText } from "./record-text.ts";
import { createTable, type Table } from "./table.ts";
import { plausibleMs } from "./time/epoch-time.ts";

export type Normalised =
  | { readonly ok: true; readonly event: SecurityEvent; readonly format: string }
  | { readonly ok: false; readonly reason: string };

export interface NormaliserContext extends ReadContext {
  /** `auto`, or the name of a format or of a family of formats (`zeek` stands for `zeek.conn`, `zeek.dns`, …). */
  readonly format: string;
  readonly limits?: RecordLimits;
}

export interface Normaliser {
  /**
   * Reads the record at [offset, offset + length). Call it in the order of the body, since table heads lie in between,
   * and leave the bytes as they are until the last call.
   */
  normalise(bytes: Uint8Array, offset: number, length: number): Normalised;
}

function refused(reason: string): Normalised {
  return { ok: false, reason };
}

/** What JSON.parse says, without the piece of the record that some engines quote in it. */
function parseReason(error: unknown): string {
  const detail = error instanceof Error ? (/at position \d+|Unexpected end/.exec(error.message)?.[0] ?? "") : "";
  return `The record begins like a JSON object but is none${detail === "" ? "" : ` (${detail})`}.`;
}

/**
 * A reader of the records of one request: it remembers the last format and the heads of tables. Nothing it is given
 * makes it throw; what it cannot use it refuses with a sentence that says what is missing.
 */
export function createNormaliser(context: NormaliserContext): Normaliser {
  const limits = context.limits ?? defaultLimits;
  const picker = createPicker(context.format);
  const table = createTable();
  const texts = createRecordText();
  return {
    normalise(bytes, offset, length) {
      if (length > limits.recordBytes) {
        return refused(`The record has ${length} bytes; at most ${limits.recordBytes} are taken.`);
      }
      table.readHeads(bytes, offset, length);
      const text = texts.at(bytes, offset, length).trim();
      const unit = text.charCodeAt(0);
      if (unit === 123) return readJson(text, { context, limits, picker });
      if (table.isOpen()) return readRow(text, table, { context, limits, picker });
      return readLine(text, { context, limits, picker });
    },
  };
}

interface Reader {
  readonly context: NormaliserContext;
  readonly limits: RecordLimits;
  readonly picker: Picker;
}

function readJson(text: string, reader: Reader): Normalised {
  const tooMuch = guardJson(text, reader.limits);
  if (tooMuch !== null) return refused(tooMuch);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    return refused(parseReason(error));
  }
  return isRecord(parsed) ? readRecord(parsed, reader) : refused("The record is JSON but no object.");
}

function readRecord(record: Readonly<Record<string, unknown>>, { context, picker }: Reader): Normalised {
  const event = emptyEvent();
  const format = picker.forRecord(record);
  if (format === null) return refused(picker.mismatch());
  const reason = format.read(record, event, context);
  if (reason !== null) return refused(reason);
  return { ok: true, event: withoutImpossible(event), format: format.name };
}

/** What no machine can have counted is missing, not a value to learn from. The original keeps what was said. */
function withoutImpossible(event: SecurityEvent): SecurityEvent {
  event.time = plausibleMs(event.time);
  event.srcPort = portOr(event.srcPort);
  event.dstPort = portOr(event.dstPort);
  event.bytesIn = amountOr(event.bytesIn);
  event.bytesOut = amountOr(event.bytesOut);
  event.durationMs = amountOr(event.durationMs);
  return event;
}

function portOr(value: number): number {
  return Number.isInteger(value) && value >= 0 && value <= 65_535 ? value : Number.NaN;
}

/** A count below what a double counts exactly. */
function amountOr(value: number): number {
  return value >= 0 && value <= Number.MAX_SAFE_INTEGER ? value : Number.NaN;
}

function readRow(text: string, table: Table, reader: Reader): Normalised {
  const row = table.row(text);
  if (typeof row !== "string") return readRecord(row, reader);
  // What looked like the head of a table may have been an ordinary line with commas.
  return reader.picker.forLine(text) === null ? refused(row) : readLine(text, reader);
}

function readLine(text: string, { context, picker }: Reader): Normalised {
  const format = picker.forLine(text);
  if (format === null) return refused(picker.named === null ? unknownLine(text) : picker.mismatch());
  const event = emptyEvent();
  const reason = format.read(text, event, context);
  if (reason !== null) return refused(reason);
  return { ok: true, event: withoutImpossible(event), format: format.name };
}

function unknownLine(text: string): string {
  if (text === "") return "The record is empty.";
  if (/^["[\d-]|^(true|false|null)\b/.test(text) && /^("[^"]*"|\[.*\]|-?\d[\d.eE+-]*|true|false|null)$/s.test(text)) {
    return "The record is JSON but no object; send one object for each event.";
  }
  if (text.includes("\0")) return "The line holds NUL bytes: it may be UTF-16 or binary; send UTF-8 text.";
  return (
    "The line is in no known format. Known are JSON objects, syslog (`Mon dd hh:mm:ss host program: text` or with an " +
    "ISO 8601 time), Apache access and error logs, auditd, request lines, and tables with a head line."
  );
}

import { isOwnAddress } from "./address.ts";
import type { EventColumns } from "./columns.ts";
import { createDictionary, type Dictionary } from "./dictionary.ts";
import { type ColumnArrays, growColumns, newColumns, viewColumns } from "./growable-columns.ts";
import { hashRecordId } from "./record-id.ts";
import type { SecurityEvent } from "./security-event.ts";
import { summarise } from "./summary.ts";
import { measureText } from "./text-shape.ts";

/** What the receiver knows of a record beside its content. The builder copies it: one object may serve all rows. */
export interface RowContext {
  /** When its request was received, ms since 1970 UTC. */
  received: number;
  /** Id of the log source. */
  source: number;
  /** Replay the record belongs to; empty for live traffic. */
  replay: string;
  /** Where the record lies in the block's raw bytes. */
  rawOffset: number;
  rawLength: number;
  /** Name of the format it was read as. */
  format: string;
}

/** Turns events into columns, one at a time, without an object per row. */
export interface ColumnsBuilder {
  /** Rows so far. */
  readonly length: number;
  add(event: SecurityEvent, row: RowContext): void;
  /** The rows so far as columns: views, valid until the next `add` or `reset`. */
  build(): EventColumns;
  /** Forgets all rows but keeps the memory, for the next block. */
  reset(): void;
}

/** The text whose shape is measured: what an attacker writes, in the class at hand. */
function tellingText(event: SecurityEvent): string | null {
  return event.commandLine ?? event.url ?? event.dnsQuery ?? event.subject;
}

/** Every machine has 127.0.0.1: as an entity it would add up the failures of all of them and name none. */
function sharedAddress(address: string | null): string | null {
  return address !== null && isOwnAddress(address) ? null : address;
}

function port(value: number): number {
  return value >= 0 && value <= 65_535 ? value : -1;
}

function writeTexts(c: ColumnArrays, dictionary: Dictionary, event: SecurityEvent, i: number): void {
  const intern = dictionary.intern;
  c.user[i] = intern(event.user);
  c.targetUser[i] = intern(event.targetUser);
  c.host[i] = intern(event.host);
  c.src[i] = intern(sharedAddress(event.srcIp));
  c.dst[i] = intern(sharedAddress(event.dstIp));
  c.dstName[i] = intern(event.dstName);
  c.process[i] = intern(event.process);
  c.parentProcess[i] = intern(event.parentProcess);
  c.action[i] = intern(event.action);
  c.object[i] = intern(event.object);
  c.resultCode[i] = intern(event.resultCode);
  c.technique[i] = intern(event.technique);
  c.findingTitle[i] = intern(event.findingTitle);
  c.summary[i] = dictionary.append(summarise(event));
}

function writeNumbers(c: ColumnArrays, event: SecurityEvent, i: number): void {
  c.time[i] = event.time;
  c.classUid[i] = event.classUid;
  c.activityId[i] = event.activityId;
  c.statusId[i] = event.statusId;
  c.severityId[i] = event.severityId;
  c.count[i] = Math.min(65_535, event.count);
  c.srcPort[i] = port(event.srcPort);
  c.dstPort[i] = port(event.dstPort);
  c.bytesIn[i] = event.bytesIn;
  c.bytesOut[i] = event.bytesOut;
  c.durationMs[i] = event.durationMs;
}

function writeDerived(c: ColumnArrays, event: SecurityEvent, i: number): void {
  const shape = measureText(tellingText(event));
  c.textLength[i] = shape.length;
  c.textEntropy[i] = shape.entropy;
  c.textDigits[i] = shape.digits;
  c.textUpper[i] = shape.upper;
  c.textSymbols[i] = shape.symbols;
  const id = event.recordId === null ? null : hashRecordId(event.recordId);
  c.recordIdHigh[i] = id === null ? 0 : id.high;
  c.recordIdLow[i] = id === null ? 0 : id.low;
}

function writeContext(c: ColumnArrays, dictionary: Dictionary, row: RowContext, i: number): void {
  c.received[i] = row.received;
  c.source[i] = row.source;
  c.replay[i] = dictionary.intern(row.replay);
  c.rawOffset[i] = row.rawOffset;
  c.rawLength[i] = row.rawLength;
  c.format[i] = dictionary.intern(row.format);
}

/** A builder with room for `capacity` rows at first; it doubles when full. */
export function createColumnsBuilder(capacity = 1024): ColumnsBuilder {
  let columns = newColumns(Math.max(1, capacity));
  const dictionary = createDictionary();
  let length = 0;
  return {
    get length() {
      return length;
    },
    add(event, row) {
      if (length === columns.time.length) columns = growColumns(columns);
      writeTexts(columns, dictionary, event, length);
      writeNumbers(columns, event, length);
      writeDerived(columns, event, length);
      writeContext(columns, dictionary, row, length);
      length += 1;
    },
    build: () => viewColumns(columns, length, dictionary.strings()),
    reset() {
      length = 0;
      dictionary.reset();
    },
  };
}

/** Columns of a list of events that share one context, for tests, simulations and back-tests. */
export function columnsOf(events: readonly SecurityEvent[], row: RowContext): EventColumns {
  const builder = createColumnsBuilder(events.length);
  for (const event of events) builder.add(event, row);
  return builder.build();
}

import type { EventColumns } from "../../lib/event/columns.ts";
import type { ScoredBatch } from "../../lib/pipeline/types.ts";
import { countScored, eachScored, type ScoredPart } from "./scored-part.ts";
import { storableMs } from "./storable-time.ts";

/** Columns of the table `event` in the order in which `encodeEventRows` writes them. */
export const eventCopyColumns = `stream, id, received, time, time_adjusted, source, class_uid, activity_id, status_id,
  severity_id, user_id, host_id, src_id, dst_id, margin, score, confidence, band, policy_version, threshold_version,
  reference_version, summary`;
export const eventCopySql = `COPY event (${eventCopyColumns}) FROM STDIN (FORMAT binary)`;
const fieldCount = 22;
/** Field lengths and all values but the summary. */
const fixedBytesPerRow = 2 + fieldCount * 4 + 110;
const epochMs2000 = 946_684_800_000;
const twoTo32 = 4_294_967_296;

/** Head of the format: signature, flags, length of the extension. */
const formatHead = Buffer.from("5047434f50590aff0d0a00" + "00000000" + "00000000", "hex");

/** Writes PostgreSQL's binary values one after the other into one buffer. */
interface RowWriter {
  shortField(value: number): void;
  intField(value: number): void;
  /** A 64-bit number as its two halves. */
  longField(high: number, low: number): void;
  /** An entity id: NULL where both halves are 0. */
  idField(high: number, low: number): void;
  timeField(ms: number): void;
}

function createRowWriter(view: DataView, start: number) {
  let at = start;
  const writer: RowWriter & { at(): number; seek(to: number): void; view: DataView } = {
    view,
    at: () => at,
    seek(to) {
      at = to;
    },
    shortField(value) {
      view.setInt32(at, 2);
      view.setInt16(at + 4, value);
      at += 6;
    },
    intField(value) {
      view.setInt32(at, 4);
      view.setInt32(at + 4, value);
      at += 8;
    },
    longField(high, low) {
      view.setInt32(at, 8);
      view.setUint32(at + 4, high);
      view.setUint32(at + 8, low);
      at += 12;
    },
    idField(high, low) {
      if (high !== 0 || low !== 0) return writer.longField(high, low);
      view.setInt32(at, -1);
      at += 4;
    },
    timeField(ms) {
      const micros = Math.round((storableMs(ms) - epochMs2000) * 1000);
      const high = Math.floor(micros / twoTo32);
      writer.longField(high >>> 0, (micros - high * twoTo32) >>> 0);
    },
  };
  return writer;
}

type Writer = ReturnType<typeof createRowWriter>;

function writeDouble(w: Writer, value: number): void {
  w.view.setInt32(w.at(), 8);
  w.view.setFloat64(w.at() + 4, value);
  w.seek(w.at() + 12);
}

function writeFloat(w: Writer, value: number): void {
  w.view.setInt32(w.at(), 4);
  w.view.setFloat32(w.at() + 4, value);
  w.seek(w.at() + 8);
}

function writeFlag(w: Writer, value: number): void {
  w.view.setInt32(w.at(), 1);
  w.view.setUint8(w.at() + 4, value);
  w.seek(w.at() + 5);
}

function writeOrigin(w: Writer, c: EventColumns, i: number): void {
  w.intField(c.source[i] ?? 0);
  w.intField(c.classUid[i] ?? 0);
  w.shortField(c.activityId[i] ?? 0);
  w.shortField(c.statusId[i] ?? 0);
  w.shortField(c.severityId[i] ?? 0);
}

/** Entity ids go in as the two halves of a signed 64-bit number. */
function writeEntities(w: Writer, s: ScoredBatch, row: number): void {
  w.idField(s.userHigh[row] ?? 0, s.userLow[row] ?? 0);
  w.idField(s.hostHigh[row] ?? 0, s.hostLow[row] ?? 0);
  w.idField(s.srcHigh[row] ?? 0, s.srcLow[row] ?? 0);
  w.idField(s.dstHigh[row] ?? 0, s.dstLow[row] ?? 0);
}

function writeScore(w: Writer, s: ScoredBatch, row: number): void {
  writeDouble(w, s.margin[row] ?? Number.NaN);
  writeDouble(w, s.score[row] ?? Number.NaN);
  writeFloat(w, s.confidence[row] ?? 0);
  w.shortField(s.band[row] ?? 0);
  w.intField(s.policyVersion[row] ?? 0);
  w.intField(s.thresholdVersion[row] ?? 0);
  w.intField(s.referenceVersion[row] ?? 0);
}

/** Bytes that the rows take at most: a UTF-16 unit becomes at most three bytes. */
function roomFor(parts: readonly ScoredPart[]): number {
  let bytes = formatHead.length + 2 + countScored(parts) * fixedBytesPerRow;
  for (const { columns, from, scored } of parts) {
    for (let row = 0; row < scored.length; row += 1) {
      bytes += 3 * (columns.strings[columns.summary[from + row] ?? 0] ?? "").length;
    }
  }
  return bytes;
}

function writeRow(w: Writer, out: Buffer, stream: number, part: ScoredPart, row: number, offset: number): void {
  const { columns, scored, receivedMs } = part;
  w.view.setInt16(w.at(), fieldCount);
  w.seek(w.at() + 2);
  w.shortField(stream);
  w.longField(Math.floor(offset / twoTo32), offset >>> 0);
  w.timeField(receivedMs);
  w.timeField(scored.time[row] ?? receivedMs);
  writeFlag(w, scored.timeAdjusted[row] ?? 0);
  writeOrigin(w, columns, part.from + row);
  writeEntities(w, scored, row);
  writeScore(w, scored, row);
  const summary = columns.strings[columns.summary[part.from + row] ?? 0] ?? "";
  const length = out.write(summary, w.at() + 4, "utf8");
  w.view.setInt32(w.at(), length);
  w.seek(w.at() + 4 + length);
}

/**
 * The event rows of a span in COPY's binary format, in one buffer: about 0.5 us an event, a tenth of what parameters
 * or text would cost. `scratch` is written over if it is large enough: it must not be on its way to the server still.
 */
export function encodeEventRows(stream: number, parts: readonly ScoredPart[], scratch: Buffer | null): Buffer {
  const room = roomFor(parts);
  const out = scratch !== null && scratch.length >= room ? scratch : Buffer.allocUnsafeSlow(Math.ceil(room * 1.25));
  formatHead.copy(out);
  const w = createRowWriter(new DataView(out.buffer, out.byteOffset, out.length), formatHead.length);
  eachScored(parts, (part, row, offset) => writeRow(w, out, stream, part, row, offset));
  w.view.setInt16(w.at(), -1);
  return out.subarray(0, w.at() + 2);
}

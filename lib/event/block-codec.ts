import {
  assertLittleEndian,
  blockChecksum,
  blockMagic,
  blockVersion,
  bytesPerRow,
  checksumWord,
  headerBytes,
} from "./block-layout.ts";
import type { EventColumns } from "./columns.ts";
import { columnList } from "./growable-columns.ts";

export type DecodedBlock =
  | { readonly ok: true; readonly columns: EventColumns }
  | { readonly ok: false; readonly reason: string };

/** Writes the columns into one buffer. */
export function encodeBlock(columns: EventColumns): Uint8Array {
  assertLittleEndian();
  const { length, strings } = columns;
  const text = new TextEncoder().encode(strings.join(""));
  const out = new Uint8Array(headerBytes + length * bytesPerRow + strings.length * 4 + text.length);
  const words = new Uint32Array(out.buffer, 0, headerBytes / 4);
  words.set([blockMagic, blockVersion, length, strings.length, text.length]);
  let offset = headerBytes;
  let lengthsWritten = false;
  for (const column of columnList(columns)) {
    if (column.BYTES_PER_ELEMENT < 4 && !lengthsWritten) {
      new Uint32Array(out.buffer, offset, strings.length).set(strings.map((s) => s.length));
      offset += strings.length * 4;
      lengthsWritten = true;
    }
    out.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), offset);
    offset += column.byteLength;
  }
  out.set(text, offset);
  words[checksumWord] = blockChecksum(out);
  return out;
}

/** Hands out consecutive views on the buffer; the order of the calls is the layout. */
function sections(buffer: Uint8Array, rows: number) {
  let at = buffer.byteOffset + headerBytes;
  function next(bytes: number): number {
    at += bytes;
    return at - bytes;
  }
  return {
    doubles: () => new Float64Array(buffer.buffer, next(rows * 8), rows),
    floats: () => new Float32Array(buffer.buffer, next(rows * 4), rows),
    integers: () => new Int32Array(buffer.buffer, next(rows * 4), rows),
    texts: () => new Uint32Array(buffer.buffer, next(rows * 4), rows),
    lengths: (count: number) => new Uint32Array(buffer.buffer, next(count * 4), count),
    shorts: () => new Uint16Array(buffer.buffer, next(rows * 2), rows),
    octets: () => new Uint8Array(buffer.buffer, next(rows), rows),
    rest: (bytes: number) => new Uint8Array(buffer.buffer, next(bytes), bytes),
  };
}

/**
 * Cuts the run of texts. A plain `slice` would keep the whole run alive for as long as anyone holds one name (V8 slices
 * point into their parent), so each is made a text of its own.
 */
function cutTexts(run: string, lengths: Uint32Array): string[] {
  const strings: string[] = [];
  let from = 0;
  for (const length of lengths) {
    strings.push(` ${run.slice(from, from + length)}`.slice(1));
    from += length;
  }
  return strings;
}

/** Why the buffer is no block, or null. */
function refuse(buffer: Uint8Array): string | null {
  if (buffer.length < headerBytes) return `A block has at least ${headerBytes} bytes, this has ${buffer.length}.`;
  const [foundMagic = 0, foundVersion = 0, rows = 0, texts = 0, textBytes = 0, sum = 0] = new Uint32Array(
    buffer.buffer,
    buffer.byteOffset,
    headerBytes / 4,
  );
  if (foundMagic !== blockMagic) return "This is no block of events: it does not begin with TLB1.";
  if (foundVersion !== blockVersion)
    return `The block has layout ${foundVersion}; this version of Tideline reads ${blockVersion}.`;
  const expected = headerBytes + rows * bytesPerRow + texts * 4 + textBytes;
  if (buffer.length !== expected) return `The block should have ${expected} bytes and has ${buffer.length}.`;
  if (blockChecksum(buffer) !== sum) return "The block's checksum does not match: it is damaged.";
  return null;
}

/** Reads a block. The columns are views on `buffer` (copied once if it is not aligned to 8 bytes): keep it unchanged. */
export function decodeBlock(buffer: Uint8Array): DecodedBlock {
  assertLittleEndian();
  const aligned = buffer.byteOffset % 8 === 0 ? buffer : buffer.slice();
  const reason = refuse(aligned);
  if (reason !== null) return { ok: false, reason };
  const [, , length = 0, texts = 0, textBytes = 0] = new Uint32Array(aligned.buffer, aligned.byteOffset, 8);
  const s = sections(aligned, length);
  const wide = {
    time: s.doubles(),
    received: s.doubles(),
    bytesIn: s.doubles(),
    bytesOut: s.doubles(),
    durationMs: s.doubles(),
    source: s.integers(),
    replay: s.texts(),
    classUid: s.integers(),
    srcPort: s.integers(),
    dstPort: s.integers(),
    user: s.texts(),
    targetUser: s.texts(),
    host: s.texts(),
    src: s.texts(),
    dst: s.texts(),
    dstName: s.texts(),
    process: s.texts(),
    parentProcess: s.texts(),
    action: s.texts(),
    object: s.texts(),
    resultCode: s.texts(),
    technique: s.texts(),
    findingTitle: s.texts(),
    summary: s.texts(),
    format: s.texts(),
    textLength: s.floats(),
    textEntropy: s.floats(),
    textDigits: s.floats(),
    textUpper: s.floats(),
    textSymbols: s.floats(),
    recordIdHigh: s.texts(),
    recordIdLow: s.texts(),
    rawOffset: s.texts(),
    rawLength: s.texts(),
  };
  const lengths = s.lengths(texts);
  const narrow = { count: s.shorts(), activityId: s.octets(), statusId: s.octets(), severityId: s.octets() };
  const run = new TextDecoder("utf-8", { ignoreBOM: true }).decode(s.rest(textBytes));
  return { ok: true, columns: { length, strings: cutTexts(run, lengths), ...wide, ...narrow } };
}

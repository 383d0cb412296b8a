import { decodeText } from "./decode-text.ts";

/** Bytes decoded at once. */
const windowBytes = 32 * 1024;

/** Text of the records of a body, one after the other. */
export interface RecordText {
  at(bytes: Uint8Array, offset: number, length: number): string;
}

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * Calling the decoder costs more than a short record itself, so a stretch of the body is decoded at once and cut: where
 * all of it is ASCII, places in bytes and in text agree. Elsewhere each record is decoded by itself.
 */
export function createRecordText(): RecordText {
  let body: Uint8Array | null = null;
  let from = 0;
  let to = 0;
  let ascii: string | null = null;

  function openWindow(bytes: Uint8Array, offset: number): void {
    const stretch = bytes.subarray(offset, offset + windowBytes);
    const text = utf8.decode(stretch);
    body = bytes;
    from = offset;
    to = offset + stretch.length;
    // Every other character takes more bytes than units, or has become U+FFFD.
    ascii = text.length === stretch.length && !text.includes("\ufffd") ? text : null;
  }

  return {
    at(bytes, offset, length) {
      const end = offset + length;
      const isInside = bytes === body && offset >= from && (ascii === null ? offset < to : end <= to);
      if (!isInside && length < windowBytes) openWindow(bytes, offset);
      if (ascii !== null && bytes === body && offset >= from && end <= to)
        return ascii.slice(offset - from, end - from);
      return decodeText(bytes.subarray(offset, end));
    },
  };
}

import { decodeText } from "./decode-text.ts";
import { csvColumns } from "./header-lines.ts";
import type { RecordLimits } from "./limits.ts";
import { skipSpace } from "./scan-json.ts";
import { recordsArrayAt, splitArray } from "./split-array.ts";
import { splitLines } from "./split-lines.ts";
import { newSplit, type SplitResult } from "./split-result.ts";

/** What a body that is no UTF-8 text at all begins with, and what to do about it. */
const foreignStarts: readonly (readonly [readonly number[], string])[] = [
  [[0xff, 0xfe], "The body is UTF-16 text; send it as UTF-8."],
  [[0xfe, 0xff], "The body is UTF-16 text; send it as UTF-8."],
  [[0x1f, 0x8b], "The body is compressed; send the header Content-Encoding: gzip with it."],
  [[0x50, 0x4b, 0x03, 0x04], "The body is a zip archive; unpack it first, or use npm run replay."],
];

function foreignReason(body: Uint8Array): string | null {
  const found = foreignStarts.find(([start]) => start.every((byte, i) => body[i] === byte));
  return found === undefined ? null : found[1];
}

/** Index behind a UTF-8 byte order mark. */
function behindMark(body: Uint8Array): number {
  return body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf ? 3 : 0;
}

/** Index behind the first line if that is the head of a table of comma-separated values, else `at`. */
function behindCsvHead(body: Uint8Array, at: number): number {
  const end = body.indexOf(10, at);
  if (end < 0 || end - at > 4096) return at;
  return csvColumns(decodeText(body.subarray(at, end)).trim()) === null ? at : end + 1;
}

/**
 * Whether the `[` at `at` opens a JSON array: behind it stands a value that text lines do not begin with. Those begin
 * with `[Sun Dec 04 …]` (Apache) or `[   12.345]` (a kernel's): a number counts only with a comma behind it.
 */
function beginsArray(body: Uint8Array, at: number): boolean {
  const head = decodeText(body.subarray(at, at + 64));
  return /^\[\s*(?:[{\]"]|\[\s*[{["\]]|(?:null|true|false|-?\d[\d.eE+-]*)\s*,|$)/.test(head);
}

/**
 * Cuts a request body into records, as ranges of bytes: nothing is parsed and printed again, so what is stored is what
 * was sent. Takes a JSON array, CloudTrail's `{"Records":[…]}`, JSON objects one a line, pretty-printed or one behind
 * the other, and text lines; blank lines and the head lines of tables are no records. A record that cannot be cut out
 * is refused alone. Records and refusals share one numbering, in the order of the body.
 */
export function splitRecords(body: Uint8Array, limits: RecordLimits): SplitResult {
  const split = newSplit(limits);
  const foreign = foreignReason(body);
  if (foreign !== null) {
    split.reject(foreign);
    return split.result("lines");
  }
  const at = skipSpace(body, behindMark(body));
  const first = body[at];
  if (first === 91 && beginsArray(body, at)) {
    splitLines(body, splitArray(body, at + 1, split), split);
    return split.result("array");
  }
  const wrapped = first === 123 ? recordsArrayAt(body, at) : -1;
  if (wrapped >= 0) {
    splitLines(body, splitArray(body, wrapped, split), split);
    return split.result("records-wrapper");
  }
  splitLines(body, first === 123 ? at : behindCsvHead(body, at), split);
  return split.result(first === 123 ? "ndjson" : "lines");
}

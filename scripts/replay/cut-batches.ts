import { csvColumns } from "../../lib/normalise/header-lines.ts";
import { splitRecords } from "../../lib/normalise/split-records.ts";
import { readWindows } from "./read-windows.ts";

/** Records of a file that one request carries. */
export interface ReplayBatch {
  readonly body: Buffer<ArrayBuffer>;
  /** Place of each record in the file, from 0. */
  readonly places: readonly number[];
  readonly contentType: string;
}

export type CutPart =
  | { readonly kind: "batch"; readonly batch: ReplayBatch }
  /** What is no record at all, so that there is nothing to send. */
  | { readonly kind: "unreadable"; readonly place: number; readonly reason: string };

const batchRecords = 500;
const batchBytes = 1 << 20;

/** Sizes are for the server to refuse, in its own words; here everything is cut. */
const noLimits = {
  recordBytes: Number.MAX_SAFE_INTEGER,
  depth: 100_000,
  fields: Number.MAX_SAFE_INTEGER,
  records: Number.POSITIVE_INFINITY,
};

interface Gathered {
  /** Head lines of a table (Zeek, comma-separated values), which every batch of it must begin with. */
  head: readonly string[];
  records: Uint8Array[];
  places: number[];
  bytes: number;
}

/** Cuts a log into batches of its records, byte for byte as they are, in their order. */
export async function* cutBatches(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<CutPart> {
  const gathered: Gathered = { head: [], records: [], places: [], bytes: 0 };
  let firstPlace = 0;
  for await (const window of readWindows(chunks)) {
    const split = splitRecords(window, noLimits);
    for (const { index, reason } of split.rejected) yield { kind: "unreadable", place: firstPlace + index, reason };
    const isArray = split.kind === "array" || split.kind === "records-wrapper";
    let end = 0;
    for (const { index, offset, length } of split.records) {
      const head = isArray ? null : headIn(window.subarray(end, offset));
      const isFull = gathered.records.length >= batchRecords || gathered.bytes + length > batchBytes;
      if (head !== null || isFull) yield* flush(gathered, isArray);
      gathered.head = head ?? gathered.head;
      end = offset + length;
      gathered.records.push(window.subarray(offset, end));
      gathered.places.push(firstPlace + index);
      gathered.bytes += length + 1;
    }
    yield* flush(gathered, isArray);
    firstPlace += split.records.length + split.rejected.length;
  }
}

/** The batch gathered so far, if any; gathering begins anew under the same head. */
function flush(gathered: Gathered, isArray: boolean): CutPart[] {
  const { records, places } = gathered;
  if (records.length === 0) return [];
  const separator = Buffer.from(isArray ? "," : "\n");
  const parts = records.flatMap((record, index) => (index === 0 ? [record] : [separator, record]));
  const head = gathered.head.map((line) => Buffer.from(`${line}\n`, "latin1"));
  const body = isArray
    ? Buffer.concat([Buffer.from("["), ...parts, Buffer.from("]")])
    : Buffer.concat([...head, ...parts, Buffer.from("\n")]);
  const isJson = head.length === 0 && records[0]?.[0] === 123;
  const contentType = isArray ? "application/json" : isJson ? "application/x-ndjson" : "text/plain";
  gathered.records = [];
  gathered.places = [];
  gathered.bytes = 0;
  return [{ kind: "batch", batch: { body, places, contentType } }];
}

/** The head lines between two records, or null where there are none. */
function headIn(gap: Uint8Array): string[] | null {
  if (gap.length < 4) return null;
  const lines = Buffer.from(gap.buffer, gap.byteOffset, gap.length).toString("latin1").split(/\r?\n/);
  // A table's last line says when it was closed; it describes nothing that follows.
  const head = lines.filter(
    (line) => (line.startsWith("#") && !line.startsWith("#close")) || csvColumns(line) !== null,
  );
  return head.length === 0 ? null : head;
}

import { type NativeFormat, type NativeRecord, textFormats } from "../../lib/simulation/traffic-types.ts";

/** What one request carries: many JSON records of any kind, or text lines of one kind. */
export interface DemoBatch {
  readonly contentType: string;
  readonly body: string;
  readonly records: number;
}

/** At most so many records a request, as the API's own clients should keep to. */
const batchLimit = 500;

/** Groups records into requests and keeps their order within each: JSON together, text by format. */
export function makeBatches(records: readonly NativeRecord[]): DemoBatch[] {
  const groups = new Map<NativeFormat | "json", string[]>();
  for (const { format, record } of records) {
    const kind = textFormats.has(format) ? format : "json";
    const lines = groups.get(kind) ?? [];
    lines.push(record);
    groups.set(kind, lines);
  }
  return [...groups].flatMap(([kind, lines]) => {
    const contentType = kind === "json" ? "application/x-ndjson" : "text/plain; charset=utf-8";
    return chunksOf(lines, batchLimit).map((chunk) => ({
      contentType,
      body: `${chunk.join("\n")}\n`,
      records: chunk.length,
    }));
  });
}

function chunksOf<Item>(items: readonly Item[], size: number): Item[][] {
  const chunks: Item[][] = [];
  for (let start = 0; start < items.length; start += size) chunks.push(items.slice(start, start + size));
  return chunks;
}

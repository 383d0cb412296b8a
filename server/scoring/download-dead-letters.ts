import type { z } from "zod";
import {
  type DeadLetterDownloadQuery,
  type DeadLetterRow,
  type deadLetterLineSchema,
  mostDownloaded,
} from "../../lib/contracts/dead-letters.ts";
import type { Pool } from "../db/pg.ts";
import { streamNumbers } from "../db/stream-number.ts";
import { createOriginalReader } from "../event-log/read-blocks.ts";
import { listDeadLetters } from "./list-dead-letters.ts";

/** Bytes of records that one download holds about. */
const mostBytes = 32 * 1024 * 1024;
const newline = Buffer.from("\n");
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export interface DeadLetterFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly records: number;
  /** There are more than fit. */
  readonly more: boolean;
}

function asText(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}

/** A line that holds the record to the byte: as text where that is possible, else as base64. */
function lineOf(letter: DeadLetterRow, bytes: Buffer | null): Buffer {
  const { offset, source, format, received, reason } = letter;
  const record = bytes === null ? null : asText(bytes);
  const recordBase64 = bytes === null || record !== null ? null : bytes.toString("base64");
  const line: z.infer<typeof deadLetterLineSchema> = { offset, source, format, received, reason, record, recordBase64 };
  return Buffer.from(JSON.stringify(line));
}

/**
 * The records of dead letters as received: raw, one after the other with a line's end between, or with their reasons as
 * NDJSON. A record that retention has dropped is left out of the raw form, and null in the other.
 */
export async function downloadDeadLetters(pool: Pool, query: DeadLetterDownloadQuery): Promise<DeadLetterFile> {
  const { form, ...filters } = query;
  const { items, nextCursor } = await listDeadLetters(pool, { ...filters, limit: mostDownloaded });
  const originals = createOriginalReader(pool, streamNumbers[query.stream]);
  const pieces: Buffer[] = [];
  let size = 0;
  let records = 0;
  for (const letter of items) {
    if (size > mostBytes) break;
    const original = await originals.read(letter.offset, new Date(letter.received));
    records += 1;
    const piece = form === "ndjson" ? lineOf(letter, original?.bytes ?? null) : (original?.bytes ?? null);
    if (piece === null) continue;
    pieces.push(piece, newline);
    size += piece.length + 1;
  }
  return { bytes: new Uint8Array(Buffer.concat(pieces)), records, more: nextCursor !== null || records < items.length };
}

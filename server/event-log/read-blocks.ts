import type { EventColumns } from "../../lib/event/columns.ts";
import type { Queryable } from "../db/pg.ts";
import { decompress, unpackColumns } from "./block-bytes.ts";

/** Where one event lies: its offset, and about when it was received, which picks the partition. */
export interface EventPlace {
  readonly stream: number;
  readonly id: number;
  readonly received: Date;
}

interface BlockBytes {
  readonly first: number;
  readonly cols: Buffer;
  readonly raw: Buffer;
}

/** An event and its block are received on the same day; the day around it allows for a caller's rounding. */
async function findBlock(db: Queryable, place: EventPlace): Promise<BlockBytes | null> {
  const { rows } = await db.query<{ first: string; n: number; cols: Buffer; raw: Buffer }>({
    text: `SELECT first, n, cols, raw FROM block
      WHERE stream = $1 AND first <= $2 AND received > $3::timestamptz - interval '1 day'
        AND received < $3::timestamptz + interval '1 day'
      ORDER BY first DESC LIMIT 1`,
    values: [place.stream, place.id, place.received],
  });
  const row = rows[0];
  if (row === undefined || place.id >= Number(row.first) + row.n) return null;
  return { first: Number(row.first), cols: row.cols, raw: row.raw };
}

export interface OriginalRecord {
  /** The record as received, to the byte. */
  readonly bytes: Buffer;
  /** Format it was read as. */
  readonly format: string;
}

function recordAt(columns: EventColumns, raw: Buffer, row: number): OriginalRecord {
  const offset = columns.rawOffset[row] ?? 0;
  const length = columns.rawLength[row] ?? 0;
  return { bytes: raw.subarray(offset, offset + length), format: columns.strings[columns.format[row] ?? 0] ?? "" };
}

/** The record behind an event, or null once retention has dropped its block. */
export async function readOriginal(db: Queryable, place: EventPlace): Promise<OriginalRecord | null> {
  const block = await findBlock(db, place);
  if (block === null) return null;
  const [columns, raw] = await Promise.all([unpackColumns(block.cols), decompress(block.raw)]);
  return recordAt(columns, raw, place.id - block.first);
}

/** Reads many records of a stream, those of the same block without unpacking it again. */
export function createOriginalReader(db: Queryable, stream: number) {
  let last: { readonly first: number; readonly columns: EventColumns; readonly raw: Buffer } | null = null;
  return {
    async read(id: number, received: Date): Promise<OriginalRecord | null> {
      if (last === null || id < last.first || id >= last.first + last.columns.length) {
        const block = await findBlock(db, { stream, id, received });
        if (block === null) return null;
        const [columns, raw] = await Promise.all([unpackColumns(block.cols), decompress(block.raw)]);
        last = { first: block.first, columns, raw };
      }
      return recordAt(last.columns, last.raw, id - last.first);
    },
  };
}

/** The columns of the event's block and its row in them, or null once retention has dropped the block. */
export async function readColumnsAt(
  db: Queryable,
  place: EventPlace,
): Promise<{ readonly columns: EventColumns; readonly row: number } | null> {
  const block = await findBlock(db, place);
  if (block === null) return null;
  return { columns: await unpackColumns(block.cols), row: place.id - block.first };
}

import { createHash, randomFillSync } from "node:crypto";
import type { ColumnsBuilder, RowContext } from "../../lib/event/columns-builder.ts";
import { createColumnsBuilder } from "../../lib/event/columns-builder.ts";
import type { IncomingRecord, OpenJob } from "./append-job.ts";
import { compress, packColumns, packRecordIds } from "./block-bytes.ts";
import { dayMs, dayOf } from "./recent-ids.ts";

export const maxBlockEvents = 4_096;
/** A block is read and unpacked whole: many large records make several blocks. */
const maxBlockRawBytes = 8 * 1024 * 1024;

/** An accepted record and the request it came with. */
export interface AcceptedRow {
  readonly open: OpenJob;
  readonly record: IncomingRecord;
}

/** A block ready to be inserted; `rows` are kept for the case that the database refuses it. */
export interface BuiltBlock {
  readonly rows: readonly AcceptedRow[];
  readonly cols: Buffer;
  readonly raw: Buffer;
  readonly recordIds: Buffer;
}

/** Random bytes at the end of `raw`, outside every record: they make a block's bytes its own. */
const tokenBytes = 16;

/** Tells the block apart from any other, also one of the same records: whether an append without an answer committed. */
export function digestOf(block: BuiltBlock): string {
  return createHash("sha256").update(block.raw).digest("hex");
}

export function acceptedRows(jobs: readonly OpenJob[]): AcceptedRow[] {
  const rows: AcceptedRow[] = [];
  for (const open of jobs) {
    for (const record of open.job.records) if (record.outcome === "accepted") rows.push({ open, record });
  }
  return rows;
}

/** Cuts rows into runs that each fit one block. */
function cutRows(rows: readonly AcceptedRow[]): AcceptedRow[][] {
  const runs: AcceptedRow[][] = [];
  let run: AcceptedRow[] = [];
  let bytes = 0;
  for (const row of rows) {
    const size = row.record.end - row.record.start;
    if (run.length === maxBlockEvents || (run.length > 0 && bytes + size > maxBlockRawBytes)) {
      runs.push(run);
      run = [];
      bytes = 0;
    }
    run.push(row);
    bytes += size;
  }
  if (run.length > 0) runs.push(run);
  return runs;
}

/** Makes blocks of rows, one after the other, in memory that is used again. */
export interface BlockMaker {
  build(rows: readonly AcceptedRow[], appendedMs: number): Promise<BuiltBlock[]>;
}

export function createBlockMaker(): BlockMaker {
  const builder = createColumnsBuilder(maxBlockEvents);
  let raw = Buffer.allocUnsafe(1024 * 1024);

  async function buildOne(rows: readonly AcceptedRow[], appendedMs: number): Promise<BuiltBlock> {
    const bytes = rows.reduce((sum, { record }) => sum + record.end - record.start, tokenBytes);
    if (bytes > raw.length) raw = Buffer.allocUnsafe(bytes);
    const filled = fillRows(builder, raw, { rows, appendedMs });
    randomFillSync(raw, filled, tokenBytes);
    const columns = builder.build();
    const recordIds = packRecordIds(columns);
    const [cols, packedRaw] = await Promise.all([packColumns(columns), compress(raw.subarray(0, filled + tokenBytes))]);
    return { rows, cols, raw: packedRaw, recordIds };
  }

  return {
    async build(rows, appendedMs) {
      const blocks: BuiltBlock[] = [];
      for (const run of cutRows(rows)) blocks.push(await buildOne(run, appendedMs));
      return blocks;
    },
  };
}

interface Fill {
  readonly rows: readonly AcceptedRow[];
  readonly appendedMs: number;
}

/**
 * Adds the rows to the emptied builder and their bytes to `raw`; returns how many bytes. A row's time of receipt is
 * kept within the UTC day of its block: retention drops block, count and score of a day together, and a request that
 * straddles midnight would otherwise be counted on one day and scored on another.
 */
function fillRows(builder: ColumnsBuilder, raw: Buffer, { rows, appendedMs }: Fill): number {
  builder.reset();
  const dayStartMs = dayOf(appendedMs) * dayMs;
  const row: RowContext = { received: 0, source: 0, replay: "", rawOffset: 0, rawLength: 0, format: "" };
  let at = 0;
  for (const { open, record } of rows) {
    const { job } = open;
    job.body.copy(raw, at, record.start, record.end);
    row.received = Math.min(appendedMs, Math.max(dayStartMs, job.receivedMs));
    row.source = record.source;
    row.replay = job.replay;
    row.rawOffset = at;
    row.rawLength = record.end - record.start;
    row.format = record.format;
    builder.add(record.event, row);
    at += row.rawLength;
  }
  return at;
}

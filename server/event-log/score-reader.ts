import { decodeBlock } from "../../lib/event/block-codec.ts";
import type { EventColumns } from "../../lib/event/columns.ts";
import { newColumns, viewColumns } from "../../lib/event/growable-columns.ts";
import { createDedicatedConnection } from "../db/dedicated.ts";
import { createBlockSources } from "./block-sources.ts";
import { unpackBytes } from "./score-bytes.ts";

/** A block of the log as scoring reads it. */
export interface ReadBlock {
  readonly first: number;
  readonly length: number;
  readonly receivedMs: number;
  readonly columns: EventColumns;
  /** Names of the log sources by id: those of the block are among them. */
  readonly sources: ReadonlyMap<number, string>;
  /** Why the block cannot be read; its columns are then empty rows, and its events dead letters. */
  readonly damage: string | null;
}

/** The log has no event at the position, but has later ones: scoring must stop, or it would pass them unseen. */
class LogHoleError extends Error {
  override readonly name = "LogHoleError";
  constructor(stream: number, position: number, found: number) {
    super(`The log of stream ${stream} has a hole: ${found} follows where ${position} should stand.`);
  }
}

export interface BlockReader {
  /**
   * The blocks from `position` on, at most `limit` and of one UTC day; empty where the log ends. Old partitions are
   * looked into only when it is to be `thorough`: a block whose time was set back is found then at the latest.
   */
  read(position: number, limit: number, thorough: boolean): Promise<ReadBlock[]>;
  close(): Promise<void>;
}

interface BlockRow {
  readonly first: string;
  readonly n: number;
  readonly received_ms: number;
  readonly cols: Buffer;
}

const dayMs = 86_400_000;
/** How far the clocks of two web processes, or one that is set back, may stand apart without costing a second query. */
const slackMs = 3_600_000;

const selectText = `SELECT first, n, floor(extract(epoch FROM received) * 1000)::float8 AS received_ms, cols FROM block
  WHERE stream = $1 AND first >= $2 AND received >= to_timestamp($3::float8 / 1000) ORDER BY first LIMIT $4`;

/** The start of the block that the position lies in, or the position itself. */
const startText = `SELECT first FROM block WHERE stream = $1 AND first <= $2 AND first + n > $2 ORDER BY first DESC LIMIT 1`;

const sourcesText = "SELECT id, name FROM source WHERE stream = $1 ORDER BY id";

/** Rows without content or time, which the fold passes as dead letters and learns nothing from. */
function emptyRows(n: number): EventColumns {
  const arrays = newColumns(Math.max(1, n));
  const missing = [arrays.time, arrays.received, arrays.bytesIn, arrays.bytesOut, arrays.durationMs];
  for (const column of missing) column.fill(Number.NaN);
  arrays.srcPort.fill(-1);
  arrays.dstPort.fill(-1);
  return viewColumns(arrays, n, [""]);
}

async function unpack({ first, n, received_ms, cols }: BlockRow): Promise<Omit<ReadBlock, "sources">> {
  const block = { first: Number(first), length: n, receivedMs: received_ms };
  try {
    const decoded = decodeBlock(await unpackBytes(cols));
    if (decoded.ok && decoded.columns.length === n) return { ...block, columns: decoded.columns, damage: null };
    const damage = decoded.ok ? `The block states ${n} events and holds ${decoded.columns.length}.` : decoded.reason;
    return { ...block, columns: emptyRows(n), damage };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ...block, columns: emptyRows(n), damage: `The block cannot be decompressed: ${reason}` };
  }
}

/** The blocks up to the first hole; throws if the hole is where they should begin. `position` may lie in the first. */
function denseBlocks(stream: number, position: number, rows: readonly BlockRow[]): BlockRow[] {
  const head = Number(rows[0]?.first ?? position);
  if (head > position) throw new LogHoleError(stream, position, head);
  let expected = head;
  const dense: BlockRow[] = [];
  for (const row of rows) {
    if (Number(row.first) !== expected) break;
    dense.push(row);
    expected += row.n;
  }
  return dense;
}

/** The blocks of the first one's UTC day: what is written for a batch goes into one day's partitions. */
function sameDay(rows: readonly BlockRow[]): BlockRow[] {
  const dayOf = (row: BlockRow | undefined) => Math.floor((row?.received_ms ?? 0) / dayMs);
  const other = rows.findIndex((row) => dayOf(row) !== dayOf(rows[0]));
  return other < 0 ? [...rows] : rows.slice(0, other);
}

/** Reads a stream's log in order on a connection of its own. */
export function createBlockReader(options: { readonly url: string; readonly stream: number }): BlockReader {
  const { stream } = options;
  const db = createDedicatedConnection({
    url: options.url,
    name: `tideline read ${stream}`,
    // A plan that was made while the table was empty would read all of it for ever.
    settings: { enable_seqscan: "off", enable_bitmapscan: "off", enable_sort: "off" },
  });
  const sources = createBlockSources(async () => {
    const { rows } = await db.query<{ id: number; name: string }>({
      name: "read sources",
      text: sourcesText,
      values: [stream],
    });
    return rows;
  });
  /** When the newest block that was read was received: older partitions need not be looked into. */
  let newestMs = Number.NEGATIVE_INFINITY;
  let aligned = false;

  async function select(first: number, sinceMs: number, limit: number): Promise<BlockRow[]> {
    const values = [stream, first, Math.max(sinceMs, 0), limit];
    return (await db.query<BlockRow>({ name: "read blocks", text: selectText, values })).rows;
  }

  /** Where to read from: positions lie between blocks, but nothing is lost should one not. */
  async function startOf(position: number): Promise<number> {
    if (aligned) return position;
    const { rows } = await db.query<{ first: string }>({ text: startText, values: [stream, position] });
    aligned = true;
    return rows[0] === undefined ? position : Number(rows[0].first);
  }

  return {
    async read(position, limit, thorough) {
      const first = await startOf(position);
      let rows = await select(first, thorough ? 0 : newestMs - slackMs, limit);
      // Something further on: the bound may have hidden what stands before it.
      if (rows[0] !== undefined && Number(rows[0].first) !== first) rows = await select(first, 0, limit);
      const blocks = sameDay(denseBlocks(stream, position, rows));
      for (const { received_ms } of blocks) newestMs = Math.max(newestMs, received_ms);
      const unpacked = await Promise.all(blocks.map(unpack));
      const names = await sources.know(unpacked.map(({ columns }) => columns));
      return unpacked.map((block) => ({ ...block, sources: names }));
    },
    close: () => db.close(),
  };
}

import type { ReplayStretch } from "../../../lib/pipeline/policy-replay.ts";
import { blockLength, decodeScoreBlock } from "../../../lib/pipeline/score-block-layout.ts";
import type { Pool } from "../../db/pg.ts";
import { unpackBytes } from "../../event-log/score-bytes.ts";
import { readStoredRows } from "./stored-rows.ts";

/** Blocks fetched at once: about 2 MB. */
const blocksAtOnce = 16;
/** Blocks before the period from which a simulated estimate is warmed up: the whole window of margins. */
const warmUpBlocks = 16;

/** A stretch of the log, and whether its findings are known in full. */
export interface StoredStretch extends ReplayStretch {
  readonly isCoarse: boolean;
}

/** A row of `blockColumns` in `score_block`. */
export interface BlockRow {
  readonly block: number;
  readonly received_ms: number;
  readonly body: Buffer;
}

export interface StretchQuery {
  readonly stream: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly warmUp: boolean;
}

const firstSql = `SELECT min(block)::float8 AS block FROM score_block
  WHERE stream = $1 AND received >= to_timestamp($2::float8 / 1000)`;
export const blockColumns = `block::float8 AS block, floor(extract(epoch FROM received) * 1000)::float8 AS received_ms, body`;
const blocksSql = `SELECT ${blockColumns}
  FROM score_block WHERE stream = $1 AND block >= $2 AND block < $3 ORDER BY block`;

/** A stored block unpacked. */
export async function decodeStretch(pool: Pool, stream: number, row: BlockRow): Promise<StoredStretch> {
  const first = row.block * blockLength;
  const stretch = { first, from: 0, to: blockLength, receivedMs: row.received_ms };
  const columns = decodeScoreBlock(await unpackBytes(row.body));
  if (columns.detail !== null) return { ...stretch, columns, isCoarse: false };
  return { ...stretch, columns: await readStoredRows(pool, stream, first), isCoarse: true };
}

/** What was scored after the last whole block: at most 4,095 events. */
export async function* readTail(pool: Pool, { stream }: Pick<StretchQuery, "stream">): AsyncGenerator<StoredStretch> {
  const { rows } = await pool.query<{ position: number }>(
    "SELECT position::float8 AS position FROM log_position WHERE stream = $1",
    [stream],
  );
  const position = rows[0]?.position ?? 0;
  const first = Math.floor(position / blockLength) * blockLength;
  if (position === first) return;
  const columns = await readStoredRows(pool, stream, first);
  yield { first, from: 0, to: position - first, columns, receivedMs: Number.NaN, isCoarse: true };
}

/** Stored scores of a period in offset order, a block at a time, so that the memory they take has a bound. */
export async function* readStretches(pool: Pool, query: StretchQuery): AsyncGenerator<StoredStretch> {
  const { stream, fromMs, toMs } = query;
  const { rows: firsts } = await pool.query<{ block: number | null }>(firstSql, [stream, fromMs]);
  const first = firsts[0]?.block ?? null;
  // Fetched, and unpacked on zlib's threads, while the ones before are gone through.
  const fetchFrom = async (block: number) => {
    const { rows } = await pool.query<BlockRow>(blocksSql, [stream, block, block + blocksAtOnce]);
    const stretches = rows.map((row) => decodeStretch(pool, stream, row));
    for (const stretch of stretches) stretch.catch(() => undefined); // heard of where it is awaited
    return stretches;
  };
  let at = first === null ? null : Math.max(0, first - (query.warmUp ? warmUpBlocks : 0));
  let fetching = at === null ? Promise.resolve([]) : fetchFrom(at);
  while (at !== null) {
    const stretches = await fetching;
    at = stretches.length < blocksAtOnce ? null : at + blocksAtOnce;
    if (at !== null) fetching = fetchFrom(at);
    fetching.catch(() => undefined); // heard of where it is awaited
    for (const stretch of stretches) {
      const read = await stretch;
      if ((read.columns.detail?.received[0] ?? read.receivedMs) >= toMs) return;
      yield read;
    }
  }
  yield* readTail(pool, query);
}

import type { Queryable } from "../db/pg.ts";

export interface BlockIds {
  readonly first: number;
  readonly receivedMs: number;
  readonly recordIds: Buffer;
  /** SHA-256 of `raw`, hexadecimal; empty unless asked for. */
  readonly digest: string;
}

export interface BlockIdsPage {
  /** The log's next offset in the same snapshot. */
  readonly head: number;
  readonly blocks: readonly BlockIds[];
  /** Offset after the last block of this page, or `from` if it has none. */
  readonly until: number;
}

interface PageRow {
  readonly next: string;
  readonly first: string | null;
  readonly n: number | null;
  readonly received: Date | null;
  readonly record_ids: Buffer | null;
  readonly digest: string | null;
}

interface PageQuery {
  readonly stream: number;
  readonly from: number;
  readonly receivedSince: Date;
  readonly withDigest: boolean;
}

const blocksPerPage = 1_000;

/** Record ids of the blocks from an offset on, a page at a time, in log order. */
export async function readRecordIds(db: Queryable, query: PageQuery): Promise<BlockIdsPage> {
  const { rows } = await db.query<PageRow>({
    text: `SELECT h.next, b.first, b.n, b.received, b.record_ids,
        CASE WHEN $4 THEN encode(sha256(b.raw), 'hex') ELSE '' END AS digest
      FROM log_head h LEFT JOIN LATERAL (
        SELECT first, n, received, record_ids, raw FROM block
        WHERE stream = $1::smallint AND first >= $2::bigint AND received >= $3::timestamptz ORDER BY first LIMIT ${blocksPerPage}
      ) b ON true
      WHERE h.stream = $1::smallint ORDER BY b.first`,
    values: [query.stream, query.from, query.receivedSince, query.withDigest],
  });
  const blocks: BlockIds[] = [];
  let until = query.from;
  for (const row of rows) {
    if (row.first === null || row.n === null || row.received === null || row.record_ids === null) continue;
    const first = Number(row.first);
    until = first + row.n;
    blocks.push({ first, receivedMs: row.received.getTime(), recordIds: row.record_ids, digest: row.digest ?? "" });
  }
  const next = rows[0]?.next;
  if (next === undefined) throw new Error(`There is no stream ${query.stream}.`);
  return { head: Number(next), blocks, until: blocks.length < blocksPerPage ? Number(next) : until };
}

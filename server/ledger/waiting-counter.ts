import type { Queryable } from "../db/pg.ts";
import { unpackColumns } from "../event-log/block-bytes.ts";
import { addTo, type Span } from "./ledger-counts.ts";

interface WaitingBlock {
  readonly first: number;
  /** Source of each row. */
  readonly sources: Int32Array;
}

interface WaitingQuery {
  readonly stream: number;
  readonly position: number;
  readonly span: Span;
}

const blocksPerPage = 64;

/**
 * Counts the events that are in the log and not yet scored, by source: out of the blocks themselves, so that the figure
 * owes nothing to the counts it is compared with. A block is unpacked once.
 */
export class WaitingCounter {
  #blocks = new Map<number, WaitingBlock>();

  async count(db: Queryable, query: WaitingQuery): Promise<Map<number, number>> {
    const present = await this.#list(db, query);
    await this.#unpackNew(db, query.stream, present);
    const counts = new Map<number, number>();
    const kept = new Map<number, WaitingBlock>();
    for (const first of present) {
      const block = this.#blocks.get(first);
      if (block === undefined) continue;
      kept.set(first, block);
      const waiting = block.sources.subarray(Math.max(0, query.position - first));
      for (const source of waiting) addTo(counts, source, 1);
    }
    this.#blocks = kept;
    return counts;
  }

  async #list(db: Queryable, { stream, position, span }: WaitingQuery): Promise<number[]> {
    // A block has 4,096 rows at most, so one that reaches over the position begins not further before it.
    const { rows } = await db.query<{ first: number }>({
      text: `SELECT first::float8 AS first FROM block WHERE stream = $1 AND first > $2::bigint - 4096 AND first + n > $2
        AND received >= $3 AND received < $4 ORDER BY first`,
      values: [stream, position, span.from, span.to],
    });
    return rows.map(({ first }) => first);
  }

  async #unpackNew(db: Queryable, stream: number, present: readonly number[]): Promise<void> {
    const missing = present.filter((first) => !this.#blocks.has(first));
    for (let at = 0; at < missing.length; at += blocksPerPage) {
      const { rows } = await db.query<{ first: number; cols: Buffer }>({
        text: "SELECT first::float8 AS first, cols FROM block WHERE stream = $1 AND first = ANY($2::bigint[])",
        values: [stream, missing.slice(at, at + blocksPerPage)],
      });
      for (const { first, cols } of rows) {
        const { source } = await unpackColumns(cols);
        // A copy: a view would keep the whole block in memory.
        this.#blocks.set(first, { first, sources: source.slice() });
      }
    }
  }
}

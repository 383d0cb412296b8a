import type { Queryable } from "../db/pg.ts";
import { addIntake, type IntakeTotals } from "./ledger-counts.ts";
import { type Leaf, type LeafChanges, readLeaves } from "./read-leaves.ts";

/** Ids added up together. */
const chunkSize = 65_536;

/** Sums of one day's partition over all ids below `below`. */
interface LeafSum {
  below: number;
  readonly bySource: Map<number, IntakeTotals>;
}

interface SumRow extends IntakeTotals {
  readonly source: number;
  readonly chunk: number;
}

/**
 * Adds up a stream's rows of `intake`. They are written under the lock of the log's head, so their ids are in commit
 * order and all chunks of ids but the last are complete: they are added up once and remembered, unless the server says
 * that a row of the partition was deleted or updated.
 */
export class IntakeAdder {
  readonly #stream: number;
  readonly #sums = new Map<number, LeafSum>();
  #changes: LeafChanges = new Map();

  constructor(stream: number) {
    this.#stream = stream;
  }

  /** Totals by source in the snapshot of `db`; `changes` must be of shortly before it. */
  async add(db: Queryable, changes: LeafChanges): Promise<Map<number, IntakeTotals>> {
    const leaves = await readLeaves(db, "intake", this.#stream);
    const present = new Set(leaves.map(({ oid }) => oid));
    for (const oid of this.#sums.keys()) {
      if (!present.has(oid) || changes.get(oid) !== this.#changes.get(oid)) this.#sums.delete(oid);
    }
    this.#changes = changes;
    const totals = new Map<number, IntakeTotals>();
    for (const leaf of leaves) await this.#addLeaf(db, leaf, totals);
    return totals;
  }

  async #addLeaf(db: Queryable, leaf: Leaf, totals: Map<number, IntakeTotals>): Promise<void> {
    const sum = this.#sums.get(leaf.oid) ?? { below: 0, bySource: new Map() };
    const { rows } = await db.query<SumRow>({
      text: `SELECT (id / ${chunkSize})::float8 AS chunk, source, sum(total)::float8 AS total,
          sum(rejected)::float8 AS rejected, sum(duplicate)::float8 AS duplicate, sum(accepted)::float8 AS accepted
        FROM ${leaf.name} WHERE stream = $1 AND id >= $2 GROUP BY 1, 2`,
      values: [this.#stream, sum.below],
    });
    const last = rows.reduce((highest, { chunk }) => Math.max(highest, chunk), 0);
    for (const row of rows) addIntake(row.chunk < last ? sum.bySource : totals, row.source, row);
    for (const [source, more] of sum.bySource) addIntake(totals, source, more);
    sum.below = Math.max(sum.below, last * chunkSize);
    this.#sums.set(leaf.oid, sum);
  }
}

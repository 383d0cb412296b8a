import type { Queryable } from "../db/pg.ts";
import { addTo } from "./ledger-counts.ts";
import { type Leaf, type LeafChanges, readLeaves } from "./read-leaves.ts";

interface CounterSizes {
  /** Offsets counted together. */
  readonly chunk: number;
  /** This many of the newest offsets are counted at every call. */
  readonly newest: number;
}

const usualSizes: CounterSizes = { chunk: 65_536, newest: 262_144 };
/** Counts older than `auditMs` are made anew in turn, this many a call. */
const auditsPerCall = 2;
const auditMs = 60_000;

/** Rows of one chunk of offsets in one day's partition, by source. */
interface ChunkCount {
  readonly leaf: Leaf;
  readonly chunk: number;
  readonly bySource: Map<number, number>;
  readonly countedMs: number;
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * Counts a stream's rows of `event`. All events below the position should be there, so a chunk of offsets well below it
 * is counted once and remembered; every call counts the rest. What was remembered is counted again when the server says
 * that a row of its partition was deleted or updated, and in turn anyway (a crash of the server resets its counters).
 */
export class EventCounter {
  readonly #stream: number;
  readonly #now: () => number;
  readonly #sizes: CounterSizes;
  readonly #chunks = new Map<string, ChunkCount>();
  #changes: LeafChanges = new Map();
  /** All chunks below this offset are remembered. */
  #countedTo = 0;

  constructor(stream: number, now: () => number, sizes = usualSizes) {
    this.#stream = stream;
    this.#now = now;
    this.#sizes = sizes;
  }

  /**
   * Rows by source in the snapshot of `db`; `position` must be of the same snapshot, `changes` of shortly before it.
   */
  async count(db: Queryable, position: number, changes: LeafChanges): Promise<Map<number, number>> {
    const leaves = await readLeaves(db, "event", this.#stream);
    await this.#recountChanged(db, leaves, changes);
    await this.#audit(db);
    const { chunk, newest } = this.#sizes;
    const counts = new Map<number, number>();
    const end = Math.max(this.#countedTo, Math.floor((position - newest) / chunk) * chunk);
    for (const leaf of leaves) {
      const fresh = await this.#read(db, leaf, { from: this.#countedTo, to: Number.MAX_SAFE_INTEGER });
      for (const count of fresh) {
        if (count.chunk * chunk < end) this.#keep(count);
        else addAll(counts, count);
      }
    }
    this.#countedTo = end;
    for (const count of this.#chunks.values()) addAll(counts, count);
    return counts;
  }

  #keep(count: ChunkCount): void {
    this.#chunks.set(`${count.leaf.oid} ${count.chunk}`, count);
  }

  async #recountChanged(db: Queryable, leaves: readonly Leaf[], changes: LeafChanges): Promise<void> {
    const present = new Set(leaves.map(({ oid }) => oid));
    const isVoid = ({ oid }: Leaf) => !present.has(oid) || changes.get(oid) !== this.#changes.get(oid);
    for (const [key, { leaf }] of this.#chunks) if (isVoid(leaf)) this.#chunks.delete(key);
    for (const leaf of leaves) {
      if (!isVoid(leaf)) continue;
      for (const count of await this.#read(db, leaf, { from: 0, to: this.#countedTo })) this.#keep(count);
    }
    this.#changes = changes;
  }

  async #audit(db: Queryable): Promise<void> {
    const size = this.#sizes.chunk;
    const dueMs = this.#now() - auditMs;
    const due = [...this.#chunks.values()].filter(({ countedMs }) => countedMs < dueMs);
    due.sort((a, b) => a.countedMs - b.countedMs);
    for (const { leaf, chunk } of due.slice(0, auditsPerCall)) {
      const [again] = await this.#read(db, leaf, { from: chunk * size, to: (chunk + 1) * size });
      this.#keep(again ?? { leaf, chunk, bySource: new Map(), countedMs: this.#now() });
    }
  }

  async #read(db: Queryable, leaf: Leaf, { from, to }: Range): Promise<ChunkCount[]> {
    if (from >= to) return [];
    const { rows } = await db.query<{ chunk: number; source: number; n: number }>({
      text: `SELECT (id / ${this.#sizes.chunk})::float8 AS chunk, source, count(*)::float8 AS n
        FROM ${leaf.name} WHERE id >= $1 AND id < $2 GROUP BY 1, 2`,
      values: [from, to],
    });
    const counts = new Map<number, ChunkCount>();
    for (const { chunk, source, n } of rows) {
      const count = counts.get(chunk) ?? { leaf, chunk, bySource: new Map(), countedMs: this.#now() };
      addTo(count.bySource, source, n);
      counts.set(chunk, count);
    }
    return [...counts.values()];
  }
}

function addAll(counts: Map<number, number>, { bySource }: ChunkCount): void {
  for (const [source, n] of bySource) addTo(counts, source, n);
}

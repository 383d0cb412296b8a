import { AgeList } from "./age-list.ts";
import type { StateReader, StateWriter } from "./state-bytes.ts";

/**
 * Open-addressing table from a 64-bit id (two unsigned halves) to a slot number, with a fixed cap: when it is full the
 * slot that was touched longest ago is given to the newcomer and counted as evicted. What is evicted depends on the
 * order of touches alone, never on a clock or on the table's layout.
 */
export class IdTable {
  readonly limit: number;
  size = 0;
  evicted = 0;
  /** Whether the last `touch` made a new entry: its slot then holds whatever the owner left there. */
  isNew = false;
  /** High and low half of each slot's key, side by side: looking one up should touch one cache line. */
  private keys: Uint32Array;
  private readonly age: AgeList;
  /** Slot + 1 by hash, 0 where empty; rebuilt on growth, so never stored. */
  private index = new Int32Array(1024);

  constructor(limit: number) {
    if (!(Number.isInteger(limit) && limit >= 64)) throw new RangeError("A table of ids holds at least 64 of them.");
    this.limit = limit;
    const first = Math.min(limit, 256);
    this.keys = new Uint32Array(2 * first);
    this.age = new AgeList(first);
  }

  /** Slots before the arrays grow again; slabs beside the table grow with it. */
  get room(): number {
    return this.keys.length / 2;
  }

  /** Slot of the id, or -1. Does not count as a touch. */
  find(high: number, low: number): number {
    const mask = this.index.length - 1;
    let at = low & mask;
    for (;;) {
      const slot = (this.index[at] ?? 0) - 1;
      if (slot < 0 || (this.keys[2 * slot + 1] === low && this.keys[2 * slot] === high)) return slot;
      at = (at + 1) & mask;
    }
  }

  /** Slot of the id, made if need be, and now the youngest. O(1) amortised. */
  touch(high: number, low: number): number {
    const known = this.find(high, low);
    this.isNew = known < 0;
    if (known >= 0) {
      this.age.refresh(known);
      return known;
    }
    const slot = this.size < this.limit ? this.append() : this.evictOldest();
    this.keys[2 * slot] = high;
    this.keys[2 * slot + 1] = low;
    this.insert(slot);
    this.age.addNewest(slot);
    return slot;
  }

  save(writer: StateWriter): void {
    writer.numbers(this.limit, this.size, this.evicted);
    writer.put(this.keys.subarray(0, 2 * this.size));
    writer.put(this.age.order(this.size));
  }

  restore(reader: StateReader): void {
    const [limit, size = 0, evicted = 0] = reader.numbers(3);
    if (limit !== this.limit) throw new RangeError("The checkpoint was made with another cap of entities or pairs.");
    while (this.room < size) this.grow();
    this.size = size;
    this.evicted = evicted;
    this.keys.set(reader.sized(reader.words(), 2 * size));
    for (const slot of reader.sized(reader.integers(), size)) this.age.addNewest(slot);
    this.reindex(this.index.length);
  }

  private append(): number {
    if (this.size === this.room) this.grow();
    const slot = this.size;
    this.size += 1;
    return slot;
  }

  private grow(): void {
    const room = Math.min(this.limit, this.room * 2);
    const keys = new Uint32Array(2 * room);
    keys.set(this.keys);
    this.keys = keys;
    this.age.grow(room);
    let cells = this.index.length;
    while (cells < room * 2) cells *= 2;
    if (cells !== this.index.length) this.reindex(cells);
  }

  private reindex(cells: number): void {
    this.index = new Int32Array(cells);
    for (let slot = 0; slot < this.size; slot += 1) this.insert(slot);
  }

  private insert(slot: number): void {
    const mask = this.index.length - 1;
    let at = (this.keys[2 * slot + 1] ?? 0) & mask;
    while ((this.index[at] ?? 0) !== 0) at = (at + 1) & mask;
    this.index[at] = slot + 1;
  }

  private evictOldest(): number {
    const slot = this.age.oldest;
    this.age.remove(slot);
    this.removeFromIndex(slot);
    this.evicted += 1;
    return slot;
  }

  /** Linear probing without tombstones: later cells of the run move back into the gap where their hash allows. */
  private removeFromIndex(slot: number): void {
    const mask = this.index.length - 1;
    let gap = (this.keys[2 * slot + 1] ?? 0) & mask;
    while (this.index[gap] !== slot + 1) gap = (gap + 1) & mask;
    for (let at = (gap + 1) & mask; ; at = (at + 1) & mask) {
      const other = (this.index[at] ?? 0) - 1;
      if (other < 0) break;
      const home = (this.keys[2 * other + 1] ?? 0) & mask;
      if (((at - home) & mask) < ((at - gap) & mask)) continue;
      this.index[gap] = other + 1;
      gap = at;
    }
    this.index[gap] = 0;
  }
}

/** Slots in order of last touch, as a doubly linked list inside typed arrays: no object per slot, O(1) a touch. */
export class AgeList {
  private older: Int32Array;
  private newer: Int32Array;
  oldest = -1;
  newest = -1;

  constructor(room: number) {
    this.older = new Int32Array(room);
    this.newer = new Int32Array(room);
  }

  grow(room: number): void {
    const older = new Int32Array(room);
    const newer = new Int32Array(room);
    older.set(this.older);
    newer.set(this.newer);
    this.older = older;
    this.newer = newer;
  }

  /** A slot that is in the list becomes its youngest. */
  refresh(slot: number): void {
    if (slot === this.newest) return;
    this.remove(slot);
    this.addNewest(slot);
  }

  addNewest(slot: number): void {
    this.older[slot] = this.newest;
    this.newer[slot] = -1;
    if (this.newest >= 0) this.newer[this.newest] = slot;
    else this.oldest = slot;
    this.newest = slot;
  }

  remove(slot: number): void {
    const older = this.older[slot] ?? -1;
    const newer = this.newer[slot] ?? -1;
    if (older >= 0) this.newer[older] = newer;
    else this.oldest = newer;
    if (newer >= 0) this.older[newer] = older;
    else this.newest = older;
  }

  /** The first `size` slots from oldest to youngest: all that a copy of the list needs. */
  order(size: number): Int32Array {
    const slots = new Int32Array(size);
    let slot = this.oldest;
    for (let i = 0; i < size; i += 1) {
      slots[i] = slot;
      slot = this.newer[slot] ?? -1;
    }
    return slots;
  }
}

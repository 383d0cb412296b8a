/** Slots in order of last touch, as a doubly linked list inside typed arrays: no object per slot, O(1) a touch. */
export class AgeList {
  /** Older and newer neighbour of each slot, side by side. */
  private links: Int32Array;
  oldest = -1;
  newest = -1;

  constructor(room: number) {
    this.links = new Int32Array(2 * room);
  }

  grow(room: number): void {
    const links = new Int32Array(2 * room);
    links.set(this.links);
    this.links = links;
  }

  /** A slot that is in the list becomes its youngest. */
  refresh(slot: number): void {
    if (slot === this.newest) return;
    this.remove(slot);
    this.addNewest(slot);
  }

  addNewest(slot: number): void {
    this.links[2 * slot] = this.newest;
    this.links[2 * slot + 1] = -1;
    if (this.newest >= 0) this.links[2 * this.newest + 1] = slot;
    else this.oldest = slot;
    this.newest = slot;
  }

  remove(slot: number): void {
    const older = this.links[2 * slot] ?? -1;
    const newer = this.links[2 * slot + 1] ?? -1;
    if (older >= 0) this.links[2 * older + 1] = newer;
    else this.oldest = newer;
    if (newer >= 0) this.links[2 * newer] = older;
    else this.newest = older;
  }

  /** The first `size` slots from oldest to youngest: all that a copy of the list needs. */
  order(size: number): Int32Array {
    const slots = new Int32Array(size);
    let slot = this.oldest;
    for (let i = 0; i < size; i += 1) {
      slots[i] = slot;
      slot = this.links[2 * slot + 1] ?? -1;
    }
    return slots;
  }
}

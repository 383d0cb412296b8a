/** Bit masks by 64-bit id (two unsigned halves), 0 for ids without one: open addressing, a look at one or two places. */
export class MaskTable {
  private keys = new Uint32Array(2 * 64);
  private masks = new Int32Array(64);
  private size = 0;

  /** The mask of an id that has none yet, other than 0. */
  set(high: number, low: number, mask: number): void {
    if (2 * (this.size + 1) > this.masks.length) this.grow();
    this.insert(high, low, mask);
    this.size += 1;
  }

  get(high: number, low: number): number {
    const { keys, masks } = this;
    const last = masks.length - 1;
    for (let at = low & last; ; at = (at + 1) & last) {
      const mask = masks[at] ?? 0;
      if (mask === 0 || (keys[2 * at + 1] === low && keys[2 * at] === high)) return mask;
    }
  }

  private insert(high: number, low: number, mask: number): void {
    const { keys, masks } = this;
    const last = masks.length - 1;
    let at = low & last;
    while (masks[at] !== 0) at = (at + 1) & last;
    keys[2 * at] = high;
    keys[2 * at + 1] = low;
    masks[at] = mask;
  }

  private grow(): void {
    const { keys, masks } = this;
    this.keys = new Uint32Array(2 * keys.length);
    this.masks = new Int32Array(2 * masks.length);
    for (let at = 0; at < masks.length; at += 1) {
      const mask = masks[at] ?? 0;
      if (mask !== 0) this.insert(keys[2 * at] ?? 0, keys[2 * at + 1] ?? 0, mask);
    }
  }
}

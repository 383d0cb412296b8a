/** Ids of 64 bits as two halves; both 0 stands for "no id" and is never in a set. */
export interface IdSet {
  readonly size: number;
  has(high: number, low: number): boolean;
  /** True if the id was not there before. */
  add(high: number, low: number): boolean;
  clear(): void;
}

/** Open addressing stays short of long probes below this share of taken slots. */
const fullestShare = 0.6;

/**
 * A set of 64-bit ids in one typed array: 8 bytes a slot, no object an id (a Set of texts needs ten times that and
 * gives the garbage collector as much to walk). The ids are hashes already, so their low half picks the slot.
 */
export function createIdSet(expected = 1024): IdSet {
  let slots = slotsFor(expected);
  let halves = new Uint32Array(slots * 2);
  let size = 0;

  /** Index of the id's high half, or of the free slot where it belongs. */
  function find(high: number, low: number): number {
    const mask = slots - 1;
    let slot = low & mask;
    for (;;) {
      const at = slot * 2;
      const foundHigh = halves[at];
      const foundLow = halves[at + 1];
      if ((foundHigh === high && foundLow === low) || (foundHigh === 0 && foundLow === 0)) return at;
      slot = (slot + 1) & mask;
    }
  }

  function put(at: number, high: number, low: number): void {
    halves[at] = high;
    halves[at + 1] = low;
  }

  function grow(): void {
    const old = halves;
    slots *= 2;
    halves = new Uint32Array(slots * 2);
    for (let at = 0; at < old.length; at += 2) {
      const high = old[at] ?? 0;
      const low = old[at + 1] ?? 0;
      if (high !== 0 || low !== 0) put(find(high, low), high, low);
    }
  }

  return {
    get size() {
      return size;
    },
    has(high, low) {
      const at = find(high, low);
      return halves[at] !== 0 || halves[at + 1] !== 0;
    },
    add(high, low) {
      const at = find(high, low);
      if (halves[at] !== 0 || halves[at + 1] !== 0) return false;
      put(at, high, low);
      size += 1;
      if (size > slots * fullestShare) grow();
      return true;
    },
    clear() {
      if (size > 0) halves.fill(0);
      size = 0;
    },
  };
}

function slotsFor(expected: number): number {
  let slots = 16;
  while (expected > slots * fullestShare) slots *= 2;
  return slots;
}

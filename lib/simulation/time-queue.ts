interface Entry<Item> {
  readonly time: number;
  readonly sequence: number;
  readonly item: Item;
}

/**
 * Items in time order; those of the same moment in the order they were put in, or two runs with the same seed could
 * differ. A binary heap: log(n) per operation.
 */
export interface TimeQueue<Item> {
  readonly size: number;
  push(time: number, item: Item): void;
  /** Takes the earliest entry if it lies before `limit`. */
  popBefore(limit: number): { readonly time: number; readonly item: Item } | null;
}

export function createTimeQueue<Item>(): TimeQueue<Item> {
  const heap: Entry<Item>[] = [];
  let sequence = 0;
  return {
    get size() {
      return heap.length;
    },
    push(time, item) {
      heap.push({ time, sequence, item });
      sequence += 1;
      rise(heap, heap.length - 1);
    },
    popBefore(limit) {
      const first = heap[0];
      if (first === undefined || first.time >= limit) return null;
      const last = heap.pop();
      if (last !== undefined && heap.length > 0) {
        heap[0] = last;
        sink(heap);
      }
      return first;
    },
  };
}

function isBefore<Item>(left: Entry<Item>, right: Entry<Item>): boolean {
  return left.time < right.time || (left.time === right.time && left.sequence < right.sequence);
}

function rise<Item>(heap: Entry<Item>[], from: number): void {
  let index = from;
  while (index > 0) {
    const above = (index - 1) >> 1;
    if (!swapIfBefore(heap, index, above)) return;
    index = above;
  }
}

function sink<Item>(heap: Entry<Item>[]): void {
  let index = 0;
  for (;;) {
    const left = heap[2 * index + 1];
    if (left === undefined) return;
    const right = heap[2 * index + 2];
    const below = right !== undefined && isBefore(right, left) ? 2 * index + 2 : 2 * index + 1;
    if (!swapIfBefore(heap, below, index)) return;
    index = below;
  }
}

/** Exchanges the two places if what lies at `lower` belongs before what lies at `upper`. */
function swapIfBefore<Item>(heap: Entry<Item>[], lower: number, upper: number): boolean {
  const under = heap[lower];
  const over = heap[upper];
  if (under === undefined || over === undefined || !isBefore(under, over)) return false;
  heap[lower] = over;
  heap[upper] = under;
  return true;
}

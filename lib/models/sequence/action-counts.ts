/** How often each action came, for at most so many different ones: of more, the one that came longest ago goes. */
export interface ActionCounts {
  /** Actions in the order in which they last came. */
  readonly counts: Map<number, number>;
  /** The sum of the counts: an action that is forgotten is forgotten here too, so that shares stay shares. */
  total: number;
}

export function emptyCounts(): ActionCounts {
  return { counts: new Map(), total: 0 };
}

/** Counts one more; true where another action had to be forgotten for it. O(1). */
export function countAction(known: ActionCounts, action: number, most: number): boolean {
  const before = known.counts.get(action) ?? 0;
  const full = before === 0 && known.counts.size >= most;
  if (full) dropOldest(known);
  setLast(known.counts, action, before + 1);
  known.total += 1;
  return full;
}

/** Puts the entry at the end of the map, which is kept in the order of use. */
export function setLast<Key, Value>(map: Map<Key, Value>, key: Key, value: Value): void {
  map.delete(key);
  map.set(key, value);
}

/** Drops the first entries, which were used longest ago, until `most` are left; how many went. */
export function dropBeyond<Key, Value>(map: Map<Key, Value>, most: number): number {
  let dropped = 0;
  for (const key of map.keys()) {
    if (map.size <= most) break;
    map.delete(key);
    dropped += 1;
  }
  return dropped;
}

function dropOldest(known: ActionCounts): void {
  for (const [action, count] of known.counts) {
    known.counts.delete(action);
    known.total -= count;
    return;
  }
}

/** Goes through a map whose entries are in the order of use. */
export interface OldestFirst<Key> {
  /** The key that was used longest ago, which must be deleted then; undefined in an empty map. */
  take(): Key | undefined;
}

/**
 * One walk through the map for all its life: a walk begun anew each time would pass all the places of deleted entries
 * again, and forgetting would cost as much as the map is long. O(1) over many calls.
 */
export function oldestFirst<Key>(map: ReadonlyMap<Key, unknown>): OldestFirst<Key> {
  let walk = map.keys();
  return {
    take: () => {
      let step = walk.next();
      // A walk that has come to the end stays there, whatever is added afterwards.
      if (step.done === true) {
        walk = map.keys();
        step = walk.next();
      }
      return step.done === true ? undefined : step.value;
    },
  };
}

/** Puts the entry at the end of the map, which is kept in the order of use. */
export function setLast<Key, Value>(map: Map<Key, Value>, key: Key, value: Value): void {
  map.delete(key);
  map.set(key, value);
}

/** Drops the entries that were used longest ago until `most` are left; how many went. */
export function dropBeyond<Key>(map: Map<Key, unknown>, most: number, oldest: OldestFirst<Key>): number {
  let dropped = 0;
  while (map.size > most) {
    const key = oldest.take();
    if (key === undefined) break;
    map.delete(key);
    dropped += 1;
  }
  return dropped;
}

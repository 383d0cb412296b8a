import { type OldestFirst, oldestFirst, setLast } from "./oldest-first.ts";

/** How often each action came, for at most so many different ones: of more, the one that came longest ago goes. */
export interface ActionCounts {
  /** Actions in the order in which they last came. */
  readonly counts: Map<number, number>;
  /** The sum of the counts: an action that is forgotten is forgotten here too, so that shares stay shares. */
  total: number;
  /** Made when it is first needed: most contexts never know too many actions. */
  oldest: OldestFirst<number> | null;
}

export function emptyCounts(): ActionCounts {
  return { counts: new Map(), total: 0, oldest: null };
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

function dropOldest(known: ActionCounts): void {
  known.oldest ??= oldestFirst(known.counts);
  const action = known.oldest.take();
  if (action === undefined) return;
  known.total -= known.counts.get(action) ?? 0;
  known.counts.delete(action);
}

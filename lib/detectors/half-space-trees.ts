import type { StateReader, StateWriter } from "../features/state-bytes.ts";
import { familyCount, nodesPerTree, treeCount, treeHeight } from "./half-space-forest.ts";
import { type FamilyMasses, familyMasses, type TreeSnapshot } from "./tree-snapshot.ts";

const leavesPerTree = 2 ** treeHeight;
/** Events a family must have brought before its masses are renewed (river's window). */
const windowSize = 250;

/**
 * The learning half of the half-space trees: while block k is scored from snapshot k - 1, the leaves that its events
 * fall into are counted; when the block closes, families with enough of them get new masses.
 */
export class TreeLearner {
  private readonly leaves: readonly Uint16Array[];
  private readonly events = new Float64Array(familyCount);

  constructor() {
    this.leaves = Array.from({ length: familyCount }, () => new Uint16Array(treeCount * leavesPerTree));
  }

  /** Counts one event that is taken as normal, by the leaves it fell into. */
  learnOne(family: number, leaves: Uint8Array): void {
    const counts = this.leaves[family];
    if (counts === undefined) return;
    this.events[family] = (this.events[family] ?? 0) + 1;
    for (let tree = 0; tree < treeCount; tree += 1) {
      const at = tree * leavesPerTree + (leaves[tree] ?? 0);
      counts[at] = Math.min(65_535, (counts[at] ?? 0) + 1);
    }
  }

  /** Next snapshot, or null where no family has enough new events. */
  close(previous: TreeSnapshot | null, seed: number): TreeSnapshot | null {
    let changed = false;
    const families = Array.from({ length: familyCount }, (_, family) => {
      if ((this.events[family] ?? 0) < windowSize) return previous?.families[family] ?? null;
      changed = true;
      return this.renew(family);
    });
    return changed ? { seed, families } : null;
  }

  private renew(family: number): FamilyMasses {
    const counts = this.leaves[family] ?? new Uint16Array(0);
    const masses = new Uint16Array(treeCount * nodesPerTree);
    for (let tree = 0; tree < treeCount; tree += 1) {
      const base = tree * nodesPerTree;
      masses.set(counts.subarray(tree * leavesPerTree, (tree + 1) * leavesPerTree), base + leavesPerTree - 1);
      for (let node = leavesPerTree - 2; node >= 0; node -= 1) {
        masses[base + node] = (masses[base + 2 * node + 1] ?? 0) + (masses[base + 2 * node + 2] ?? 0);
      }
    }
    const events = this.events[family] ?? 0;
    counts.fill(0);
    this.events[family] = 0;
    return familyMasses(events, masses);
  }

  save(writer: StateWriter): void {
    writer.put(this.events);
    for (const counts of this.leaves) writer.put(counts);
  }

  restore(reader: StateReader): void {
    this.events.set(reader.numbers(familyCount));
    for (const counts of this.leaves) counts.set(reader.sized(reader.halfWords(), treeCount * leavesPerTree));
  }
}

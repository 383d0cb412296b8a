import { type StateReader, StateWriter } from "../features/state-bytes.ts";
import { joinBytes } from "../stats/join-bytes.ts";
import { familyCount, nodesPerTree, treeCount, treeHeight } from "./half-space-forest.ts";

/** Masses of the trees of one family over the events of its last window. */
export interface FamilyMasses {
  readonly events: number;
  /** Per tree and node in heap order. */
  readonly masses: Uint16Array;
  /** Per tree and leaf: what a visit to the leaf adds to the normality of an event. Follows from the masses. */
  readonly normality: Float64Array;
}

/** What half-space trees score from: null for a family that has not filled a window yet. */
export interface TreeSnapshot {
  readonly seed: number;
  readonly families: readonly (FamilyMasses | null)[];
}

const leavesPerTree = 2 ** treeHeight;
const highest = 2 ** (treeHeight + 1) - 1;

/**
 * river's normality of every leaf, as a share of its largest value over all trees: sum over the path of
 * mass x 2^depth, down to the first node that holds less than a tenth of the window. Computed once per snapshot, so that
 * scoring is one look-up per tree.
 */
export function familyMasses(events: number, masses: Uint16Array): FamilyMasses {
  const normality = new Float64Array(treeCount * leavesPerTree);
  for (let i = 0; i < normality.length; i += 1) {
    const base = Math.floor(i / leavesPerTree) * nodesPerTree;
    // The heap number + 1 of a leaf spells its path in binary, so ancestors need no parent pointers.
    const leaf = (i % leavesPerTree) + leavesPerTree;
    let sum = 0;
    for (let depth = 0; depth <= treeHeight; depth += 1) {
      const mass = masses[base + (leaf >>> (treeHeight - depth)) - 1] ?? 0;
      sum += mass * (1 << depth);
      if (mass < events / 10) break;
    }
    normality[i] = sum / (treeCount * events * highest);
  }
  return { events, masses, normality };
}

/**
 * Raw output for the leaves an event falls into: -ln of its normality. 0 = in the midst of the mass, high = where
 * nothing was. NaN without a snapshot of the family. The logarithm only keeps digits that river's 1 - normality would
 * lose; the order is the same.
 */
export function scoreLeaves(snapshot: TreeSnapshot | null, family: number, leaves: Uint8Array): number {
  const known = snapshot?.families[family];
  if (known === null || known === undefined) return Number.NaN;
  const { normality } = known;
  let sum = 0;
  for (let tree = 0; tree < treeCount; tree += 1) sum += normality[tree * leavesPerTree + (leaves[tree] ?? 0)] ?? 0;
  return sum >= 1 ? 0 : -Math.log(Math.max(sum, 1e-9));
}

export function encodeSnapshot(snapshot: TreeSnapshot): Uint8Array {
  const writer = new StateWriter();
  saveSnapshot(snapshot, writer);
  return joinBytes(writer.chunks);
}

export function saveSnapshot(snapshot: TreeSnapshot, writer: StateWriter): void {
  writer.numbers(snapshot.seed, ...snapshot.families.map((family) => family?.events ?? 0));
  for (const family of snapshot.families) if (family !== null) writer.put(family.masses);
}

/** Inverse of `saveSnapshot`; refuses bytes of another shape. */
export function readSnapshot(reader: StateReader): TreeSnapshot {
  const [seed = 0, ...events] = reader.numbers(1 + familyCount);
  const families = events.map((count) =>
    count === 0 ? null : familyMasses(count, reader.sized(reader.halfWords(), treeCount * nodesPerTree)),
  );
  return { seed, families };
}

import { type StateReader, StateWriter } from "../features/state-bytes.ts";
import { joinBytes } from "../stats/join-bytes.ts";
import { familyCount, nodesPerTree, treeCount, treeHeight } from "./half-space-forest.ts";

/** Masses of the trees of one family over the events of its last window. */
interface FamilyMasses {
  readonly events: number;
  readonly masses: Uint16Array;
}

/** What half-space trees score from: null for a family that has not filled a window yet. */
export interface TreeSnapshot {
  readonly seed: number;
  readonly families: readonly (FamilyMasses | null)[];
}

const highest = 2 ** (treeHeight + 1) - 1;

/**
 * Raw output for the leaves an event falls into: -ln of river's normality, sum over the path of mass x 2^depth down to
 * the first node that holds less than a tenth of the window, as a share of its largest value. 0 = in the midst of the
 * mass, high = where nothing was. NaN without a snapshot of the family. The logarithm only keeps digits that
 * 1 - share would lose; the order is river's.
 */
export function scoreLeaves(snapshot: TreeSnapshot | null, family: number, leaves: Uint8Array): number {
  const known = snapshot?.families[family];
  if (known === null || known === undefined) return Number.NaN;
  const { masses, events } = known;
  const limit = events / 10;
  let sum = 0;
  for (let tree = 0; tree < treeCount; tree += 1) {
    const base = tree * nodesPerTree;
    // The heap number + 1 of a leaf spells its path in binary, so ancestors need no parent pointers.
    const leaf = (leaves[tree] ?? 0) + 2 ** treeHeight;
    for (let depth = 0; depth <= treeHeight; depth += 1) {
      const mass = masses[base + (leaf >>> (treeHeight - depth)) - 1] ?? 0;
      sum += mass * (1 << depth);
      if (mass < limit) break;
    }
  }
  return -Math.log(Math.max(sum / (treeCount * events * highest), 1e-9));
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
    count === 0 ? null : { events: count, masses: reader.sized(reader.halfWords(), treeCount * nodesPerTree) },
  );
  return { seed, families };
}

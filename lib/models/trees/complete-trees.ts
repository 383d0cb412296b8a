import { assignSlots, type ScoringSlots } from "./scoring-slots.ts";
import { listDepths } from "./tree-depth.ts";
import type { TreeEnsemble } from "./tree-ensemble.ts";

/** Deeper trees would be mostly padding. */
const mostCompleteDepth = 8;

/** Trees of one depth (even: two levels are walked at a time) that add to one output. Tree t takes the `size` places from (first + t) * size on. */
export interface CompleteGroup {
  readonly output: number;
  readonly depth: number;
  /** 2^depth: places a tree, of nodes as of leaves. */
  readonly size: number;
  /** Place of the first tree's nodes, a multiple of `size`, so that adding a node to it is setting bits. */
  readonly base: number;
  readonly trees: number;
}

/**
 * Shallow trees padded to complete ones: node i has the children 2i and 2i + 1, the root is 1 and leaf n of a tree stands
 * at n in `leaf`. No child is looked up and no branch taken. Padding compares with Infinity, which nothing exceeds.
 */
export interface CompleteTrees {
  readonly slots: ScoringSlots;
  readonly outputs: number;
  readonly groups: readonly CompleteGroup[];
  readonly slot: Int32Array;
  /** Per node the column itself, for rows that need no preparing; null where there are sets of categories. */
  readonly column: Int32Array | null;
  readonly threshold: Float64Array;
  readonly leaf: Float64Array;
}

/** Null where a tree is too deep, or where leaves speak for several outputs. */
export function layOutComplete(ensemble: TreeEnsemble): CompleteTrees | null {
  if (ensemble.leafWidth !== 1) return null;
  const depths = Array.from(listDepths(ensemble), (depth) => depth + (depth % 2));
  if (depths.some((depth) => depth > mostCompleteDepth)) return null;
  const { groups, places, total } = groupTrees(depths, ensemble.outputs);
  const slotted = assignSlots(ensemble);
  const column = slotted.slots.categories.length === 0 ? new Int32Array(total) : null;
  const complete = {
    column,
    slots: slotted.slots,
    outputs: ensemble.outputs,
    groups,
    slot: new Int32Array(total),
    threshold: new Float64Array(total).fill(Number.POSITIVE_INFINITY),
    leaf: new Float64Array(total),
  };
  for (const { tree, base, depth } of places) {
    const fill = (node: number, place: number, level: number): void => {
      if (level === depth) {
        complete.leaf[base + place - 2 ** depth] = ensemble.value[node] ?? 0;
        return;
      }
      const feature = ensemble.feature[node] ?? -1;
      if (feature < 0) {
        // Both ways lead to the same leaf; which one padding takes does not matter.
        fill(node, 2 * place, level + 1);
        fill(node, 2 * place + 1, level + 1);
        return;
      }
      complete.slot[base + place] = slotted.slot[node] ?? 0;
      complete.threshold[base + place] = slotted.threshold[node] ?? 0;
      column?.fill(feature, base + place, base + place + 1);
      fill(ensemble.left[node] ?? 0, 2 * place, level + 1);
      fill((ensemble.left[node] ?? 0) + 1, 2 * place + 1, level + 1);
    };
    fill(ensemble.starts[tree] ?? 0, 1, 0);
  }
  return complete;
}

function groupTrees(depths: readonly number[], outputs: number) {
  const groups: CompleteGroup[] = [];
  const places: { tree: number; base: number; depth: number }[] = [];
  let total = 0;
  for (let output = 0; output < outputs; output += 1) {
    for (let depth = 0; depth <= mostCompleteDepth; depth += 2) {
      const size = 2 ** depth;
      const members = [...depths.keys()].filter((tree) => tree % outputs === output && depths[tree] === depth);
      if (members.length === 0) continue;
      const base = Math.ceil(total / size) * size;
      groups.push({ output, depth, size, base, trees: members.length });
      for (const [index, tree] of members.entries()) places.push({ tree, base: base + index * size, depth });
      total = base + members.length * size;
    }
  }
  return { groups, places, total };
}

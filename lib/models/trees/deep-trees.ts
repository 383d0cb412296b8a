import { assignSlots, type ScoringSlots } from "./scoring-slots.ts";
import { countTrees, splitsByCategory, type TreeEnsemble } from "./tree-ensemble.ts";

/**
 * Trees of any depth, each level's nodes beside each other, so that the nodes that most rows pass share cache lines.
 * A leaf is its own left child and compares with Infinity: a row that has arrived stays while its neighbours walk on.
 */
export interface DeepTrees {
  readonly slots: ScoringSlots;
  readonly outputs: number;
  readonly leafWidth: number;
  /** Each tree's root. */
  readonly roots: Int32Array;
  readonly slot: Int32Array;
  readonly threshold: Float64Array;
  readonly left: Int32Array;
  readonly value: Float64Array;
}

/** Answering a row all sets is quicker than walking it as it is until there are some ten thousand of them. */
const mostSets = 8192;

/** Null where there are too many sets of categories to answer them all for each row. */
export function layOutDeep(ensemble: TreeEnsemble): DeepTrees | null {
  const nodes = ensemble.feature.length;
  if (ensemble.flags.reduce((sum, flags) => sum + Number((flags & splitsByCategory) !== 0), 0) > mostSets) return null;
  const slotted = assignSlots(ensemble);
  const { leafWidth } = ensemble;
  const deep = {
    slots: slotted.slots,
    outputs: ensemble.outputs,
    leafWidth,
    roots: new Int32Array(countTrees(ensemble)),
    slot: new Int32Array(nodes),
    threshold: new Float64Array(nodes).fill(Number.POSITIVE_INFINITY),
    left: new Int32Array(nodes),
    value: new Float64Array(nodes * leafWidth),
  };
  // Which old node stands at each new place; the queue of a walk by breadth is the new order itself.
  const queue = new Int32Array(nodes);
  let end = 0;
  for (let tree = 0; tree < deep.roots.length; tree += 1) {
    let place = end;
    deep.roots[tree] = place;
    queue[end++] = ensemble.starts[tree] ?? 0;
    for (; place < end; place += 1) {
      const node = queue[place] ?? 0;
      deep.value.set(ensemble.value.subarray(node * leafWidth, (node + 1) * leafWidth), place * leafWidth);
      deep.left[place] = place;
      if ((ensemble.feature[node] ?? -1) < 0) continue;
      deep.slot[place] = slotted.slot[node] ?? 0;
      deep.threshold[place] = slotted.threshold[node] ?? 0;
      deep.left[place] = end;
      const left = ensemble.left[node] ?? 0;
      queue[end++] = left;
      queue[end++] = left + 1;
    }
  }
  return deep;
}

const found = new Int32Array(4);

/** Adds what the trees answer to `margins` for prepared rows, tree by tree, so that a tree stays in the cache. */
export function scoreDeep(
  trees: DeepTrees,
  prepared: Float64Array,
  rows: number,
  margins: Float64Array,
  at: number,
): void {
  for (let tree = 0; tree < trees.roots.length; tree += 1) {
    const root = trees.roots[tree] ?? 0;
    for (let row = 0; row < rows; row += 4) {
      // Past the end the last row is walked again, which costs less than a second kind of loop.
      findFourLeaves(trees, root, prepared, row, rows - 1);
      const count = Math.min(4, rows - row);
      for (let lane = 0; lane < count; lane += 1) {
        addLeaf(trees, tree, found[lane] ?? 0, margins, (at + row + lane) * trees.outputs);
      }
    }
  }
}

function addLeaf(
  { outputs, leafWidth, value }: DeepTrees,
  tree: number,
  leaf: number,
  margins: Float64Array,
  to: number,
): void {
  if (leafWidth === 1) {
    const place = outputs === 1 ? to : to + (tree % outputs);
    margins[place] = (margins[place] ?? 0) + (value[leaf] ?? 0);
    return;
  }
  for (let output = 0; output < outputs; output += 1) {
    margins[to + output] = (margins[to + output] ?? 0) + (value[leaf * leafWidth + output] ?? 0);
  }
}

function findFourLeaves(trees: DeepTrees, root: number, x: Float64Array, row: number, last: number): void {
  const { slot, threshold, left, slots } = trees;
  const width = slots.count;
  const rowA = row * width;
  const rowB = Math.min(row + 1, last) * width;
  const rowC = Math.min(row + 2, last) * width;
  const rowD = Math.min(row + 3, last) * width;
  let a = root;
  let b = root;
  let c = root;
  let d = root;
  for (let moved = 1; moved !== 0; ) {
    const nextA = ((left[a] ?? 0) + Number((x[(rowA + (slot[a] ?? 0)) | 0] ?? 0) > (threshold[a] ?? 0))) | 0;
    const nextB = ((left[b] ?? 0) + Number((x[(rowB + (slot[b] ?? 0)) | 0] ?? 0) > (threshold[b] ?? 0))) | 0;
    const nextC = ((left[c] ?? 0) + Number((x[(rowC + (slot[c] ?? 0)) | 0] ?? 0) > (threshold[c] ?? 0))) | 0;
    const nextD = ((left[d] ?? 0) + Number((x[(rowD + (slot[d] ?? 0)) | 0] ?? 0) > (threshold[d] ?? 0))) | 0;
    moved = (nextA ^ a) | (nextB ^ b) | (nextC ^ c) | (nextD ^ d);
    a = nextA;
    b = nextB;
    c = nextC;
    d = nextD;
  }
  found[0] = a;
  found[1] = b;
  found[2] = c;
  found[3] = d;
}

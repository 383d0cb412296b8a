import { eventFamilies } from "../event/classes.ts";
import { createRandom } from "../stats/random.ts";
import { type TreeInputs, treeInputs } from "./tree-inputs.ts";

export const treeCount = 10;
export const treeHeight = 6;
export const nodesPerTree = 2 ** (treeHeight + 1) - 1;
const inner = 2 ** treeHeight - 1;
const padding = 0.15;
/** Steps on the 0-1 scale that values and cuts are rounded to, so that comparing them is integer arithmetic. */
const resolution = 65_536;
export const familyCount = eventFamilies.length;

/**
 * Structure of the half-space trees of one family (Tan, Ting & Liu 2011, "Fast anomaly detection for streaming data";
 * defaults and padding as in river): complete binary trees that cut a random feature at a random place of what is
 * left of its range. The structure never learns; only the masses in the nodes do.
 */
export interface HalfSpaceForest {
  readonly inputs: TreeInputs;
  /** Per tree and inner node in heap order: place among the inputs, then the cut, in units of 1 / `resolution`. */
  readonly nodes: Int32Array;
}

/** The last that were grown: growing takes 10 ms, a process knows one seed or two, and nothing ever changes them. */
const grown: { seed: number; forests: readonly HalfSpaceForest[] } = { seed: Number.NaN, forests: [] };

/** Trees of every family from one seed. */
export function growForests(seed: number): readonly HalfSpaceForest[] {
  if (grown.seed !== seed) {
    grown.forests = eventFamilies.map((family, code) => growForest(`${seed}/half-space-trees/${family}`, code));
    grown.seed = seed;
  }
  return grown.forests;
}

function growForest(seed: string, family: number): HalfSpaceForest {
  const random = createRandom(seed);
  const inputs = treeInputs[family] ?? {
    features: new Uint8Array(0),
    low: new Float64Array(0),
    scale: new Float64Array(0),
  };
  const nodes = new Int32Array(2 * treeCount * inner);
  const width = inputs.features.length;
  for (let tree = 0; tree < treeCount; tree += 1) {
    const low = Array.from({ length: inner }, () => new Float64Array(width));
    const high = Array.from({ length: inner }, () => new Float64Array(width).fill(1));
    for (let node = 0; node < inner; node += 1) {
      const from = low[node] ?? new Float64Array(width);
      const to = high[node] ?? new Float64Array(width);
      const chosen = Math.floor(random.fraction() * width);
      const a = from[chosen] ?? 0;
      const b = to[chosen] ?? 1;
      const at = a + (b - a) * (padding + (1 - 2 * padding) * random.fraction());
      nodes[2 * (tree * inner + node)] = chosen;
      nodes[2 * (tree * inner + node) + 1] = Math.round(at * resolution);
      const left = 2 * node + 1;
      if (left >= inner) continue;
      low[left] = from;
      high[left] = Float64Array.from(to, (value, i) => (i === chosen ? at : value));
      low[left + 1] = Float64Array.from(from, (value, i) => (i === chosen ? at : value));
      high[left + 1] = to;
    }
  }
  return { inputs, nodes };
}

const scaled = new Int32Array(32);

/** Writes the leaf (0 … 2^height - 1) that a vector falls into, per tree. Missing inputs are imputed with the low end. */
export function findLeaves(forest: HalfSpaceForest, v: Float32Array, at: number, leaves: Uint8Array): void {
  const { features, low, scale } = forest.inputs;
  for (let i = 0; i < features.length; i += 1) {
    const x = ((v[at + (features[i] ?? 0)] ?? 0) - (low[i] ?? 0)) * (scale[i] ?? 0);
    scaled[i] = x > 0 ? Math.min(x, 1) * resolution : 0;
  }
  const { nodes } = forest;
  for (let tree = 0; tree < treeCount; tree += 1) {
    const base = tree * inner;
    let node = 0;
    for (let level = 0; level < treeHeight; level += 1) {
      const place = 2 * (base + node);
      const below = (scaled[nodes[place] ?? 0] ?? 0) - (nodes[place + 1] ?? 0);
      // Left (2 n + 1) where the value lies below the cut, else right: without a branch, which would be a coin flip.
      node = 2 * node + 2 + (below >> 31);
    }
    leaves[tree] = node - inner;
  }
}

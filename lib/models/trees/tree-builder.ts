import { type GrownTree, missingGoesLeft, splitsByCategory } from "./tree-ensemble.ts";

/** How a node parts its rows. */
export interface NodeSplit {
  readonly feature: number;
  /** The last value that goes left; without meaning where there is a set. */
  readonly threshold: number;
  readonly missingLeft: boolean;
  /** The categories that go left (`wordsPerSet` words), null of a numeric split. */
  readonly set: Uint32Array | null;
}

/** A tree that is being grown: nodes are leaves until they are split. */
export interface TreeBuilder {
  /** Makes a leaf of the node, or two of its children, and returns the left child's place. The root is node 0. */
  split(node: number, split: NodeSplit): number;
  setLeaf(node: number, cover: number, value: ArrayLike<number>): void;
  setCover(node: number, cover: number): void;
  build(): GrownTree;
}

export function createTreeBuilder(leafWidth: number): TreeBuilder {
  const feature = [-1];
  const threshold = [0];
  const left = [0];
  const flags = [0];
  const cover = [0];
  const value = new Array<number>(leafWidth).fill(0);
  const sets: number[] = [];
  const addLeaf = () => {
    left.push(feature.length);
    feature.push(-1);
    threshold.push(0);
    flags.push(0);
    cover.push(0);
    for (let output = 0; output < leafWidth; output += 1) value.push(0);
  };
  return {
    split: (node, split) => {
      const child = feature.length;
      feature[node] = split.feature;
      threshold[node] = split.set === null ? split.threshold : sets.length / split.set.length;
      flags[node] = (split.missingLeft ? missingGoesLeft : 0) | (split.set === null ? 0 : splitsByCategory);
      if (split.set !== null) sets.push(...split.set);
      left[node] = child;
      addLeaf();
      addLeaf();
      return child;
    },
    setLeaf: (node, rows, values) => {
      cover[node] = rows;
      for (let output = 0; output < leafWidth; output += 1) value[node * leafWidth + output] = values[output] ?? 0;
    },
    setCover: (node, rows) => {
      cover[node] = rows;
    },
    build: () => ({
      feature: Int32Array.from(feature),
      threshold: Float64Array.from(threshold),
      left: Int32Array.from(left),
      flags: Uint8Array.from(flags),
      cover: Float64Array.from(cover),
      value: Float64Array.from(value),
      sets: Uint32Array.from(sets),
    }),
  };
}

import { createRandom, type Random } from "../../stats/random.ts";
import type { FeatureMatrix } from "../data/matrix.ts";
import { joinTrees } from "../trees/join-trees.ts";
import { createTreeBuilder, type NodeSplit } from "../trees/tree-builder.ts";
import type { GrownTree } from "../trees/tree-ensemble.ts";
import type { IsolationModel } from "./forest-model.ts";
import { type NodeRows, partitionByValue } from "./node-rows.ts";
import { meanPathLength } from "./path-length.ts";
import { type CutColumn, drawCut } from "./random-cut.ts";

export interface IsolationOptions {
  readonly trees: number;
  /** Rows that each tree is grown on. 256 gives trees of at most eight levels, which score in the quick layout. */
  readonly sample: number;
  readonly seed: string | number;
}

/**
 * An isolation forest on rows that are taken as normal (Liu, Ting & Zhou 2008): random cuts, until a row is alone or
 * ceil(log2 sample) levels deep. The same seed gives the same forest. RangeError: fewer than two rows.
 */
export function fitIsolation(matrix: FeatureMatrix, options: Partial<IsolationOptions> = {}): IsolationModel {
  const { trees, sample: wanted, seed } = { trees: 100, sample: 256, seed: 1, ...options };
  const sample = Math.min(wanted, matrix.rows);
  if (!(sample >= 2 && trees >= 1)) throw new RangeError("An isolation forest needs a tree and two rows or more.");
  const columns = matrix.columns.map((values, feature) => ({
    feature,
    values,
    categories: matrix.categories[feature] ?? 0,
  }));
  const grown = Array.from({ length: trees }, (_, tree) => {
    const random = createRandom(`${seed}/isolation/${tree}`);
    const order = sampleRows(random.fork("sample"), matrix.rows, sample);
    return growIsolationTree(random.fork("cuts"), columns, order, trees);
  });
  const shape = { features: columns.length, outputs: 1, leafWidth: 1 };
  return { kind: "isolation", sample, ensemble: joinTrees(grown, shape) };
}

/** Different rows, each as likely (Floyd's algorithm: as many draws as rows are wanted). */
function sampleRows(random: Random, rows: number, sample: number): Int32Array {
  const chosen = new Set<number>();
  for (let last = rows - sample; last < rows; last += 1) {
    const row = Math.floor(random.fraction() * (last + 1));
    chosen.add(chosen.has(row) ? last : row);
  }
  return Int32Array.from(chosen);
}

function growIsolationTree(random: Random, columns: readonly CutColumn[], order: Int32Array, trees: number): GrownTree {
  const builder = createTreeBuilder(1);
  const spare = new Int32Array(order.length);
  const most = Math.ceil(Math.log2(order.length));
  const grow = (place: number, from: number, to: number, depth: number): void => {
    const rows = to - from;
    const split = depth < most && rows > 1 ? drawAnyCut(random, columns, { order, from, to }) : null;
    const values = split === null ? undefined : columns[split.feature]?.values;
    if (split === null || values === undefined) {
      builder.setLeaf(place, rows, [(depth + meanPathLength(rows)) / trees]);
      return;
    }
    builder.setCover(place, rows);
    const middle = partitionByValue(split, values, { order, from, to }, spare);
    const left = builder.split(place, split);
    grow(left, from, middle, depth + 1);
    grow(left + 1, middle, to, depth + 1);
  };
  grow(0, 0, order.length, 0);
  return builder.build();
}

/** A random cut of a random column among those that differ in the node; null where all rows are alike. */
function drawAnyCut(random: Random, columns: readonly CutColumn[], rows: NodeRows): NodeSplit | null {
  const untried = Int32Array.from(columns.keys());
  for (let left = untried.length; left > 0; left -= 1) {
    const at = Math.floor(random.fraction() * left);
    const column = columns[untried[at] ?? 0];
    untried[at] = untried[left - 1] ?? 0;
    const split = column === undefined ? null : drawCut(random, column, rows);
    if (split !== null) return split;
  }
  return null;
}

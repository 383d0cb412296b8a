import { type CompleteTrees, layOutComplete } from "./complete-trees.ts";
import { type DeepTrees, layOutDeep, scoreDeep } from "./deep-trees.ts";
import { findLeaf } from "./find-leaf.ts";
import { scoreComplete } from "./score-complete.ts";
import { prepareRows } from "./scoring-slots.ts";
import { countTrees, type TreeEnsemble } from "./tree-ensemble.ts";

/** An ensemble laid out for scoring. */
export interface RowScorer {
  readonly features: number;
  readonly outputs: number;
  /**
   * Adds what the trees answer to `margins` (`outputs` numbers a row) for `count` rows of `features` numbers, NaN =
   * missing. Allocates nothing. A row gets the same bits alone as in a batch.
   */
  addMargins(rows: Float64Array, count: number, margins: Float64Array): void;
  /** The same for the one row at row[at …], as scoring holds its vectors: the bits that it gets in a batch. */
  addRow(row: Float32Array, at: number, margins: Float64Array): void;
}

/** Rows that are prepared at a time: a multiple of six and of four, and few enough to stay in the cache. */
function countBlockRows(slots: number): number {
  return Math.max(12, Math.min(120, 12 * Math.floor(2048 / slots)));
}

/** Picks the quickest layout that can hold the ensemble: complete trees, deep trees, or a plain walk. */
export function createRowScorer(ensemble: TreeEnsemble): RowScorer {
  const { features, outputs } = ensemble;
  const complete = layOutComplete(ensemble);
  if (complete !== null) return scoreByComplete(complete, features);
  const deep = layOutDeep(ensemble);
  if (deep !== null) return scoreByDeep(deep, features);
  const row = new Float64Array(features);
  return {
    features,
    outputs,
    addMargins: (rows, count, margins) => walkRows(ensemble, rows, count, margins),
    addRow: (from, at, margins) => {
      copyRow(from, at, row);
      walkRows(ensemble, row, 1, margins);
    },
  };
}

/** Doubles of one row of floats: all loops then see one kind of array, which keeps them quick. */
function copyRow(from: Float32Array, at: number, row: Float64Array): void {
  for (let i = 0; i < row.length; i += 1) row[i] = from[at + i] ?? Number.NaN;
}

function scoreByComplete(trees: CompleteTrees, features: number): RowScorer {
  const { slots, column, slot, outputs } = trees;
  const blockRows = countBlockRows(slots.count);
  const prepared = new Float64Array(blockRows * slots.count);
  const single = new Float64Array(features);
  const singlePrepared = { at: 0, count: 1, into: prepared };
  const singleRow = { x: prepared, from: 0, width: slots.count, count: 1, places: slot };
  return {
    features,
    outputs,
    addRow: (row, at, margins) => {
      copyRow(row, at, single);
      prepareRows(slots, single, singlePrepared);
      scoreComplete(trees, singleRow, margins, 0);
    },
    addMargins: (x, count, margins) => {
      for (let row = 0; row < count; row += blockRows) {
        const block = Math.min(blockRows, count - row);
        const from = row * features;
        if (column !== null && isComplete(x, from, from + block * features)) {
          scoreComplete(trees, { x, from, width: features, count: block, places: column }, margins, row);
          continue;
        }
        prepareRows(slots, x, { at: from, count: block, into: prepared });
        scoreComplete(trees, { x: prepared, from: 0, width: slots.count, count: block, places: slot }, margins, row);
      }
    },
  };
}

/** Whether no number is missing. Infinity counts as missing too, which costs time and changes nothing. */
function isComplete(x: Float64Array, from: number, to: number): boolean {
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  let i = from;
  for (; i < to - 3; i += 4) {
    // 0 of any number, NaN of NaN and of infinities; four sums, as an addition waits for the one before it.
    first += (x[i] ?? 0) * 0;
    second += (x[i + 1] ?? 0) * 0;
    third += (x[i + 2] ?? 0) * 0;
    fourth += (x[i + 3] ?? 0) * 0;
  }
  for (; i < to; i += 1) first += (x[i] ?? 0) * 0;
  return first + second + third + fourth === 0;
}

function scoreByDeep(trees: DeepTrees, features: number): RowScorer {
  const { slots, outputs } = trees;
  const blockRows = countBlockRows(slots.count);
  const prepared = new Float64Array(blockRows * slots.count);
  const single = new Float64Array(features);
  return {
    features,
    outputs,
    addRow: (row, at, margins) => {
      copyRow(row, at, single);
      prepareRows(slots, single, { at: 0, count: 1, into: prepared });
      scoreDeep(trees, prepared, 1, margins, 0);
    },
    addMargins: (x, count, margins) => {
      for (let row = 0; row < count; row += blockRows) {
        const block = Math.min(blockRows, count - row);
        prepareRows(slots, x, { at: row * features, count: block, into: prepared });
        scoreDeep(trees, prepared, block, margins, row);
      }
    },
  };
}

function walkRows(ensemble: TreeEnsemble, rows: Float64Array, count: number, margins: Float64Array): void {
  const { outputs, leafWidth, value } = ensemble;
  const trees = countTrees(ensemble);
  for (let row = 0; row < count; row += 1) {
    for (let tree = 0; tree < trees; tree += 1) {
      const leaf = findLeaf(ensemble, tree, rows, row * ensemble.features) * leafWidth;
      const first = row * outputs + (leafWidth === 1 ? tree % outputs : 0);
      for (let i = 0; i < leafWidth; i += 1) margins[first + i] = (margins[first + i] ?? 0) + (value[leaf + i] ?? 0);
    }
  }
}

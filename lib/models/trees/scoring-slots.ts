import { isCode, isInSet, missingGoesLeft, splitsByCategory, type TreeEnsemble, wordsPerSet } from "./tree-ensemble.ts";

/**
 * What trees compare, prepared once a row so that no node needs a branch: each slot is a number of the row with NaN
 * replaced by -Infinity (where missing goes left) or Infinity (right), or 0 or 1 for a set of categories. After that
 * every split is `slot > threshold`.
 */
export interface ScoringSlots {
  readonly count: number;
  readonly features: number;
  /** Per number slot its column and what stands in for NaN. */
  readonly columns: Int32Array;
  readonly stand: Float64Array;
  readonly categories: readonly CategorySlots[];
}

/** The slots of one categorical column, which follow each other. */
interface CategorySlots {
  readonly column: number;
  readonly first: number;
  readonly count: number;
  /** The answers of all its sets to each code, and at last to what is missing: they are copied in one go. */
  readonly answers: Uint8Array;
}

const answersPerSet = 257;

/** The slots of an ensemble, and per node the slot it compares and with what. */
export interface SlottedNodes {
  readonly slots: ScoringSlots;
  readonly slot: Int32Array;
  readonly threshold: Float64Array;
}

export function assignSlots(ensemble: TreeEnsemble): SlottedNodes {
  const nodes = ensemble.feature.length;
  const { numbers, sets } = findCompared(ensemble);
  const keys = Array.from(numbers.keys()).filter((key) => numbers[key] === 0);
  for (const [index, key] of keys.entries()) numbers[key] = index;
  const categories: CategorySlots[] = [];
  let count = keys.length;
  for (const [column, known] of [...sets].sort((a, b) => a[0] - b[0])) {
    categories.push({ column, first: count, count: known.size, answers: listAnswers(ensemble, [...known.values()]) });
    for (const name of known.keys()) known.set(name, count++);
  }
  const slots = {
    count: Math.max(1, count),
    features: ensemble.features,
    columns: Int32Array.from(keys, (key) => key >> 1),
    stand: Float64Array.from(keys, (key) => ((key & 1) === 1 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY)),
    categories,
  };
  const slot = new Int32Array(nodes);
  const threshold = Float64Array.from(ensemble.threshold);
  for (let node = 0; node < nodes; node += 1) {
    if ((ensemble.feature[node] ?? -1) < 0) continue;
    if (!isByCategory(ensemble, node)) {
      slot[node] = numbers[keyOf(ensemble, node)] ?? 0;
      // All numbers to the left and what is missing to the right: Infinity must exceed the threshold.
      threshold[node] = Math.min(threshold[node] ?? 0, Number.MAX_VALUE);
    } else {
      slot[node] = sets.get(ensemble.feature[node] ?? 0)?.get(nameSet(ensemble, node)) ?? 0;
      threshold[node] = 0.5;
    }
  }
  return { slots, slot, threshold };
}

/** What any node compares: 0 at each key of a number, -1 at others; per categorical column a node for each distinct set. */
function findCompared(ensemble: TreeEnsemble): { numbers: Int32Array; sets: Map<number, Map<string, number>> } {
  const numbers = new Int32Array(2 * ensemble.features).fill(-1);
  const sets = new Map<number, Map<string, number>>();
  for (const [node, column] of ensemble.feature.entries()) {
    if (column < 0) continue;
    if (isByCategory(ensemble, node)) {
      const known = sets.get(column) ?? new Map<string, number>();
      sets.set(column, known.set(nameSet(ensemble, node), node));
    } else numbers[keyOf(ensemble, node)] = 0;
  }
  return { numbers, sets };
}

function isByCategory(ensemble: TreeEnsemble, node: number): boolean {
  return ((ensemble.flags[node] ?? 0) & splitsByCategory) !== 0;
}

/** Column and direction of what is missing in one number. */
function keyOf(ensemble: TreeEnsemble, node: number): number {
  return (ensemble.feature[node] ?? 0) * 2 + ((ensemble.flags[node] ?? 0) & missingGoesLeft);
}

/** Equal sets have equal names, so that they share a slot. */
function nameSet(ensemble: TreeEnsemble, node: number): string {
  const set = ensemble.threshold[node] ?? 0;
  return `${ensemble.sets.subarray(set * wordsPerSet, (set + 1) * wordsPerSet).join()}/${ensemble.flags[node]}`;
}

function listAnswers(ensemble: TreeEnsemble, nodes: readonly number[]): Uint8Array {
  const answers = new Uint8Array(nodes.length * answersPerSet);
  for (const [index, node] of nodes.entries()) {
    const set = ensemble.threshold[node] ?? 0;
    for (let code = 0; code < answersPerSet - 1; code += 1) {
      answers[code * nodes.length + index] = isInSet(ensemble.sets, set, code) ? 0 : 1;
    }
    const missingLeft = ((ensemble.flags[node] ?? 0) & missingGoesLeft) !== 0;
    answers[(answersPerSet - 1) * nodes.length + index] = missingLeft ? 0 : 1;
  }
  return answers;
}

/** Prepares `count` rows, the first at rows[at], into `into` (`slots.count` numbers a row). */
export function prepareRows(
  slots: ScoringSlots,
  rows: Float64Array,
  { at, count, into }: { at: number; count: number; into: Float64Array },
): void {
  const { columns, stand, features } = slots;
  const numbers = columns.length;
  for (let row = 0; row < count; row += 1) {
    const from = at + row * features;
    const to = row * slots.count;
    for (let slot = 0; slot < numbers; slot += 1) {
      const x = rows[from + (columns[slot] ?? 0)] ?? 0;
      // Infinity as a value is less than what stands in for a missing one.
      into[to + slot] = Number.isNaN(x) ? (stand[slot] ?? 0) : x > Number.MAX_VALUE ? Number.MAX_VALUE : x;
    }
    for (let i = 0; i < slots.categories.length; i += 1) {
      const category = slots.categories[i];
      if (category !== undefined) prepareCategory(category, rows[from + category.column] ?? 0, into, to);
    }
  }
}

function prepareCategory({ first, count, answers }: CategorySlots, x: number, into: Float64Array, to: number): void {
  const code = isCode(x) ? x | 0 : answersPerSet - 1;
  const at = code * count;
  for (let set = 0; set < count; set += 1) into[to + first + set] = answers[at + set] ?? 0;
}

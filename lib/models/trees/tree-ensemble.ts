/** Words of a set of categories: one bit for each of at most 256 codes. */
export const wordsPerSet = 8;
/** The most categories that a column may have: their codes and "missing" fit in one byte. */
export const mostCategories = 255;

/** Bits of a node's `flags`. */
export const missingGoesLeft = 1;
export const splitsByCategory = 2;

/**
 * Trees as flat arrays, the nodes of all trees one after the other. The two children of a node lie beside each other,
 * so that going right is one place further than going left. A numeric split sends x <= threshold to the left, a split by
 * category those whose bit is set; what is missing (NaN, or a category that the split cannot know) goes as `flags` says.
 */
export interface TreeEnsemble {
  /** Numbers in a row. */
  readonly features: number;
  /** Numbers that a row is given: one margin, or one for each class. */
  readonly outputs: number;
  /**
   * Numbers in a leaf: 1 where trees take turns (tree t adds to output t % outputs), `outputs` where each tree speaks
   * for all of them.
   */
  readonly leafWidth: number;
  /** Where each tree's nodes begin, and at last where they end. */
  readonly starts: Int32Array;
  /** Per node the column that it splits by, -1 of a leaf. */
  readonly feature: Int32Array;
  /** Per node the last value that goes left; of a split by category the place of its set among `sets`. */
  readonly threshold: Float64Array;
  /** Per node its left child, as a place among all nodes; of a leaf the node itself. */
  readonly left: Int32Array;
  readonly flags: Uint8Array;
  /** Per node how many training rows came by. */
  readonly cover: Float64Array;
  /** `leafWidth` numbers a node; those of inner nodes are not added to anything. */
  readonly value: Float64Array;
  /** Sets of categories, `wordsPerSet` words each. */
  readonly sets: Uint32Array;
}

/** One tree whose children and sets are counted from its own beginning. */
export interface GrownTree {
  readonly feature: Int32Array;
  readonly threshold: Float64Array;
  readonly left: Int32Array;
  readonly flags: Uint8Array;
  readonly cover: Float64Array;
  readonly value: Float64Array;
  readonly sets: Uint32Array;
}

/** What trees that are joined have in common. */
export interface EnsembleShape {
  readonly features: number;
  readonly outputs: number;
  readonly leafWidth: number;
}

export function countTrees(ensemble: TreeEnsemble): number {
  return ensemble.starts.length - 1;
}

/** Whether a set can speak of it; what it cannot speak of counts as missing. */
export function isCode(code: number): boolean {
  return code >= 0 && code < wordsPerSet * 32;
}

/** Whether the bit of the code (see `isCode`) is set. A fitted set has a bit for unseen codes too: as for missing. */
export function isInSet(sets: Uint32Array, set: number, code: number): boolean {
  return (((sets[set * wordsPerSet + (code >>> 5)] ?? 0) >>> (code & 31)) & 1) === 1;
}

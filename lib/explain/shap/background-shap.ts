import { goesLeft } from "../../models/trees/find-leaf.ts";
import { listDepths } from "../../models/trees/tree-depth.ts";
import type { TreeEnsemble } from "../../models/trees/tree-ensemble.ts";
import { listRoots } from "./list-roots.ts";
import type { ShapExplainer } from "./path-shap.ts";

const fromRow = 1;
const fromBackground = 2;

/**
 * Exact Shapley values against a background: a column that is left out takes its value from a background row, and the
 * answers are averaged over all of them ("interventional", Lundberg et al. 2020). Says what sets the row apart from, for
 * example, normal hosts. O(trees x leaves x background rows) at most. `background` holds whole rows one after the other.
 */
export function createBackgroundExplainer(ensemble: TreeEnsemble, background: Float64Array, output = 0): ShapExplainer {
  const { features } = ensemble;
  const count = background.length / features;
  if (!(Number.isInteger(count) && count > 0)) throw new RangeError("The background must hold one whole row or more.");
  const walk = createMixedWalk(ensemble, output);
  const scratch = new Float64Array(features);
  let base = 0;
  for (let i = 0; i < count; i += 1) base += walk(background, i * features, background, i * features, scratch) / count;
  return {
    base,
    explain: (rows, at, values) => {
      values.fill(0);
      for (let i = 0; i < count; i += 1) walk(rows, at, background, i * features, values);
      for (let column = 0; column < features; column += 1) values[column] = (values[column] ?? 0) / count;
    },
  };
}

/** Adds each column's part in f(row) - f(other) to `values`, and returns the sum of the leaves that only `other` reaches. */
type MixedWalk = (
  rows: Float64Array,
  at: number,
  others: Float64Array,
  otherAt: number,
  values: Float64Array,
) => number;

/**
 * Where both rows part at a node, the column's value must come from the one or from the other to get further. A leaf
 * that needs u columns from the row and v from the other counts in (u - 1)! v! / (u + v)! of all orders for each of the u,
 * and against each of the v in u! (v - 1)! / (u + v)!.
 */
function createMixedWalk(ensemble: TreeEnsemble, output: number): MixedWalk {
  const { feature, left, value, leafWidth, features } = ensemble;
  const roots = listRoots(ensemble, output);
  const within = leafWidth > 1 ? output : 0;
  const depth = listDepths(ensemble).reduce((most, own) => Math.max(most, own), 0);
  const orders = shareOfOrders(depth + 1);
  const origin = new Uint8Array(features);
  const met = new Int32Array(depth + 1);
  let found = 0;

  return (rows, at, others, otherAt, values) => {
    const addLeaf = (answer: number, taken: number, lent: number): void => {
      if (taken === 0) found += answer;
      const forRow = taken === 0 ? 0 : (orders[(taken - 1) * (depth + 2) + lent] ?? 0) * answer;
      const forOther = lent === 0 ? 0 : -(orders[taken * (depth + 2) + lent - 1] ?? 0) * answer;
      for (let i = 0; i < taken + lent; i += 1) {
        const column = met[i] ?? 0;
        values[column] = (values[column] ?? 0) + (origin[column] === fromRow ? forRow : forOther);
      }
    };
    const follow = (node: number, column: number, from: Float64Array, start: number): number =>
      (left[node] ?? 0) + (goesLeft(ensemble, node, from[start + column] ?? Number.NaN) ? 0 : 1);
    const descend = (node: number, taken: number, lent: number): void => {
      const column = feature[node] ?? -1;
      if (column < 0) {
        addLeaf(value[node * leafWidth + within] ?? 0, taken, lent);
        return;
      }
      const ofRow = follow(node, column, rows, at);
      const ofOther = follow(node, column, others, otherAt);
      const known = origin[column] ?? 0;
      if (known !== 0 || ofRow === ofOther) {
        descend(known === fromBackground ? ofOther : ofRow, taken, lent);
        return;
      }
      met[taken + lent] = column;
      origin[column] = fromRow;
      descend(ofRow, taken + 1, lent);
      met[taken + lent] = column;
      origin[column] = fromBackground;
      descend(ofOther, taken, lent + 1);
      origin[column] = 0;
    };
    found = 0;
    for (const root of roots) descend(root, 0, 0);
    return found;
  };
}

/** a! b! / (a + b + 1)! at a * (most + 1) + b. */
function shareOfOrders(most: number): Float64Array {
  const width = most + 1;
  const shares = new Float64Array(width * width);
  for (let a = 0; a < width; a += 1) {
    // a! 0! / (a + 1)! = 1 / (a + 1), and each further b multiplies by b / (a + b + 1).
    let share = 1 / (a + 1);
    for (let b = 0; b < width; b += 1) {
      if (b > 0) share *= b / (a + b + 1);
      shares[a * width + b] = share;
    }
  }
  return shares;
}

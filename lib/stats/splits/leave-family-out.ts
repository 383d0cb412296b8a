import type { Random } from "../random.ts";
import type { Split } from "./split.ts";
import { stratifiedKFold } from "./stratified-k-fold.ts";

export interface FamilySplit extends Split {
  /** The attack family that training has not seen. */
  readonly family: number;
}

/**
 * One split for each attack family: it is tested together with an equal part of the normal rows, and trained on all
 * other families and the other normal rows. Says how a model does on attacks of a kind it has never met, which a random
 * split cannot. `normal` is the family that is no attack. O(families x n). RangeError: fewer than two attack families.
 */
export function leaveFamilyOut(families: Int32Array, normal: number, random: Random): FamilySplit[] {
  const attacks = [...new Set(families)].filter((family) => family !== normal).sort((a, b) => a - b);
  if (attacks.length < 2) throw new RangeError("Leaving a family out needs at least two attack families.");
  const partOfRow = normalParts(families, normal, attacks.length, random);
  return attacks.map((family, part) => {
    const train: number[] = [];
    const test: number[] = [];
    for (let row = 0; row < families.length; row += 1) {
      const tested = families[row] === normal ? partOfRow[row] === part : families[row] === family;
      (tested ? test : train).push(row);
    }
    return { family, train: Int32Array.from(train), test: Int32Array.from(test) };
  });
}

/** The part of each normal row, -1 for attacks. */
function normalParts(families: Int32Array, normal: number, parts: number, random: Random): Int32Array {
  const rows = families.filter((family) => family === normal);
  if (rows.length < parts) {
    throw new RangeError(`Leaving ${parts} families out needs as many normal rows, there are ${rows.length}.`);
  }
  const dealt = stratifiedKFold(rows, parts, random).value;
  let next = 0;
  return families.map((family) => {
    if (family !== normal) return -1;
    next += 1;
    return dealt[next - 1] ?? 0;
  });
}

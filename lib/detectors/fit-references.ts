import { learntCount } from "./detector-table.ts";
import { familyCount } from "./half-space-forest.ts";
import type { Judge } from "./judge.ts";
import { rowPlaces } from "./reference-sample.ts";
import { priorScale, type ReferenceSet } from "./reference-set.ts";
import { fitTailReference, type TailReference } from "./tail-reference.ts";

/** Rows a family needs. Half of a sample must do where one half ranks the other. */
const leastPerFamily = 100;
const detectorOptions = { knots: 512, smallestTail: 1e-9, defaultScale: priorScale / 2 };

/** A sampled row and how many events it stands for. */
export interface WeightedRow {
  readonly row: Float32Array;
  readonly weight: number;
}

/** References of all learnt detectors by family; null where a family has too few rows. */
export function fitDetectors(rows: readonly WeightedRow[]): readonly (TailReference | null)[] {
  const byFamily: WeightedRow[][] = Array.from({ length: familyCount }, () => []);
  for (const row of rows) byFamily[row.row[rowPlaces.family] ?? 0]?.push(row);
  return Array.from({ length: learntCount * familyCount }, (_, i) =>
    fitDetector(byFamily[i % familyCount] ?? [], Math.floor(i / familyCount)),
  );
}

/**
 * The blend of each row under references that did not see it (two halves, each ranked by the other): ranked by its own
 * reference no row could lie beyond the largest, and the first new event that does would look like nothing before.
 */
export function heldOutBlends(judge: Judge, rows: readonly WeightedRow[]): Float64Array {
  const blends = new Float64Array(rows.length);
  for (const half of [0, 1]) {
    const others = fitDetectors(rows.filter((_, i) => i % 2 !== half));
    const references = { version: 0, detectors: others, blend: null };
    for (let i = half; i < rows.length; i += 2) blends[i] = blendAgain(judge, rows[i]?.row ?? noRow, references);
  }
  return blends;
}

const noRow = new Float32Array(rowPlaces.width);

function fitDetector(rows: readonly WeightedRow[], learnt: number): TailReference | null {
  if (rows.length < leastPerFamily) return null;
  const outputs = new Float64Array(rows.length);
  const weights = new Float64Array(rows.length);
  let size = 0;
  for (const { row, weight } of rows) {
    const output = row[learnt] ?? Number.NaN;
    if (Number.isNaN(output)) continue;
    outputs[size] = output;
    weights[size] = weight;
    size += 1;
  }
  if (size < leastPerFamily) return null;
  return fitTailReference(outputs.subarray(0, size), weights.subarray(0, size), detectorOptions);
}

function blendAgain(judge: Judge, row: Float32Array, references: ReferenceSet): number {
  judge.outputs.set(row.subarray(0, learntCount));
  judge.stated = row[rowPlaces.stated] ?? 0;
  judge.blendOutputs(row[rowPlaces.family] ?? 0, references);
  return judge.blend;
}

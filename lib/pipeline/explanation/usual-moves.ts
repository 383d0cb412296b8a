import { actionableFeatures } from "../../explain/actionable-features.ts";
import { type Move, moveTo } from "../../explain/counterfactual/list-moves.ts";

/** Steps between the value and what is usual. */
const steps = 6;

/**
 * Moves that the detectors without training can see: of each actionable number to what is usual and part of the way
 * there, and to the least that it can be.
 */
export function listUsualMoves(row: Float64Array, usual: Float64Array): Move[] {
  return actionableFeatures.flatMap((column) => {
    if ((column.categories ?? 0) > 0) return [];
    const x = row[column.column] ?? Number.NaN;
    const habit = usual[column.column] ?? Number.NaN;
    const values = Array.from({ length: steps }, (_, step) => habit + ((x - habit) * step) / steps);
    return [...values, column.low ?? Number.NaN].flatMap((value) => moveTo(column, x, value) ?? []);
  });
}

import { type LabelledTable, takeLabelledRows } from "../../lib/models/data/frame.ts";
import { drawSeveral } from "../../lib/models/sampling/resample.ts";
import { createRandom } from "../../lib/stats/random.ts";

/** All normal rows, and attacks drawn at random so that they are `share` of what is left. */
export function thinAttacks(table: LabelledTable, share: number, seed: string): LabelledTable {
  const rows = Int32Array.from(table.labels.keys());
  const attacks = rows.filter((row) => table.labels[row] === 1);
  const normals = rows.length - attacks.length;
  const wanted = Math.round((share * normals) / (1 - share));
  const kept = new Set(drawSeveral([...attacks], wanted, createRandom(seed)));
  return takeLabelledRows(
    table,
    rows.filter((row) => table.labels[row] === 0 || kept.has(row)),
  );
}

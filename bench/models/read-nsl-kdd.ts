import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { FeatureMatrix } from "../../lib/models/data/matrix.ts";

const symbolic = [1, 2, 3];
const columns = 41;

/** The 41 columns of an NSL-KDD file, protocol, service and flag as categories, and 1 for each attack. */
export function readNslKdd(path: string): { matrix: FeatureMatrix; labels: Uint8Array } {
  const lines = gunzipSync(readFileSync(path)).toString("utf8").trim().split("\n");
  const cells = lines.map((line) => line.split(","));
  const codes = symbolic.map((column) => {
    const names = [...new Set(cells.map((line) => line[column] ?? ""))].sort();
    return new Map(names.map((name, code) => [name, code]));
  });
  const read = (line: readonly string[], column: number) =>
    symbolic.includes(column)
      ? (codes[symbolic.indexOf(column)]?.get(line[column] ?? "") ?? Number.NaN)
      : Number(line[column]);
  const matrix = {
    rows: cells.length,
    names: Array.from({ length: columns }, (_, column) => `column ${column + 1}`),
    columns: Array.from({ length: columns }, (_, column) => Float64Array.from(cells, (line) => read(line, column))),
    categories: Array.from({ length: columns }, (_, column) => codes[symbolic.indexOf(column)]?.size ?? 0),
  };
  return { matrix, labels: Uint8Array.from(cells, (line) => Number(line[columns] !== "normal")) };
}

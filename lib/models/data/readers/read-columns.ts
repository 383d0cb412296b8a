import type { Frame } from "../frame.ts";
import { quoted, TableError } from "../table-error.ts";
import { type ColumnSpec, collectorFor } from "./column-collector.ts";
import { delimitedRecords } from "./delimited-records.ts";

export interface ReadColumnsOptions {
  readonly separator?: string;
  /** The first record holds the names and must equal the columns'. */
  readonly header?: boolean;
}

/**
 * Delimited text whose columns are known. O(characters). TableError, with line and column: another number of cells, a
 * cell that should be a number and is none, a header with other names, no record at all.
 */
export function readColumns(text: string, columns: readonly ColumnSpec[], options: ReadColumnsOptions = {}): Frame {
  const capacity = countLines(text);
  const collectors = columns.map((spec, i) => collectorFor(spec, i + 1, capacity));
  let awaitsHeader = options.header === true;
  let rows = 0;
  delimitedRecords(text, options.separator ?? ",", (cells, line) => {
    if (cells.length !== columns.length) {
      throw new TableError({ line }, `${cells.length} columns, ${columns.length} are expected.`);
    }
    if (awaitsHeader) {
      checkHeader(cells, columns, line);
      awaitsHeader = false;
      return;
    }
    for (let i = 0; i < collectors.length; i += 1) collectors[i]?.add(cells[i] ?? "", rows, line);
    rows += 1;
  });
  if (rows === 0) throw new TableError({ line: 1 }, "the table has no rows.");
  return { rows, columns: collectors.map((collector) => collector.finish(rows)) };
}

function checkHeader(cells: readonly string[], columns: readonly ColumnSpec[], line: number): void {
  for (const [i, spec] of columns.entries()) {
    const found = (cells[i] ?? "").trim();
    if (found === spec.name) continue;
    throw new TableError({ line, column: i + 1 }, `the column is called ${quoted(found)}, expected "${spec.name}".`);
  }
}

/** At least as many as there are records. */
function countLines(text: string): number {
  let lines = 1;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lines += 1;
  return lines;
}
